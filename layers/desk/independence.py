"""Who stands behind a claim: its pages, their origins, which of them count and why the others do not."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from layers.blocks import Block, Word, heading, table, text
from layers.catalog import Catalog
from layers.desk.library import Record, library_of, named
from layers.desk.question import KEYS
from layers.desk.shelf import more
from layers.evidence import ADDS_NONE, GRADE_RULES, GRADED, Counted
from layers.language import N_, Translator, fold, number
from layers.vocabulary import GRADES

ORIGINS_LISTED: Final = 40
ALONE: Final[dict[str, str]] = {
    "statement": N_(
        "A statement: on what it claims there is one origin, who made it, however many carry it."
    ),
    "joined": N_(
        "Joined by the atlas from reports of its two ends: none backs the other on the line itself."
    ),
}
"""Rules by which several origins count as one, in short."""
CITED: Final = {"legs": "leg", "events": "event", "relations": "relation"}
"""The kind of a claim by its table, as a citation names it."""


@dataclass(frozen=True)
class Standing:
    """A claim and its pages, those that add an origin first.

    `pages` are the sources with what each adds, `origins` the independent origins, `counted` how many of these the grade
    counts: one where the rule says that none backs another.
    """

    record: Record
    grade: str
    rule: str
    pages: tuple[Counted, ...]
    origins: tuple[str, ...]

    @property
    def counted(self) -> int:
        """Return how many origins the grade counts."""
        return min(1, len(self.origins)) if self.rule in ALONE else len(self.origins)


@lru_cache(maxsize=16)
def standings(catalog: Catalog, shown: Catalog) -> tuple[Standing, ...]:
    """Return the claims of a view (legs, events, relations), those with the most pages that add no origin first."""
    library = library_of(catalog)
    found = [
        Standing(
            Record(name, str(key)),
            row["grade"],
            row["rule"],
            tuple(sorted(library.counted(row["sources"], row["repeating"]), key=lambda each: bool(each.why))),
            tuple(row["independent"]),
        )
        for name in GRADED
        for key, row in getattr(shown, name)[["grade", "rule", "sources", "repeating", "independent"]]
        .to_dict("index")
        .items()
    ]
    return tuple(
        sorted(found, key=lambda each: (each.counted - len(each.pages), -len(each.pages), each.record))
    )


def alone(found: tuple[Standing, ...]) -> list[tuple[str, int, int]]:
    """Return the origins with the number of claims that rest on them alone and of all that they stand behind, most first."""
    behind = Counter(origin for each in found for origin in each.origins)
    sole = Counter(each.origins[0] for each in found if len(each.origins) == 1)
    return sorted(
        ((o, sole[o], n) for o, n in behind.items()), key=lambda each: (-each[1], -each[2], fold(each[0]))
    )


def said(standing: Standing, lang: str) -> str:
    """Say in words how many pages and how many origins there are: "10 pages, 1 origin", "3 pages, 3 origins counted as one"."""
    _ = Translator(lang)
    pages = _.n("{n} page", "{n} pages", len(standing.pages))
    if standing.counted < len(standing.origins):
        return f"{pages}, {_('{n} origins counted as one', n=number(lang, len(standing.origins)))}"
    return f"{pages}, {_.n('{n} origin', '{n} origins', len(standing.origins))}"


def blocks(catalog: Catalog, shown: Catalog, lang: str, upto: int) -> list[Block]:
    """Return every claim with its dots, at most `upto` of them, and the origins by what rests on them alone."""
    _ = Translator(lang)
    found = standings(catalog, shown)
    single = sum(each.counted == 1 for each in found)
    none = sum(not each.origins for each in found)
    made: list[Block] = [
        heading(_("How many origins stand behind a claim")),
        text(
            _(
                "Of {all} legs, events and relations in view, {n} rest on one origin, {none} on none that can be told. A page that copies another, relays it or only rewrites is drawn hollow: it adds none.",
                all=number(lang, len(found)),
                n=number(lang, single),
                none=number(lang, none),
            )
        ),
        {
            "kind": "key",
            "items": [[True, _("a page that adds an origin")], [False, _("a page that adds none")]],
        },
        {"kind": "dots", "items": [_item(catalog, each, lang) for each in found[:upto]]},
        *more(len(found), upto, lang),
    ]
    if not found:
        return [*made[:1], text(_("No leg, event or relation is in view."))]
    origins = alone(found)
    rows: list[list[Word]] = [
        [{"text": name, "to": _sources_of(name)}, _number(sole, lang), _number(n, lang)]
        for name, sole, n in origins[:ORIGINS_LISTED]
    ]
    columns = [_("Origin"), _("Claims that rest on it alone"), _("All claims it stands behind")]
    return [
        *made,
        heading(_("Origins by the claims that rest on them alone")),
        text(
            _(
                "If such an origin were wrong, nobody else would stand behind these claims. {n} of {all} origins carry at least one claim alone; the first {listed} are listed.",
                n=number(lang, sum(bool(sole) for _name, sole, _n in origins)),
                all=number(lang, len(origins)),
                listed=number(lang, len(rows)),
            )
        ),
        table(_("Origins by the claims that rest on them alone"), columns, rows, sortable=True),
    ]


def _sources_of(origin: str) -> str:
    """Return the way to the sources of an origin, each with what rests on it."""
    return f"evidence?{urlencode({KEYS['section']: 'sources', KEYS['origin']: origin})}"


def _number(n: int, lang: str) -> dict[str, Any]:
    return {"text": number(lang, n), "number": n}


def _item(catalog: Catalog, standing: Standing, lang: str) -> dict[str, Any]:
    _ = Translator(lang)
    note = _(ALONE[standing.rule]) if standing.rule in ALONE else ""
    return {
        "id": f"{standing.record.table}.{standing.record.id}",
        "record": named(catalog, standing.record, lang),
        "grade": _(GRADES[standing.grade]),
        "dots": [not each.why for each in standing.pages],
        "said": said(standing, lang),
        "note": note,
        "open": _("Which pages, and why"),
        "cite": f"{CITED[standing.record.table]}.{standing.record.id}",
        "why": _(GRADE_RULES[standing.rule][1]),
        "pages": [_page(catalog, each, lang) for each in standing.pages],
    }


def _page(catalog: Catalog, page: Counted, lang: str) -> dict[str, Any]:
    """Name a page: its publisher and title, whose reporting it is, and whether that counts."""
    _ = Translator(lang)
    row = catalog.sources.loc[page.source]
    other = str(catalog.sources.at[page.other, "publisher"]) if page.other else ""
    told = (
        _("adds none: {why}", why=_(ADDS_NONE[page.why], source=other))
        if page.why
        else _("adds an origin: {origin}", origin=page.origin)
    )
    url = row["url"] if row["url_display"] and isinstance(row["url"], str) else ""
    return {"counts": not page.why, "text": f"{row['publisher']}: {row['title']}", "url": url, "sub": told}
