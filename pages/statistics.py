"""How much of what: charts of the filtered records, and apart from them what official figures say."""

from pages.shared import charts, finder, summary
from pages.shared.context import context

page = context()
finder.show(page, cards=False)
summary.show(page)
charts.show(page)
