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
"""By what the sources can be narrowed down; each holds one value or "" for any."""


@dataclass(frozen=True)
class Desk:
    """The choices. Hashable; the empty one shows the first section and narrows nothing down.

    `text` is looked for in the titles, publishers and origins of the sources; the fields named in `FACETS` hold one value.
    """

    section: str = next(iter(SECTIONS))
    text: str = ""
    kind: str = ""
    language: str = ""
    origin: str = ""
    publisher: str = ""
    year: str = ""
    country: str = ""

    @classmethod
    def from_query(
        cls, query: Mapping[str, str | Sequence[str]], catalog: Catalog
    ) -> tuple[Self, tuple[Notice, ...]]:
        """Read the keys and values of a link; never raises. What cannot be used is left out and told in a notice."""
        notices: list[Notice] = []
        found: dict[str, Any] = {}
        for name, key in KEYS.items():
            value = _last(query, key)
            if not value:
                continue
            if name == "text":
                found[name] = clean(value)
            elif (known := _allowed(name, catalog).get(value.casefold())) is not None:
                found[name] = known
            else:
                notices.append(Notice("unknown-value", (("key", key), ("value", echo(value)))))
        return cls(**found), tuple(notices)

    def to_query(self) -> dict[str, list[str]]:
        """Return the keys and values of a link to these choices, in a fixed order and without defaults.

        What narrows the sources down is written only where the sources are shown.
        """
        names = KEYS if self.section == "sources" else ("section",)
        return {
            KEYS[name]: [getattr(self, name)]
            for name in names
            if getattr(self, name) != type(self).__dataclass_fields__[name].default
        }


def _last(query: Mapping[str, str | Sequence[str]], key: str) -> str:
    raw = query.get(key, ())
    return str(([raw] if isinstance(raw, str) else list(raw) or [""])[-1]).strip() if raw else ""


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
