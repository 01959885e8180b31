"""The map: the filtered records, the card of the selected one, the same rows as a table."""

from pages.shared import emptiness, mapframe, picker, summary, tables
from pages.shared.context import context

page = context()
picker.show(page)
mapframe.show(page)
emptiness.show(page)
summary.show(page)
tables.show(page)
