"""When: dated events and the reported intervals of legs on one axis, and the same rows as a list."""

from pages.shared import chronology, emptiness, finder, summary, takeout
from pages.shared.context import context

page = context()
finder.show(page)
chronology.show(page)
emptiness.show(page)
summary.show(page)
chronology.listing(page)
takeout.show(page, tables=("events", "legs"))
