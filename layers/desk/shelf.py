"""The sources of a view: what each is, how reliable and why, and which records rest on it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from layers.blocks import Block, heading, text
from layers.catalog import Catalog
from layers.desk.library import Record, citing, library_of, named, places_of
from layers.desk.question import FACETS, KEYS, UNDATED, Desk, year_of
from layers.evidence import RELIABILITY_RULES, STEPS
from layers.language import N_, Translator, country, date_text, fold, number
from layers.vocabulary import SOURCE_KINDS, SOURCE_LANGUAGES

FIRST: Final = 40
"""Sources sent at first; as many more each time they are asked for."""
LABELS: Final = {
    "kind": N_("Kind"),
    "language": N_("Language"),
    "country": N_("Country of what it supports"),
    "year": N_("Year of publication"),
    "origin": N_("Origin"),
    "publisher": N_("Publisher"),
}


@dataclass(frozen=True)
class Source:
    """A source and what rests on it in a view.

    `url` is "" where there is no address or it may not be shown; `withheld` tells the latter. `letter` is the Admiralty letter,
    `rule` the key of `RELIABILITY_RULES` behind it, `step` how the record of its origin moved it. `records` are those of the
    view that cite it, `countries` those that they concern.
    """

    id: str
    title: str
    described: bool
    publisher: str
    origin: str
    published: str
    language: str
    kind: str
    url: str
    withheld: bool
    letter: str
    rule: str
    step: int
    records: tuple[Record, ...]
    countries: frozenset[str]

    def value(self, facet: str) -> frozenset[str]:
        """Return what the source has under one of `FACETS`."""
        if facet == "country":
            return self.countries
        return frozenset({year_of(self.published) if facet == "year" else str(getattr(self, facet))})


@lru_cache(maxsize=16)
def shelf(catalog: Catalog, shown: Catalog) -> tuple[Source, ...]:
    """Return the sources that records of the view cite, those that carry most records first, then by title."""
    library, records, where = library_of(catalog), citing(shown), places_of(catalog)
    found = [
        Source(
            id=str(key),
            title=str(row["title"]),
            described=bool(row["title_is_description"]),
            publisher=str(row["publisher"]),
            origin=library.origin(str(key)),
            published=row["published"] or "",
            language=row["language"],
            kind=row["kind"],
            url=_address(row),
            withheld=not row["url_display"],
            letter=library.reliability(str(key)),
            rule=library.reliability_rule(str(key)),
            step=library.step(str(key)),
            records=tuple(records[str(key)]),
            countries=frozenset(code for record in records[str(key)] for code in where.get(record, ())),
        )
        for key, row in shown.sources.to_dict("index").items()
        if str(key) in records
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.records), fold(each.title), each.id)))


def _address(row: dict[Any, Any]) -> str:
    url = row["url"] if row["url_display"] else None
    return url if isinstance(url, str) and url.startswith(("https://", "http://")) else ""


def chosen(sources: tuple[Source, ...], desk: Desk, but: str = "") -> Iterator[Source]:
    """Yield the sources that fit what is asked for; `but` names a facet that is passed over."""
    wanted = {facet: set(values) for facet in FACETS if facet != but and (values := getattr(desk, facet))}
    words = fold(desk.text).split()
    for each in sources:
        told = fold(f"{each.title} {each.publisher} {each.origin} {each.id}")
        if all(word in told for word in words) and all(v & each.value(f) for f, v in wanted.items()):
            yield each


def counts(sources: tuple[Source, ...], desk: Desk, facet: str) -> Counter[str]:
    """Count, per value of a facet, the sources that it would leave with all other choices kept."""
    return Counter(value for each in chosen(sources, desk, facet) for value in each.value(facet))


def blocks(catalog: Catalog, shown: Catalog, desk: Desk, lang: str, upto: int) -> list[Block]:
    """Return the sources that fit, at most `upto` of them, below what narrows them down."""
    _ = Translator(lang)
    sources = shelf(catalog, shown)
    fitting = list(chosen(sources, desk))
    made: list[Block] = [
        heading(_("Sources")),
        text(
            _(
                "{n} of {all} sources that records in view cite. The letter is the reliability in the Admiralty code, given by a rule to the source, not to what it says.",
                n=number(lang, len(fitting)),
                all=number(lang, len(sources)),
            )
        ),
        {"kind": "finder", "fields": _fields(sources, desk, lang)},
        {"kind": "sources", "items": [_item(catalog, each, lang) for each in fitting[:upto]]},
    ]
    if not fitting:
        made.append(text(_("No source fits. Take a choice back.")))
    return [*made, *more(len(fitting), upto, lang)]


def more(whole: int, upto: int, lang: str) -> list[Block]:
    """Return how many of the rows are shown and the way to more of them; nothing where all are."""
    _ = Translator(lang)
    if whole <= upto:
        return []
    said = _("{shown} of {all} rows", shown=number(lang, upto), all=number(lang, whole))
    return [{"kind": "more", "text": said, "button": _("Show more rows"), "upto": upto + FIRST}]


def _fields(sources: tuple[Source, ...], desk: Desk, lang: str) -> list[dict[str, Any]]:
    _ = Translator(lang)
    found: list[dict[str, Any]] = [
        {"key": KEYS["text"], "label": _("Search in title, publisher and origin"), "value": desk.text}
    ]
    for facet in FACETS:
        left = counts(sources, desk, facet)
        values = getattr(desk, facet)
        options: list[list[Any]] = [
            [each, _value(facet, each, lang), left[each]] for each in dict.fromkeys((*left, *values))
        ]
        options.sort(key=lambda option: _place(facet, option))
        found.append(
            {
                "key": KEYS[facet],
                "label": _(LABELS[facet]),
                "any": _("or also …") if values else _("any"),
                "values": list(values),
                "drop": _("Take back"),
                "options": [[each, f"{label} ({number(lang, n)})"] for each, label, n in options],
            }
        )
    return found


def _place(facet: str, option: list[Any]) -> tuple[Any, ...]:
    value, label, n = option
    if facet == "year":
        return (value == UNDATED, -int(value) if value != UNDATED else 0)
    return (-n, fold(label)) if facet in ("kind", "language") else (fold(label),)


def _value(facet: str, value: str, lang: str) -> str:
    _ = Translator(lang)
    if facet == "kind":
        return _(SOURCE_KINDS[value])
    if facet == "language":
        return _(SOURCE_LANGUAGES[value])
    if facet == "country":
        return country(lang, value)
    return _("no date") if value == UNDATED else value


def _item(catalog: Catalog, source: Source, lang: str) -> dict[str, Any]:
    _ = Translator(lang)
    parts = [
        source.publisher,
        _("origin: {origin}", origin=source.origin) if source.origin != source.publisher else "",
        date_text(lang, source.published) or _("no date"),
        _(SOURCE_KINDS[source.kind]),
        _(SOURCE_LANGUAGES[source.language]),
        _("title given by the atlas") if source.described else "",
        _("address withheld") if source.withheld else "",
    ]
    return {
        "id": source.id,
        "text": source.title,
        "url": source.url,
        "sub": " · ".join(filter(None, parts)),
        "letter": source.letter,
        "letter_label": _("Reliability {letter}", letter=source.letter),
        "why": why(source, lang),
        "count": _.n("supports {n} record in view", "supports {n} records in view", len(source.records)),
        "records": _records(catalog, source.records, lang),
    }


def why(source: Source, lang: str) -> str:
    """Say in words why a source has its letter."""
    _ = Translator(lang)
    told = _(RELIABILITY_RULES[source.rule][1])
    return f"{told} {_(STEPS[source.step])}" if source.step else told


def _records(catalog: Catalog, records: tuple[Record, ...], lang: str) -> list[dict[str, Any]]:
    """Name the records; the figures of a series are one line with their number."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    times: Counter[tuple[str, str]] = Counter()
    for word in (named(catalog, record, lang) for record in records):
        found.setdefault((word["sub"], word["text"]), word)
        times[word["sub"], word["text"]] += 1
    return [
        {**word, "sub": f"{word['sub']} ({number(lang, times[key])})" if times[key] > 1 else word["sub"]}
        for key, word in found.items()
    ]
