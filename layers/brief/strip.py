"""Events by quarter as bars and in a sentence, then the latest of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from layers.brief import parts
from layers.brief.numbering import Numbering
from layers.brief.parts import Part, line
from layers.catalog import Catalog
from layers.language import Translator, country, date_text, listing, number, pick
from layers.vocabulary import ACT_STATUS, EVENT_TYPES, GRADES

QUARTERS_AT_MOST: Final = 60
"""Beyond this many quarters the bars stand for years: thinner ones could not be told apart on paper."""


@dataclass(frozen=True)
class Bar:
    """A quarter, or with `quarter` 0 a year, and the events dated within it (`sharp`) or spread over it (`vague`)."""

    year: int
    quarter: int
    sharp: int
    vague: float


def bars(events: pd.DataFrame) -> tuple[Bar, ...]:
    """Count events from the first to the last quarter that one touches, the empty ones too; () without events.

    An event whose date lies within one quarter is counted there; one dated less exactly (a year) is spread over the quarters it
    touches in equal parts, never set to the first of them. So all bars together sum up to the events.
    """
    spans = list(zip(events["start"], events["end"], strict=True))
    if not spans:
        return ()
    for each in (4, 1):
        first, last = (min(_at(a, each) for a, _b in spans), max(_at(b, each) for _a, b in spans))
        if last - first < QUARTERS_AT_MOST:
            break
    sharp, vague = dict.fromkeys(range(first, last + 1), 0), dict.fromkeys(range(first, last + 1), 0.0)
    for start, end in spans:
        touched = range(_at(start, each), _at(end, each) + 1)
        if len(touched) == 1:
            sharp[touched[0]] += 1
        else:
            for place in touched:
                vague[place] += 1 / len(touched)
    return tuple(
        Bar(at // each, at % each + 1 if each > 1 else 0, sharp[at], round(vague[at], 3)) for at in sharp
    )


def _at(day: date, each: int) -> int:
    """Return the quarter (`each` = 4) or year (1) of a day, counted from the year 0."""
    return day.year * each + (day.month - 1) * each // 12


def strip(events: pd.DataFrame, lang: str) -> list[Part]:
    """Return the bars and the sentence that says the same; the sentence alone without events."""
    _ = Translator(lang)
    found = bars(events)
    if not found:
        return [
            parts.text(
                _(
                    "In this view nobody reported anything with a date; that does not mean that nothing happened."
                )
            )
        ]
    by_year = not found[0].quarter
    said = sentence(events, found, lang)
    caption = (
        _("Events by year: counts of what was reported, not of what happened")
        if by_year
        else _("Events by quarter: counts of what was reported, not of what happened")
    )
    drawn = {
        "kind": "strip",
        "caption": caption,
        "alt": said,
        "bars": [
            {"year": bar.year, "first": bar.quarter < 2, "sharp": bar.sharp, "vague": bar.vague}
            for bar in found
        ],
        "most": max(bar.sharp + bar.vague for bar in found),
        "top": _("at most {n}", n=number(lang, round(max(bar.sharp + bar.vague for bar in found), 1))),
        "sharp": _("dated within the year") if by_year else _("dated within the quarter"),
        "vague": _("dated less exactly: spread in equal parts") if any(bar.vague for bar in found) else "",
    }
    return [drawn, parts.text(said)]


def sentence(events: pd.DataFrame, found: Sequence[Bar], lang: str) -> str:
    """Say the bars in words: how many events, from when to when, the fullest quarter, how many are spread, the silent years."""
    _ = Translator(lang)
    ordered = events.sort_values(["start", "end"], kind="stable")["date"]
    first, last = date_text(lang, ordered.iloc[0]), date_text(lang, ordered.iloc[-1])
    said = [
        _.n("{n} event is dated: {date}.", "{n} events are dated: {date}.", len(events), date=first)
        if first == last
        else _.n(
            "{n} event is dated, from {first} to {last}.",
            "{n} events are dated, from {first} to {last}.",
            len(events),
            first=first,
            last=last,
        )
    ]
    peak = max(found, key=lambda bar: bar.sharp)
    if peak.sharp > 1:
        name = _("quarter {n} of {year}", n=peak.quarter, year=peak.year) if peak.quarter else str(peak.year)
        said.append(_("Most are dated within {period}: {n}.", period=name, n=number(lang, peak.sharp)))
    spread = len(events) - sum(bar.sharp for bar in found)
    if spread:
        said.append(
            _.n(
                "{n} is dated less exactly and is spread over the time that its date covers.",
                "{n} are dated less exactly and are spread over the time that their dates cover.",
                spread,
            )
        )
    per_year: dict[int, float] = {}
    for bar in found:
        per_year[bar.year] = per_year.get(bar.year, 0) + bar.sharp + bar.vague
    silent = [str(year) for year, n in per_year.items() if not n]
    if silent:
        said.append(_("Nobody reported an event of {years}.", years=listing(lang, silent)))
    return " ".join(said)


def latest(catalog: Catalog, shown: Catalog, numbers: Numbering, lang: str, most: int) -> list[Part]:
    """Return the latest events as a table, at most so many, and how many there are; [] without events."""
    _ = Translator(lang)
    if not len(shown.events):
        return []
    ordered = shown.events.sort_values(["start", "end"], ascending=False, kind="stable")
    rows = [_row(catalog, event, numbers, lang) for _key, event in ordered.head(most).iterrows()]
    columns = [_("Date"), _("Event"), _("Evidence and sources")]
    made = [parts.heading(_("The latest events"))]
    if len(ordered) > most:
        counts = {"n": number(lang, most), "all": number(lang, len(ordered))}
        said = _("The latest {n} of {all} events in view. The view in the atlas has them all.", **counts)
        made.append(parts.text(said, quiet=True, sticky=True))
    return [*made, parts.table(columns, (20, 57, 23), rows)]


def _row(
    catalog: Catalog, event: "pd.Series[Any]", numbers: Numbering, lang: str
) -> list[list[dict[str, Any]]]:
    _ = Translator(lang)
    where = (
        str(catalog.places.at[event["place"], "name"])
        if isinstance(event["place"], str)
        else listing(lang, [country(lang, code) for code in event["countries"]])
    )
    about = [where, _(EVENT_TYPES[event["type"]]), _(ACT_STATUS[event["act_status"]])]
    evidence = [line(_(GRADES[event["grade"]]), strong=True)]
    if event["disputes"]:
        evidence.append(line(_("disputed"), mark=True))
    evidence.append(line("", refs=numbers.cite(event["sources"])))
    return [
        [line(date_text(lang, event["date"]))],
        [line(pick(lang, event, "title")[0], strong=True), line(" · ".join(about), quiet=True)],
        evidence,
    ]
