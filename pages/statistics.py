"""How much of what: charts of the filtered records, and apart from them what official figures say."""

from pages.shared import charts, emptiness, finder, summary
from pages.shared.context import context

page = context()
finder.show(page, cards=False)
emptiness.show(page)
summary.show(page)
charts.show(page)
