"""The parts that profiles share: what the filters leave, events counted and listed, disputes, sources, what is not known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

import pandas as pd

from layers.blocks import Block, Word, bars, facts, fold, heading, links, listed, points, table, text
from layers.cards import sources, sources_summary, titles, when
from layers.catalog import Catalog
from layers.choices import Choices
from layers.language import Translator, country, date_text, listing, number, pick
from layers.ledger import dispute_fold
from layers.profiles.subject import Subject, kind_name, word
from layers.profiles.tally import Counts, Tally, counted
from layers.vocabulary import (
    ACT_STATUS,
    EVENT_TYPES,
    GRADES,
    SOURCE_KINDS,
    SOURCE_LANGUAGES,
)

LISTED_AT_MOST: Final = 200
"""Sources that a page lists; those of more are found on the pages of its events."""


def filters_on(view: Choices) -> int:
    """Count the filters that are on; the two ends of a period are one."""
    on = {
        "since" if f.name == "until" else f.name
        for f in fields(view)
        if f.name != "selected" and getattr(view, f.name)
    }
    return len(on)


def head(
    subject: Subject,
    title: str,
    view: Choices,
    lang: str,
    left: str,
    leads: Iterable[Word],
) -> list[Block]:
    """Return the top of a profile: its kind, its title, what the filters leave of it, and where to go from here.

    `left` says how much is in view of how much; it is shown only while filters are on.
    """
    _ = Translator(lang)
    blocks: list[Block] = [{**text(kind_name(subject.kind, lang)), "mark": "eyebrow"}, heading(title)]
    here = list(leads)
    on = filters_on(view)
    if on:
        said = _.n("{n} filter is on; {left}.", "{n} filters are on; {left}.", on, left=left)
        blocks.append({**text(said), "mark": "filters"})
        here.insert(0, {"text": _("Without filters"), "to": f"profile?of={subject}", "fresh": True})
    return [*blocks, links([*here, {"text": _("All profiles"), "to": "profile"}])]


def in_view(lang: str, events: tuple[int, int], legs: tuple[int, int] | None = None) -> str:
    """Say how many events, and legs, are in view of how many."""
    _ = Translator(lang)
    parts = [
        _.n(
            "{shown} of {n} event is in view",
            "{shown} of {n} events are in view",
            events[1],
            shown=number(lang, events[0]),
        )
    ]
    if legs:
        parts.append(_.n("{shown} of {n} leg", "{shown} of {n} legs", legs[1], shown=number(lang, legs[0])))
    return listing(lang, parts)


def left_out(lang: str) -> list[Block]:
    """Say that the filters leave nothing of the subject."""
    _ = Translator(lang)
    return [text(_("The filters leave nothing of it. That is no statement about what happens there."))]


def labelled(counts: Counts, labels: Mapping[str, str], lang: str) -> str:
    """Return counts as one line, "corroborated: 3 · single source: 1"."""
    _ = Translator(lang)
    return " · ".join(_("{label}: {n}", label=_(labels[code]), n=number(lang, n)) for code, n in counts)


def grades(counts: Counts, lang: str) -> str:
    """Return how many claims have each grade as one line."""
    return labelled(counts, GRADES, lang)


def point(said: str, sub: str = "", jump: str = "", see: str = "") -> dict[str, str]:
    """Return one of the sentences that answer the page's question."""
    return {"text": said, "sub": sub, "jump": jump, "see": see}


def answers(items: Iterable[dict[str, str] | None]) -> Block:
    """Return the sentences of the first screen, those that say nothing left out."""
    return points(item for item in items if item)


def events_point(events: Tally, lang: str) -> dict[str, str]:
    """Say how many events are reported and between which dates."""
    _ = Translator(lang)
    if not events.total:
        return point(_("No dated event about it is in view: nobody reported one that the atlas holds."))
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
    return point(said, grades(events.grades, lang), "events", _("Events"))


