"""How much of what: charts of the filtered records, and apart from them what official figures say."""

from pages.shared import charts, summary
from pages.shared.context import context

page = context()
summary.show(page)
charts.show(page)
