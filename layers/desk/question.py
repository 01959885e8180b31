"""What a visitor asks of the evidence desk, as plain values, and how that is written into a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from layers.catalog import Catalog
from layers.choices import clean
from layers.index import index_of
from layers.language import N_
from layers.notices import Notice, echo
from layers.vocabulary import SOURCE_KINDS, SOURCE_LANGUAGES

SECTIONS: Final[Mapping[str, str]] = {
    "disputes": N_("Disputes"),
    "claims": N_("Articles"),
    "reviews": N_("Differences"),
    "sources": N_("Sources"),
    "independence": N_("Independence"),
    "grades": N_("Grades"),
    "gaps": N_("Gaps"),
    "todo": N_("To do"),
    "changes": N_("Changes"),
}
"""The sections with their names; the first is shown where none is asked for."""
UNDATED: Final = "undated"
"""The year of sources that bear no date."""
KEYS: Final = {
    "section": "desk",
    "text": "source_q",
    "kind": "source_kind",
    "language": "source_lang",
    "origin": "source_origin",
    "publisher": "source_publisher",
    "year": "source_year",
    "country": "source_country",
}
FACETS: Final = ("kind", "language", "country", "year", "origin", "publisher")
"""By what the sources can be narrowed down; each holds any number of values, none for any."""
VALUES_MOST: Final = 50


@dataclass(frozen=True)
class Desk:
    """The choices. Hashable; the empty one shows the first section and narrows nothing down.

    `text` is looked for in the titles, publishers and origins of the sources; the fields named in `FACETS` hold
    values of which a source has one.
    """

    section: str = next(iter(SECTIONS))
    text: str = ""
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    country: tuple[str, ...] = ()

    @classmethod
    def from_query(
        cls, query: Mapping[str, str | Sequence[str]], catalog: Catalog
    ) -> tuple[Self, tuple[Notice, ...]]:
        """Read the keys and values of a link; never raises. What cannot be used is left out and told in a notice."""
        notices: list[Notice] = []
        found: dict[str, Any] = {}
        for name, key in KEYS.items():
            values = _all(query, key)
            if name == "text":
                found[name] = clean(values[-1]) if values else ""
                continue
            allowed = _allowed(name, catalog) if values else {}
            known = [allowed[value.casefold()] for value in values if value.casefold() in allowed]
            for value in values:
                if value.casefold() not in allowed:
                    notices.append(Notice("unknown-value", (("key", key), ("value", echo(value)))))
            if name in FACETS:
                found[name] = tuple(sorted(set(known)))
            elif known:
                found[name] = known[-1]
        return cls(**found), tuple(notices)

    def to_query(self) -> dict[str, list[str]]:
        """Return the keys and values of a link to these choices, in a fixed order and without defaults.

        What narrows the sources down is written only where the sources are shown.
        """
        names = KEYS if self.section == "sources" else ("section",)
        given = {name: getattr(self, name) for name in names}
        return {
            KEYS[name]: [value] if isinstance(value, str) else list(value)
            for name, value in given.items()
            if value != type(self).__dataclass_fields__[name].default
        }


def _all(query: Mapping[str, str | Sequence[str]], key: str) -> list[str]:
    raw = query.get(key, ())
    values = [raw] if isinstance(raw, str) else list(raw)[:VALUES_MOST]
    return [value for each in values if (value := str(each).strip())]


def _allowed(name: str, catalog: Catalog) -> dict[str, str]:
    """Return what a field may hold, by its folded form."""
    sources = catalog.sources
    values: dict[str, Any] = {
        "section": SECTIONS,
        "kind": SOURCE_KINDS,
        "language": SOURCE_LANGUAGES,
        "country": index_of(catalog).values["countries"],
    }
    if name == "year":
        return {year_of(date): year_of(date) for date in sources["published"]}
    return {
        str(value).casefold(): str(value) for value in (values[name] if name in values else sources[name])
    }


def year_of(published: object) -> str:
    """Return the year of a date of publication, `UNDATED` where there is none."""
    return published[:4] if isinstance(published, str) and published else UNDATED