def events_section(
    catalog: Catalog, events: pd.DataFrame, counts: Tally, lang: str, query: str, place: bool = True
) -> list[Block]:
    """Return events by year, kind and act status, then each of them; `query` is the filter that shows them on the map."""
    _ = Translator(lang)
    blocks: list[Block] = [heading(_("What is reported, and when?"), 3, "events")]
    if not counts.total:
        return [
            *blocks,
            text(_("No dated event about it is in view: nobody reported one that the atlas holds.")),
        ]
    joint = "&" if "?" in query else "?"
    blocks += [
        bars(
            _("Events by year: counts of what was reported, not of what happened"),
            [
                {
                    "text": str(year),
                    "number": n,
                    **({"to": f"{query}{joint}from={year}&to={year}"} if n and query else {}),
                }
                for year, n in counts.years
            ],
            _("nobody reported"),
        ),
        facts(
            [
                (_("By kind"), labelled(counts.kinds, EVENT_TYPES, lang)),
                (_("Act status"), labelled(counts.acts, ACT_STATUS, lang)),
                (_("Evidence"), grades(counts.grades, lang)),
            ]
        ),
        events_table(catalog, events, lang, place),
    ]
    return blocks


def events_table(catalog: Catalog, events: pd.DataFrame, lang: str, place: bool = True) -> Block:
    """Return every event with a way to its own page, the latest first."""
    _ = Translator(lang)
    rows: list[list[Word]] = []
    for key, event in events.sort_values(["start", "end"], ascending=False, kind="stable").iterrows():
        where: Word = ""
        if isinstance(event["place"], str):
            where = word(catalog, "place", event["place"], lang)
        row: list[Word] = [
            word(catalog, "event", str(key), lang),
            date_text(lang, event["date"]),
            where,
            _(EVENT_TYPES[event["type"]]),
            _(GRADES[event["grade"]]),
            _("disputed") if event["disputes"] else "",
        ]
        rows.append(row if place else [*row[:2], *row[3:]])
    columns = [_("Event"), _("Date"), _("Place"), _("Kind"), _("Evidence"), _("Disputed")]
    if not place:
        columns.remove(_("Place"))
    return table(_("The events, the latest first"), columns, rows)


