"""What a visitor has chosen, as plain values, and how that is written into a link."""

import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Self

from layers import dates
from layers.flow import Flow
from layers.vocabulary import GRADES

TEXT_LIMIT_CHARACTERS = 200
KINDS = ("corridor", "leg", "place", "event", "actor", "dispute")
# Field of the choices -> key in the link; the fields that hold several values come first.
KEYS = {
    "countries": "country",
    "corridors": "corridor",
    "crimes": "crime",
    "actors": "actor",
    "attribution": "attribution",
    "acts": "act",
    "evidence": "evidence",
    "named": "named",
    "flow": "flow",
    "since": "from",
    "until": "to",
    "text": "q",
    "selected": "selected",
}
DIMENSIONS = ("countries", "corridors", "crimes", "actors", "attribution", "acts")
"""The choices that hold several values."""
LEVELS = ("", *tuple(GRADES)[1:])
"""The least grade of evidence that can be asked for; "" asks for any source."""


@dataclass(frozen=True, order=True)
class Selection:
    """The record looked at; `kind` keeps apart ids that occur twice (place and corridor `cucuta`)."""

    kind: str
    id: str

    def __str__(self) -> str:
        """Return the form used in links: `leg.leg-cucuta-pamplona`, `place.cucuta`."""
        return f"{self.kind}.{self.id}"


def clean(text: str) -> str:
    """Return a text to search for in one form: NFC, printable, single spaces, at most 200 characters."""
    text = unicodedata.normalize("NFC", text[: 4 * TEXT_LIMIT_CHARACTERS])
    words = "".join(c if c.isprintable() else " " for c in text).split()
    return " ".join(words)[:TEXT_LIMIT_CHARACTERS].rstrip()


@dataclass(frozen=True)
class Choices:
    """The choices of a visitor. Hashable; the empty one asks for everything.

    `countries` (ISO 3166-1 alpha-2), `corridors` (ids), `crimes`, `actors` (ids), `attribution` and `acts`
    (codes of the vocabulary) are tuples, sorted and without repetition whatever was given. `since` and
    `until` are dates YYYY, YYYY-MM or YYYY-MM-DD that mean their first and their last day. `text` is
    searched for. `evidence` is the least grade asked for (one of `LEVELS`), `named` asks for what names the
    group or a faction of it. `flow` is the direction of travel asked for. `selected` is looked at and filters nothing.

    Raises ValueError for a date that is none, for a period that ends before it begins, or for a level that is
    none.
    """

    countries: tuple[str, ...] = ()
    corridors: tuple[str, ...] = ()
    crimes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    evidence: str = ""
    named: bool = False
    flow: Flow | None = None
    since: str | None = None
    until: str | None = None
    text: str = ""
    selected: Selection | None = None

    def __post_init__(self) -> None:
        for name in DIMENSIONS:
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        object.__setattr__(self, "text", clean(self.text))
        if self.evidence not in LEVELS:
            raise ValueError(f"{self.evidence!r} is no level of evidence; use one of {', '.join(LEVELS[1:])}")
        for date in (self.since, self.until):
            if date is not None:
                dates.parse(date)
        if self.since and self.until:
            dates.span(self.since, self.until)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for; `selected` does not count."""
        return not any(getattr(self, f.name) for f in fields(self) if f.name != "selected")

    def without(self, *names: str) -> Self:
        """Return the same choices with the named fields set back to "everything"."""
        defaults = {f.name: f.default for f in fields(self) if f.name in names}
        return replace(self, **defaults)  # type: ignore[arg-type]

    def to_query(self) -> dict[str, list[str]]:
        """Return the keys and values of a link to this view, in a fixed order and without defaults."""
        query: dict[str, list[str]] = {}
        for name, key in KEYS.items():
            value = getattr(self, name)
            if value:
                query[key] = list(value) if isinstance(value, tuple) else [_written(value)]
        return query


def _written(value: object) -> str:
    return "1" if value is True else str(value)
