"""A chart as plain values: what it says in words, the rows behind it, and how they are to be drawn.

The drawing, the sentence, the table and the files that can be taken away all read the same rows, so none can say anything
else. A cell is a text, a number, None where nothing is known, or a mapping with `text` and, where it leads somewhere, `url`;
`lang` says the language of a text that is not in the page's.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from layers.language import N_, Translator, number

Cell = str | float | None | Mapping[str, Any]
NO_BREAK: Final = "\u00a0"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
"""How a text begins that a spreadsheet would run (OWASP ASVS 5.0, 1.2.10)."""
LICENCE: Final = "CC BY 4.0"


@dataclass(frozen=True)
class Chart:
    """One chart.

    `key` names it in links and files. `title` says what is counted, `sentence` what is seen, `notes` what it is not, `source`
    whose figures they are. `head` and `rows` are the table. `draw` says how it is drawn, by `kind`:

    - bars: `values` names the columns drawn as bars, side by side, each on its own scale from zero; `most` rows are drawn;
    - stacked: `values` names the columns that make up each bar, on one scale from zero; `most` rows are drawn;
    - years: one column per row, `value` names the column;
    - matrix: the first column heads the rows, every further one is a column of the matrix;
    - panels: see `layers.figures`.
    """

    key: str
    title: str
    sentence: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    draw: Mapping[str, Any]
    source: str
    unit: str = ""
    notes: tuple[str, ...] = ()
    disputes: tuple[Mapping[str, Any], ...] = field(default=())


def as_json(chart: Chart) -> dict[str, Any]:
    """Return the chart as the page receives it; what is empty is left out."""
    found = {name: getattr(chart, name) for name in Chart.__dataclass_fields__}
    return {name: value for name, value in found.items() if value not in ("", ())}


def csv_text(chart: Chart) -> str:
    """Return the table as CSV (RFC 4180): numbers as numbers with a decimal point, texts as they are.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_safe(name) for name in chart.head])
    writer.writerows([[_written(cell) for cell in row] for row in chart.rows])
    return out.getvalue()


def _written(cell: Cell) -> str | float | None:
    if isinstance(cell, Mapping):
        cell = str(cell["text"])
    return _safe(cell) if isinstance(cell, str) else cell


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def metadata(chart: Chart, stamp: Mapping[str, str]) -> dict[str, Any]:
    """Return what must go with the table: what it counts, under which filters, from which data, and what it is not."""
    return {
        "name": chart.key,
        "title": chart.title,
        "description": chart.sentence,
        "unit": chart.unit,
        "columns": list(chart.head),
        "notes": list(chart.notes),
        "source": chart.source,
        "licence": LICENCE,
        **stamp,
    }


def share(lang: str, part: float, whole: float) -> str:
    """Return a share as whole per cents ("56 %"); what is less than one is said to be, a share of nothing is "–"."""
    if not whole:
        return "–"
    hundredths = 100 * part / whole
    if 0 < hundredths < 1:
        return f"<{NO_BREAK}1{NO_BREAK}%"
    if 99 < hundredths < 100:
        return f">{NO_BREAK}99{NO_BREAK}%"
    return f"{number(lang, round(hundredths))}{NO_BREAK}%"


def change(lang: str, now: float, before: float) -> str:
    """Return how a figure changed on an earlier one, in words: "−12 % on 2024" is put together by the caller."""
    if before == 0:
        return "–"
    per_cent = round(100 * (now - before) / before)
    sign = "+" if per_cent > 0 else "−" if per_cent < 0 else "±"
    return f"{sign}{number(lang, abs(per_cent))}{NO_BREAK}%"


PATTERNS: Final[Mapping[str, tuple[str, str]]] = {
    "events": (
        N_("Of {total} events in view, {n} ({share}) are under “{first}”, the most frequent heading."),
        N_("Of {total} events in view, {n} ({share}) are under “{first}”, then {m} under “{second}”."),
    ),
    "legs": (
        N_("Of {total} legs in view, {n} ({share}) are under “{first}”, the most frequent heading."),
        N_("Of {total} legs in view, {n} ({share}) are under “{first}”, then {m} under “{second}”."),
    ),
    "sources": (
        N_("Of {total} sources in view, {n} ({share}) are under “{first}”, the most frequent heading."),
        N_("Of {total} sources in view, {n} ({share}) are under “{first}”, then {m} under “{second}”."),
    ),
    "events concern": (
        N_("Of {total} events in view, {n} ({share}) concern {first}, the most."),
        N_("Of {total} events in view, {n} ({share}) concern {first}, then {m} {second}."),
    ),
    "events name": (
        N_("Of {total} events in view, {n} ({share}) name {first}, the most."),
        N_("Of {total} events in view, {n} ({share}) name {first}, then {m} {second}."),
    ),
    "events dated": (
        N_("Of {total} events in view, {n} ({share}) are dated to {first}, the most."),
        N_("Of {total} events in view, {n} ({share}) are dated to {first}, then {m} to {second}."),
    ),
    "legs reported": (
        N_("Of {total} legs in view, {n} ({share}) are reported in {first}, the most."),
        N_("Of {total} legs in view, {n} ({share}) are reported in {first}, then {m} in {second}."),
    ),
    "sources published": (
        N_("Of {total} sources in view, {n} ({share}) are of {first}, the most."),
        N_("Of {total} sources in view, {n} ({share}) are of {first}, then {m} of {second}."),
    ),
}
"""What is said of counts, with one heading that occurs and with more; the first word is the table."""
NOTHING: Final[Mapping[str, str]] = {
    "events": N_("No event is in view. That nobody reported any does not mean that nothing happened."),
    "legs": N_("No leg is in view. That nobody reported any does not mean that nobody passes."),
    "sources": N_("No source is in view."),
}


def sentence(lang: str, pattern: str, total: int, counted: Sequence[tuple[str, int]]) -> str:
    """Say what stands out in counts: the largest heading and the next; `counted` need not be sorted.

    Raises KeyError for a pattern that is none of `PATTERNS`.
    """
    _ = Translator(lang)
    alone, among = PATTERNS[pattern]
    ranked = sorted((each for each in counted if each[1]), key=lambda each: -each[1])
    if not total or not ranked:
        return _(NOTHING[pattern.partition(" ")[0]])
    (first, n), *rest = ranked
    values = {
        "total": number(lang, total),
        "n": number(lang, n),
        "share": share(lang, n, total),
        "first": first,
    }
    if not rest:
        return _(alone, **values)
    return _(among, **values, second=rest[0][0], m=number(lang, rest[0][1]))
