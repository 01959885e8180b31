"""Pages of text, begun before Streamlit is up: what their component will be given, for who asks by address.

The browser asks for it while Streamlit's own scripts are still on their way, see early.js, as it does for the map.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from layers import methods
from layers.catalog import Catalog
from layers.desk.question import Desk
from layers.filters import ViewFilter
from layers.language import ENGLISH, LANGUAGES
from layers.profiles import subject as profiles
from layers.profiles.page import blocks
from pages.shared import brief, desk, link, sheet, store

ADDRESS: Final = "atlas/beginning"
PAGE: Final = "page"
TOPS: Final = {
    link.PROFILE: ("172px", "214px"),
    link.EVIDENCE: ("252px", "342px"),
    "method": ("172px", "214px"),
}
"""Pages that can be begun, with where Streamlit puts their text: from the top of a wide screen, and of a narrow one."""


def answer(catalog: Catalog, query: Mapping[str, Sequence[str]]) -> dict[str, Any] | None:
    """Return the class of a page's place and what its component is given; None for a page that is not begun.

    What is asked is read like a link, and never refused.
    """

    def last(key: str) -> str:
        return next(iter(query.get(key, ())[-1:]), "")

    page, lang = last(PAGE), last(link.LANG)
    lang = lang if lang in LANGUAGES else ENGLISH
    view, _notices = ViewFilter.from_query(query, catalog)
    bare = view.without("selected")
    if page == "method":
        data = sheet.given(methods.blocks(lang), lang, page, link.query(bare, lang))
    elif page == link.EVIDENCE:
        return {"place": "desk", "data": desk.given(view, Desk.from_query(query, catalog)[0], lang)}
    elif page == link.PROFILE:
        about = profiles.read(last(link.OF), catalog)[0]
        shown = store.filtered(catalog, bare)
        text = brief.offered(blocks(catalog, shown, bare, about, lang), view, about, lang)
        data = sheet.given(text, lang, page, link.query(bare, lang), str(about or ""))
    else:
        return None
    return {"place": "sheet", "data": data}