def disputes_about(shown: Catalog, about: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the disputes in view that are about any of the records given by table, the open ones first."""
    wanted = {name: set(ids) for name, ids in about.items()}
    rows = zip(shown.disputes.index, shown.disputes["status"], shown.disputes["about"], strict=True)
    found = [
        (str(status), str(key))
        for key, status, touched in rows
        if any(wanted.get(name, set()) & set(ids) for name, ids in touched.items())
    ]
    return tuple(key for _status, key in sorted(found, key=lambda pair: pair[0]))


def disputes_point(catalog: Catalog, keys: Sequence[str], lang: str) -> dict[str, str]:
    """Say how many questions are open; that nobody disagreed is no proof."""
    _ = Translator(lang)
    still = int((catalog.disputes.loc[list(keys), "status"] == "open").sum())
    if not keys:
        return point(_("No source in view disagrees with another about it; that proves nothing."))
    said = _.n(
        "Sources disagree on {n} question about it; open: {open}.",
        "Sources disagree on {n} questions about it; open: {open}.",
        len(keys),
        open=number(lang, still),
    )
    first = pick(lang, catalog.disputes.loc[keys[0]], "question")[0]
    return point(said, first, "disputes", _("Disputes"))


def disputes_section(catalog: Catalog, keys: Sequence[str], lang: str) -> list[Block]:
    """Return every dispute with its positions side by side."""
    _ = Translator(lang)
    blocks: list[Block] = [heading(_("Who says otherwise?"), 3, "disputes")]
    if not keys:
        return [*blocks, text(_("No source in view disagrees with another about it; that proves nothing."))]
    return [*blocks, *(dispute_fold(catalog, key, lang) for key in keys)]


def cited(*frames: pd.DataFrame) -> tuple[str, ...]:
    """Return the ids of all sources that the records cite, each once, sorted."""
    return tuple(sorted({source for frame in frames for ids in frame["sources"] for source in ids}))


def sources_point(catalog: Catalog, ids: Sequence[str], lang: str) -> dict[str, str]:
    """Say how many origins stand behind it, in how many sources."""
    _ = Translator(lang)
    kinds = labelled(counted(catalog.sources.loc[list(ids), "kind"], SOURCE_KINDS), SOURCE_KINDS, lang)
    return point(
        _("Behind it: {sources}.", sources=sources_summary(catalog, ids, lang)),
        kinds,
        "sources",
        _("Sources"),
    )


def sources_section(catalog: Catalog, ids: Sequence[str], lang: str) -> list[Block]:
    """Return who reports it: kinds, languages, and the sources by origin; of very many only their numbers."""
    _ = Translator(lang)
    used = catalog.sources.loc[list(ids)]
    blocks: list[Block] = [
        heading(_("Who says so?"), 3, "sources"),
        text(sources_summary(catalog, ids, lang)),
    ]
    if not ids:
        return blocks
    blocks.append(
        facts(
            [
                (_("Kinds"), labelled(counted(used["kind"], SOURCE_KINDS), SOURCE_KINDS, lang)),
                (
                    _("Languages"),
                    labelled(counted(used["language"], SOURCE_LANGUAGES), SOURCE_LANGUAGES, lang),
                ),
            ]
        )
    )
    if len(ids) > LISTED_AT_MOST:
        cells: list[list[Word]] = [
            [str(origin), {"number": int(n)}] for origin, n in used["origin"].value_counts().items()
        ]
        return [
            *blocks,
            fold(
                _("Origins and how many sources each has"),
                [table(_("Origins"), [_("Origin"), _("Sources")], cells)],
            ),
        ]
    body: list[Block] = []
    for group in sorted(sources(catalog, ids, lang)["groups"], key=lambda group: -len(group["items"])):
        body.append(heading(group["origin"], 4))
        body.append(listed({"text": s["title"], "url": s["url"], "sub": s["sub"]} for s in group["items"]))
    return [*blocks, fold(_("The sources by origin"), body, open=len(ids) <= 12)]


def unknown_section(items: Iterable[tuple[str, list[Word]]], lang: str) -> list[Block]:
    """Return what is not known: sentences, each with the records it speaks of."""
    _ = Translator(lang)
    blocks: list[Block] = [heading(_("What is not known?"), 3, "unknown")]
    found = False
    for said, words in items:
        found = True
        blocks.append(
            fold(said, [listed([{"text": w} if isinstance(w, str) else w for w in words])])
            if words
            else text(said)
        )
    if not found:
        blocks.append(
            text(
                _(
                    "Every record here is dated and has more than one source. What nobody reported stays unknown."
                )
            )
        )
    blocks.append(text(_("Blank means that nobody reported, not that a place is safe."), quiet=True))
    return blocks


def leg_items(catalog: Catalog, shown: Catalog, keys: Iterable[str], lang: str) -> list[dict[str, str]]:
    """Return legs as items that lead to their cards, each with its grade and when it is reported."""
    _ = Translator(lang)
    names = titles(catalog, "leg", lang)
    return [
        {
            "text": names[key],
            "key": f"leg.{key}",
            "sub": _(GRADES[leg["grade"]]) + " · " + when(leg, lang),
        }
        for key, leg in ((key, shown.legs.loc[key]) for key in keys)
    ]


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


def note(record: "pd.Series[Any]", field: str, lang: str) -> list[Block]:
    """Return the record's own words, said to be in another language where they are."""
    _ = Translator(lang)
    body, body_lang = pick(lang, record, field)
    if not body:
        return []
    blocks: list[Block] = [text(body, body_lang)]
    if body_lang != lang:
        blocks.append(
            text(
                _("Shown in {language}: no translation yet.", language=_(SOURCE_LANGUAGES[body_lang])),
                quiet=True,
            )
        )
    return blocks


def country_words(codes: Iterable[str], lang: str) -> list[Word]:
    """Return countries as words that lead to their profiles."""
    return [{"text": country(lang, code), "to": f"profile?of=country.{code}"} for code in codes]
