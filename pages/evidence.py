"""Who says so, and who does not: the ledger of disputes, the founding articles, the grades beside the researcher's marks."""

from layers import ledger
from pages.shared import sheet, summary, takeout
from pages.shared.context import context

page = context()
summary.show(page)
sheet.show(
    [
        *ledger.disputes(page.catalog, page.shown, page.lang),
        *ledger.founding_claims(page.catalog, page.lang),
        *ledger.reviews(page.catalog, page.lang),
    ],
    page.lang,
    "evidence",
)
takeout.show(page, ("disputes", "legs", "events", "sources"))
