"""What programs can ask the server for: parameters, forms, pages. The server and its OpenAPI description are both made from this."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from layers.catalog import Catalog
from layers.choices import DIMENSIONS, KEYS, LEVELS, TEXT_LIMIT_CHARACTERS
from layers.export.columns import DRAWN, EXPORTED
from layers.fields import DATE
from layers.index import index_of
from layers.language import LANGUAGES, N_

LIMIT: Final = 10_000
"""The most rows of one page, and how many it has when nobody says."""
OFFSET_LIMIT: Final = 10_000_000
FORMS: Final[Mapping[str, str]] = {
    "geojson": "application/geo+json",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
"""The forms of an answer and their media types, the one given first when nobody says."""
MEANINGS: Final[Mapping[str, str]] = {
    "country": N_("Countries, ISO 3166-1 alpha-2: rows that start in, end in, cross or concern one of them."),
    "corridor": N_("Ids of corridors."),
    "crime": N_("Crimes that a source names."),
    "actor": N_("Ids of actors named in events; legs of their corridors."),
    "attribution": N_("Who is named on a leg; does not bear on events."),
    "act": N_("How the act of an event is known; does not bear on legs."),
    "evidence": N_("Legs and events of at least this grade."),
    "named": N_("1: only what names Tren de Aragua or a faction of it."),
    "from": N_("First day of the period: YYYY, YYYY-MM or YYYY-MM-DD."),
    "to": N_("Last day of the period: YYYY, YYYY-MM or YYYY-MM-DD."),
    "q": N_("Words that a row must all contain, accents and case aside."),
    "lang": N_("Language of texts and names."),
    "rel": N_("Release that the data must be of; refused when they are of another one."),
    "format": N_("Form of the answer; without it, the header Accept decides."),
    "limit": N_("The most rows of one page."),
    "offset": N_("Rows to pass over."),
}


class Parameter(NamedTuple):
    """A key of a query: its name, what one value may be (JSON Schema 2020-12), and whether it may be given several times."""

    name: str
    schema: Mapping[str, Any]
    several: bool = False


def forms(table: str) -> tuple[str, ...]:
    """Return the forms a table can be asked for in; only tables that are drawn have GeoJSON."""
    return tuple(form for form in FORMS if form != "geojson" or table in DRAWN)


def filters(catalog: Catalog) -> tuple[Parameter, ...]:
    """Return the keys that choose rows, as in the address of a page. Values may also be joined by commas, in any case."""
    values = index_of(catalog).values
    one: Mapping[str, Mapping[str, Any]] = {
        "evidence": {"enum": list(LEVELS[1:])},
        "named": {"enum": ["0", "1"]},
        "since": {"type": "string", "pattern": DATE},
        "until": {"type": "string", "pattern": DATE},
        "text": {"type": "string", "maxLength": TEXT_LIMIT_CHARACTERS},
    }
    several = tuple(Parameter(KEYS[name], {"enum": list(values[name])}, several=True) for name in DIMENSIONS)
    return several + tuple(Parameter(KEYS[name], schema) for name, schema in one.items())


def common(releases: tuple[str, ...]) -> tuple[Parameter, ...]:
    """Return the keys that every address knows; `releases` are the dates of all releases, the oldest first."""
    served = releases[-1:]
    return (
        Parameter("lang", {"enum": list(LANGUAGES)}),
        Parameter("rel", {"enum": list(served)} if served else {"not": {}}),
    )


def paging(table: str) -> tuple[Parameter, ...]:
    """Return the keys that say how rows are given."""
    return (
        Parameter("format", {"enum": list(forms(table))}),
        Parameter("limit", {"type": "integer", "minimum": 1, "maximum": LIMIT, "default": LIMIT}),
        Parameter("offset", {"type": "integer", "minimum": 0, "maximum": OFFSET_LIMIT, "default": 0}),
    )


def parameters(catalog: Catalog, releases: tuple[str, ...], table: str) -> tuple[Parameter, ...]:
    """Return every key that the rows of a table can be asked for with. Raises KeyError for an unknown table."""
    if table not in EXPORTED:
        raise KeyError(table)
    return (*filters(catalog), *common(releases), *paging(table))
