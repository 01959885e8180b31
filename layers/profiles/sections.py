"""The parts that profiles share: what the filters leave, events counted and listed, disputes, sources, what is not known."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import pandas as pd

from layers.blocks import Block, Word, fold, heading, links, listed, points, text
from layers.cards import titles, when
from layers.catalog import Catalog
from layers.choices import Choices
from layers.language import Translator, country, listing, number, pick
from layers.profiles.subject import Subject, kind_name
from layers.profiles.tally import Counts
from layers.vocabulary import (
    GRADES,
    SOURCE_LANGUAGES,
)


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
                    "Every record here is dated, and none is graded “single source”. What nobody reported stays unknown."
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
