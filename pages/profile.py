"""What is known about one country, corridor, place, actor or event; without one, the index of all."""

from layers.profiles.page import blocks
from pages.shared import brief, emptiness, finder, link, sheet
from pages.shared.context import context

page = context()
finder.show(page, cards=False)
emptiness.show(page)
about = link.subject()
sheet.show(
    brief.offered(
        blocks(page.catalog, page.shown, page.view.without("selected"), about, page.lang),
        page.view,
        about,
        page.lang,
    ),
    page.lang,
    "profile",
    about=str(about or ""),
)
