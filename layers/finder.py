"""Find a record by its name: what a visitor types, accents, case and language aside, also an alias or a part of a word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from layers.cards import KIND_NAMES, TABLES, titles
from layers.catalog import Catalog
from layers.commensurability import is_founding
from layers.index import CITING
from layers.language import LANGUAGES, N_, Translator, country, date_text, fold, pick

FOUND_AT_MOST: Final = 12
QUERY_LIMIT_CHARACTERS: Final = 80
_WORD: Final = re.compile(r"\w+")
COUNTRY: Final = "country"
SERIES: Final = "series"
SOURCE: Final = "source"
OTHERS: Final = {COUNTRY: N_("Country"), SERIES: N_("Official series"), SOURCE: N_("Source")}
"""What can be found and opens no card: a country has a profile, a series its chart, a source its line on the evidence desk."""
KINDS: Final = (COUNTRY, "corridor", "place", "actor", "leg", "event", "dispute", SERIES, SOURCE)
"""The kinds that can be found, in the order in which equally good finds are listed."""


class Find(NamedTuple):
    """One record found: its link form, its name and a line about it; `inside` tells whether the present view shows it."""

    key: str
    text: str
    sub: str
    inside: bool


@dataclass(frozen=True, eq=False)
class _Names:
    """All names of all records, folded: which record each belongs to, and how early a kind is listed."""

    folded: list[str]
    owner: list[tuple[int, str, str]]


_built: WeakKeyDictionary[Catalog, _Names] = WeakKeyDictionary()


def find(catalog: Catalog, shown: Catalog, text: str, lang: str, limit: int = FOUND_AT_MOST) -> list[Find]:
    """Return the records whose name holds every word of the text, the best first; no words find nothing.

    A name that is the text comes first, then one that begins with it, one with words that do, one with the text inside a word;
    among equals in the order of `KINDS`, shorter names first. Countries and series are there whatever the view; a source is inside of it
    where a record of the view cites it.
    """
    words = _plain(text[:QUERY_LIMIT_CHARACTERS]).split()
    if not words:
        return []
    names = _names(catalog)
    best: dict[tuple[int, str, str], tuple[int, int]] = {}
    whole = " ".join(words)
    for name, owner in zip(names.folded, names.owner, strict=True):
        if words[0] not in name or any(word not in name for word in words):
            continue
        if name == whole:
            score = 0
        elif name.startswith(whole):
            score = 1
        else:
            score = 2 if all(f" {word}" in f" {name}" for word in words) else 3
        found = (score, len(name))
        if owner not in best or found < best[owner]:
            best[owner] = found
    ranked = sorted(best, key=lambda owner: (best[owner][0], owner[0], best[owner][1], owner[2]))
    return [_told(catalog, shown, kind, ident, lang) for _rank, kind, ident in ranked[:limit]]


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _names(catalog: Catalog) -> _Names:
    if catalog not in _built:
        pairs = [(_plain(name), owner) for name, owner in _all_names(catalog)]
        distinct = list(dict.fromkeys(pairs))
        _built[catalog] = _Names([name for name, _owner in distinct], [owner for _name, owner in distinct])
    return _built[catalog]


def _all_names(catalog: Catalog) -> Iterator[tuple[str, tuple[int, str, str]]]:
    for rank, kind in enumerate(KINDS):
        for lang in LANGUAGES:
            for ident, name in _titles(catalog, kind, lang).items():
                yield name, (rank, kind, ident)
    actors = KINDS.index("actor")
    for actor, aliases in catalog.actors["aliases"].items():
        for alias in aliases:
            yield alias, (actors, "actor", str(actor))
    places = KINDS.index("place")
    for place, code in catalog.places["country"].items():
        for lang in LANGUAGES:
            yield (
                f"{catalog.places.at[place, 'name']} {country(lang, str(code))}",
                (places, "place", str(place)),
            )


def _titles(catalog: Catalog, kind: str, lang: str) -> Mapping[str, str]:
    """Return the names of all of a kind; series that only a founding article knows are none of their own."""
    if kind == COUNTRY:
        return countries(catalog, lang)
    if kind == SERIES:
        return {
            str(key): pick(lang, row, "title")[0]
            for key, row in catalog.series.iterrows()
            if not is_founding(str(key))
        }
    if kind == SOURCE:
        pages = zip(
            catalog.sources.index, catalog.sources["title"], catalog.sources["publisher"], strict=True
        )
        return {str(key): f"{title} {publisher}" for key, title, publisher in pages}
    return titles(catalog, kind, lang)


def countries(catalog: Catalog, lang: str) -> dict[str, str]:
    """Return the countries that have a record: code -> name."""
    found = set(catalog.places["country"])
    for frame in (catalog.legs, catalog.events):
        found.update(code for codes in frame["countries"] for code in codes)
    return {code: country(lang, code) for code in sorted(found)}


def _told(catalog: Catalog, shown: Catalog, kind: str, ident: str, lang: str) -> Find:
    _ = Translator(lang)
    if kind == COUNTRY:
        return Find(f"{kind}.{ident}", country(lang, ident), _(OTHERS[kind]), True)
    if kind == SERIES:
        return Find(f"{kind}.{ident}", _titles(catalog, kind, lang)[ident], _(OTHERS[kind]), True)
    if kind == SOURCE:
        page: Any = catalog.sources.loc[ident]
        told = filter(None, (_(OTHERS[kind]), page["publisher"], date_text(lang, page["published"] or "")))
        return Find(f"{kind}.{ident}", page["title"], " · ".join(told), ident in _cited(shown))
    table = TABLES[kind]
    record: Any = getattr(catalog, table).loc[ident]
    parts = [_(KIND_NAMES[kind])]
    if kind == "place":
        parts.append(country(lang, record["country"]))
    elif kind == "event":
        parts.append(date_text(lang, record["date"]))
    elif kind == "leg":
        parts.append(pick(lang, catalog.corridors.loc[record["corridor"]], "name")[0])
    inside = ident in _shown_ids(shown, table)
    return Find(f"{kind}.{ident}", titles(catalog, kind, lang)[ident], " · ".join(parts), inside)


@lru_cache(maxsize=16)
def _cited(shown: Catalog) -> frozenset[str]:
    """Return the sources that records of a view cite, those of a dispute's positions among them."""
    own = [keys for name in CITING for keys in getattr(shown, name)["sources"]]
    sides = [side["sources"] for positions in shown.disputes["positions"] for side in positions]
    return frozenset(key for keys in (*own, *sides) for key in keys)


@lru_cache(maxsize=64)
def _shown_ids(shown: Catalog, table: str) -> frozenset[str]:
    return frozenset(getattr(shown, table).index)
