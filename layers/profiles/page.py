"""The page of a profile, and the index of all of them."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from layers.blocks import Block, Word, fold, heading, links, listed, text
from layers.catalog import Catalog
from layers.choices import Choices
from layers.index import index_of
from layers.language import Translator, country, date_text
from layers.language import fold as folded
from layers.profiles import actor_page, corridor_page, country_page, event, place, sections
from layers.profiles.subject import Subject, word
from layers.vocabulary import ACTOR_KINDS

Build = Callable[[Catalog, Catalog, Choices, str, str], list[Block]]
PAGES_KEPT: Final = 64  # the largest weighs about a fifth of a megabyte
BUILDERS: Final[dict[str, Build]] = {
    "country": country_page.blocks,
    "corridor": corridor_page.blocks,
    "place": place.blocks,
    "actor": actor_page.blocks,
    "event": event.blocks,
}


@lru_cache(maxsize=PAGES_KEPT)
def blocks(
    catalog: Catalog, shown: Catalog, view: Choices, subject: Subject | None, lang: str
) -> tuple[Block, ...]:
    """Return the profile of a subject as the view shows it; without a subject, the index of all profiles in view.

    What is selected in the view plays no part: leave it out, so that a page is made once.
    """
    if subject is None:
        return tuple(index(catalog, shown, view, lang))
    return tuple(BUILDERS[subject.kind](catalog, shown, view, subject.id, lang))


def index(catalog: Catalog, shown: Catalog, view: Choices, lang: str) -> list[Block]:
    """Return every profile in view by kind: countries, corridors, actors, places by country, events by year."""
    _ = Translator(lang)
    made: list[Block] = [heading(_("Whom or what do you want to know about?"))]
    on = sections.filters_on(view)
    if on:
        said = _.n(
            "{n} filter is on: only what it leaves is listed.",
            "{n} filters are on: only what they leave is listed.",
            on,
        )
        made += [
            {**text(said), "mark": "filters"},
            links([{"text": _("Without filters"), "to": "profile", "fresh": True}]),
        ]
    present = _present(shown)
    codes = sorted(
        (c for c in index_of(catalog).values["countries"] if c in present),
        key=lambda c: folded(country(lang, c)),
    )
    if codes:
        made += [heading(_("Countries"), 3), links(sections.country_words(codes, lang))]
    if len(shown.corridors):
        made += [
            heading(_("Corridors"), 3),
            listed(word(catalog, "corridor", key, lang) for key in shown.corridors.index),
        ]
    if len(shown.actors):
        made.append(heading(_("Actors"), 3))
    for kind, label in ACTOR_KINDS.items():
        keys = shown.actors.index[shown.actors["kind"] == kind]
        if len(keys):
            made.append(
                fold(
                    _(label),
                    [links(_sorted([word(catalog, "actor", key, lang) for key in keys]))],
                    tag=str(len(keys)),
                )
            )
    if len(shown.places):
        made.append(heading(_("Places"), 3))
    for code in codes:
        keys = shown.places.index[shown.places["country"] == code]
        if len(keys):
            words = _sorted([word(catalog, "place", key, lang) for key in keys])
            made.append(fold(country(lang, code), [links(words)], tag=str(len(keys))))
    if len(shown.events):
        made.append(heading(_("Events"), 3))
    ordered = shown.events.sort_values(["start", "end"], ascending=False, kind="stable")
    for year, rows in ordered.groupby(ordered["date"].str[:4], sort=False):
        items = [
            word(catalog, "event", str(key), lang, sub=date_text(lang, date))
            for key, date in rows["date"].items()
        ]
        made.append(fold(str(year), [listed(items)], tag=str(len(items))))
    return made


def _present(shown: Catalog) -> set[str]:
    """Return the countries of the places, legs and events in view."""
    found = set(shown.places["country"])
    for frame in (shown.legs, shown.events):
        found |= {code for codes in frame["countries"] for code in codes}
    return found


def _sorted(words: list[dict[str, Any]]) -> list[Word]:
    words.sort(key=lambda each: folded(each["text"]))
    return list(words)
