"""How to read the atlas, how it grades, and where it ends."""

from layers.methods import blocks
from pages.shared import finder, sheet
from pages.shared.context import context

page = context()
finder.show(page, cards=False)
sheet.show(blocks(page.lang), page.lang, "method")
