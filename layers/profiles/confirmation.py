"""Since when nobody new has confirmed a claim.

A claim is *independently confirmed* when at least two independent origins report it (`layers.evidence` says which origins are).
It was *last* confirmed on the newest date of publication among the sources of these origins. A copy, a rewriter or a source
that only repeats another does not make it newer. Of two dates that overlap ("2024", "2024-07") the one that begins later is the
newer: a date is never read as later than it must be.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from layers import dates
from layers.catalog import Catalog
from layers.language import Translator, date_text


@dataclass(frozen=True)
class Confirmation:
    """Hold the last confirmation of a claim: `date` (EDTF) and the `origin` that gave it; both None where there is none.

    `origins` counts the independent origins: with fewer than two nothing is confirmed; with two or more and no date, no source
    of them is dated.
    """

    origins: int
    date: str | None = None
    origin: str | None = None


def last_confirmed(catalog: Catalog, claim: "pd.Series[Any]") -> Confirmation:
    """Return when a leg, an event or a relation was last independently confirmed."""
    origins = tuple(claim["independent"])
    if len(origins) < 2:
        return Confirmation(len(origins))
    dated = []
    for source in claim["sources"]:
        origin, published = origin_of(catalog, source), catalog.sources.at[source, "published"]
        if source not in claim["repeating"] and origin in origins and isinstance(published, str):
            dated.append((newness(published), published, origin))
    return Confirmation(len(origins), *max(dated)[1:]) if dated else Confirmation(len(origins))


def newness(date: str) -> tuple[Any, Any]:
    """Return what dates are ordered by: their first day, then their last."""
    interval = dates.parse(date)
    return interval.start, interval.end


def origin_of(catalog: Catalog, source: str) -> str:
    """Return whose reporting a source is; what only repeats another source has the origin of that one."""
    seen = {source}
    while isinstance(other := catalog.sources.at[source, "relays"], str) and other not in seen:
        seen.add(other)
        source = other
    return str(catalog.sources.at[source, "origin"])


def said_of(confirmation: Confirmation, lang: str) -> str:
    """Say when a claim was last independently confirmed, and by whom; or why it is not."""
    _ = Translator(lang)
    if confirmation.origins < 2:
        return _("Not independently confirmed: fewer than two origins report it.")
    if confirmation.date is None:
        return _("Independently confirmed; no source bears a date.")
    return _(
        "Last independently confirmed: {date} ({origin}).",
        date=date_text(lang, confirmation.date),
        origin=confirmation.origin,
    )
