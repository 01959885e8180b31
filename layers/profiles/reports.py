"""The events of a profile: how many, when, of which kind, and each of them."""

from functools import lru_cache

import pandas as pd

from layers.blocks import Block, Word, bars, facts, heading, table, text
from layers.catalog import Catalog
from layers.language import Translator, date_text, listing
from layers.profiles import sections
from layers.profiles.subject import Subject, word
from layers.profiles.tally import Tally
from layers.vocabulary import (
    ACT_STATUS,
    EVENT_TYPES,
    GRADES,
)


def events_point(events: Tally, lang: str) -> dict[str, str]:
    """Say how many events are reported and between which dates."""
    _ = Translator(lang)
    if not events.total:
        return sections.point(
            _("No dated event about it is in view: nobody reported one that the atlas holds.")
        )
    first, last = date_text(lang, events.first), date_text(lang, events.last)
    if first == last:
        said = _.n("{n} event is dated: {date}.", "{n} events are dated: {date}.", events.total, date=first)
    else:
        said = _.n(
            "{n} event is dated, from {first} to {last}.",
            "{n} events are dated, from {first} to {last}.",
            events.total,
            first=first,
            last=last,
        )
    return sections.point(said, sections.grades(events.grades, lang), "events", _("Events"))


def events_section(
    catalog: Catalog, events: pd.DataFrame, counts: Tally, lang: str, subject: Subject, place: bool = True
) -> list[Block]:
    """Return events by year, kind and act status, then each of them with its sources.

    A year leads to the subject's profile narrowed to that year, unless there is no other.
    """
    _ = Translator(lang)
    blocks: list[Block] = [heading(_("What is reported, and when?"), 3, "events")]
    if not counts.total:
        return [
            *blocks,
            text(_("No dated event about it is in view: nobody reported one that the atlas holds.")),
        ]
    blocks += [
        bars(
            _("Events by year: counts of what was reported, not of what happened"),
            [
                {
                    "text": str(year),
                    "number": n,
                    **(
                        {"to": f"profile?of={subject}&from={year}&to={year}"}
                        if n and len(counts.years) > 1
                        else {}
                    ),
                }
                for year, n in counts.years
            ],
            _("nobody reported"),
        ),
        facts(
            [
                (_("By kind"), sections.labelled(counts.kinds, EVENT_TYPES, lang)),
                (_("Act status"), sections.labelled(counts.acts, ACT_STATUS, lang)),
                (_("Evidence"), sections.grades(counts.grades, lang)),
            ]
        ),
        events_table(catalog, events, lang, place),
    ]
    return blocks


def events_table(catalog: Catalog, events: pd.DataFrame, lang: str, place: bool = True) -> Block:
    """Return every event with a way to its own page and to its sources, the latest first."""
    _ = Translator(lang)
    rows: list[list[Word | list[Word]]] = []
    said = published(catalog)
    for key, event in events.sort_values(["start", "end"], ascending=False, kind="stable").iterrows():
        where: Word = ""
        if isinstance(event["place"], str):
            where = word(catalog, "place", event["place"], lang)
        row: list[Word | list[Word]] = [
            word(catalog, "event", str(key), lang),
            date_text(lang, event["date"]),
            where,
            _(EVENT_TYPES[event["type"]]),
            _(GRADES[event["grade"]]),
            _("disputed") if event["disputes"] else "",
            [said[source] for source in event["sources"]],
        ]
        rows.append(row if place else [*row[:2], *row[3:]])
    columns = [_("Event"), _("Date"), _("Place"), _("Kind"), _("Evidence"), _("Disputed"), _("Sources")]
    if not place:
        columns.remove(_("Place"))
    return table(_("The events, the latest first"), columns, rows)


@lru_cache(maxsize=2)
def published(catalog: Catalog) -> dict[str, Word]:
    """Return every source, by id, as the name of its publisher, which leads to the page where there is an address to show."""
    columns = catalog.sources[["publisher", "url"]].itertuples()
    return {
        key: {"text": publisher, "url": url} if isinstance(url, str) else publisher
        for key, publisher, url in columns
    }


def silent_years(events: Tally, lang: str) -> list[tuple[str, list[Word]]]:
    """Say in which years, between the first and the last, nobody reported an event."""
    _ = Translator(lang)
    if not events.silent:
        return []
    said = _.n(
        "In {n} year between the first and the last event nobody reported one: {years}.",
        "In {n} years between the first and the last event nobody reported one: {years}.",
        len(events.silent),
        years=listing(lang, map(str, events.silent)),
    )
    return [(said, [])]
