"""Who says so, and who does not: disputes, sources, what rests on one origin, what is missing, what changed."""

from pages.shared import desk, emptiness, finder, summary, takeout
from pages.shared.context import context

page = context()
finder.show(page, cards=False)
emptiness.show(page)
summary.show(page)
desk.show(page)
takeout.show(page, ("disputes", "legs", "events", "sources"))
