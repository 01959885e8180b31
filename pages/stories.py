"""The stories: what there is to be told, and the visitor's own."""

from pages.shared import sheet, shelf, telling
from pages.shared.context import context

page = context()
telling.begin()
sheet.show(shelf.blocks(page.lang), page.lang, "stories")
