"""What a visitor has chosen to see of the statistics, as plain values, and how that is written into a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from layers.catalog import Catalog
from layers.commensurability import is_founding
from layers.notices import Notice, echo

PARTS: Final = ("records", "figures")
"""The two parts of the page: what our records say, what official figures say."""
MEASURES: Final = ("value", "index")
KEYS: Final = {
    "part": "part",
    "series": "series",
    "areas": "geo",
    "measure": "measure",
    "parts": "parts",
    "marks": "marks",
}
MOST_SERIES: Final = 4
VALUE_LIMIT: Final = 60


@dataclass(frozen=True)
class Plot:
    """The choices. Hashable; the empty one shows the records.

    `series` and `areas` are ids and geographies, in the order chosen; () leaves the choice to the page. `measure` is the
    value as given or an index, `parts` asks for the parts of a whole as well, `marks` for our events along the time axis.
    """

    part: str = PARTS[0]
    series: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    measure: str = MEASURES[0]
    parts: bool = False
    marks: bool = False

    @classmethod
    def from_query(
        cls, query: Mapping[str, str | Sequence[str]], catalog: Catalog
    ) -> tuple[Self, tuple[Notice, ...]]:
        """Read the keys and values of a link; never raises. What cannot be used is left out and told in a notice."""
        notices: list[Notice] = []
        found: dict[str, Any] = {}
        for name in ("series", "areas"):
            known = _known(name, catalog)
            values = _values(query, name)
            found[name] = tuple(dict.fromkeys(known[v.casefold()] for v in values if v.casefold() in known))
            for value in values:
                if value.casefold() not in known:
                    code = "founding-series" if is_founding(value.casefold()) else "unknown-value"
                    notices.append(Notice(code, (("key", KEYS[name]), ("value", echo(value)))))
        if len(found["series"]) > MOST_SERIES:
            notices.append(Notice("more", (("n", str(len(found["series"]) - MOST_SERIES)),)))
            found["series"] = found["series"][:MOST_SERIES]
        for name, allowed in (
            ("part", PARTS),
            ("measure", MEASURES),
            ("parts", ("0", "1")),
            ("marks", ("0", "1")),
        ):
            for value in _values(query, name)[-1:]:
                if value not in allowed:
                    notices.append(Notice("unknown-value", (("key", KEYS[name]), ("value", echo(value)))))
                else:
                    found[name] = value if allowed[0] != "0" else value == "1"
        return cls(**found), tuple(dict.fromkeys(notices[:10]))

    def to_query(self) -> dict[str, list[str]]:
        """Return the keys and values of a link to these choices, in a fixed order and without defaults."""
        query: dict[str, list[str]] = {}
        for name, key in KEYS.items():
            value = getattr(self, name)
            if value != type(self).__dataclass_fields__[name].default:
                query[key] = list(value) if isinstance(value, tuple) else ["1" if value is True else value]
        return query


def _values(query: Mapping[str, str | Sequence[str]], name: str) -> list[str]:
    raw = query.get(KEYS[name], ())
    given = [raw] if isinstance(raw, str) else list(raw)
    parts = [part.strip() for value in given for part in value.split(",", VALUE_LIMIT)]
    return [part for part in parts if part][:VALUE_LIMIT]


def _known(name: str, catalog: Catalog) -> dict[str, str]:
    """Return what can be chosen, by its folded form."""
    if name == "series":
        return {key.casefold(): key for key in catalog.series.index if not is_founding(key)}
    return {area.casefold(): area for area in catalog.observations["geography"].unique()}
