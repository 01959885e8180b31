"""What all counts of records share: their denominator, their source line, how a column of codes becomes a chart."""

from collections.abc import Mapping
from typing import Final

from layers.charts import Chart, sentence, share
from layers.language import N_, Translator, number
from layers.tallies import Tallies, in_order

MOST: Final = 15
"""Rows of a long list that are drawn; the table holds them all."""
SOURCE: Final = N_("Source: Corridor Atlas, {legs} legs and {events} events in view, from {sources} sources.")
SEVERAL: Final = N_("A record can count under several headings: shares do not add up to 100 %.")
ONCE: Final = N_("Each record counts once.")
NOT_CRIMES: Final = N_("These are records of reports, not counts of crimes.")
HEADS: Final = {"legs": N_("Legs"), "events": N_("Events"), "places": N_("Places"), "sources": N_("Sources")}


def source_line(tallies: Tallies, lang: str) -> str:
    """Name what the counts are made of."""
    sizes = {name: number(lang, tallies.size(name)) for name in ("legs", "events", "sources")}
    return Translator(lang)(SOURCE, **sizes)


def bars(*columns: int, most: int = MOST) -> Mapping[str, object]:
    """Say that columns of the table are drawn as bars, at most so many rows of them."""
    return {"kind": "bars", "values": list(columns), "most": most}


def single(
    tallies: Tallies, lang: str, table: str, column: str, codes: Mapping[str, str], key: str, title: str
) -> Chart:
    """Chart a column that holds one code per row, with the share of every code."""
    _ = Translator(lang)
    total = tallies.size(table)
    counted = [(_(codes[code]), n) for code, n in in_order(tallies.count(table, column), tuple(codes))]
    return Chart(
        key,
        title,
        sentence(lang, table, total, counted),
        (_("Heading"), _(HEADS[table]), _("Share")),
        tuple((label, n, share(lang, n, total)) for label, n in counted),
        bars(1),
        source_line(tallies, lang),
        notes=(_(ONCE), _(NOT_CRIMES)),
    )
