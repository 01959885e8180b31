"""Sources and claims as the rule of evidence reads them, taken from the frames of a catalog."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

import pandas as pd

from layers.cards import KIND_NAMES, TABLES, titles
from layers.catalog import Catalog
from layers.evidence import GRADED, Library
from layers.index import CITING
from layers.language import N_, Translator, pick
from layers.load import Tables
from layers.vocabulary import RELATION_KINDS

KIND_OF: Final = {table: kind for kind, table in TABLES.items()}
OTHER_NAMES: Final = {
    "relations": N_("Relation"),
    "series": N_("Official series"),
    "observations": N_("Official figure"),
}


class Record(NamedTuple):
    """A record by its table and id."""

    table: str
    id: str


_kept: WeakKeyDictionary[Catalog, Library] = WeakKeyDictionary()


def library_of(catalog: Catalog) -> Library:
    """Return the sources of a whole catalog with the record that each origin has; kept as long as the catalog."""
    if catalog not in _kept:
        tables: dict[str, Any] = {
            name: tuple(getattr(catalog, name)[["sources", "repeating"]].to_dict("records"))
            for name in GRADED
        }
        tables["sources"] = tuple(
            catalog.sources[["kind", "origin", "relays"]].reset_index().to_dict("records")
        )
        tables["origins"] = tuple(catalog.origins[["origin", "kind"]].to_dict("records"))
        _kept[catalog] = Library(Tables(**tables))
    return _kept[catalog]


def cited(frame: pd.DataFrame) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the id and the sources of every record; those of a dispute's positions count as the dispute's own."""
    positions = frame["positions"] if "positions" in frame else [()] * len(frame)
    for key, own, sides in zip(frame.index, frame["sources"], positions, strict=True):
        yield str(key), tuple(dict.fromkeys((*own, *(each for side in sides for each in side["sources"]))))


def citing(shown: Catalog) -> dict[str, list[Record]]:
    """Return, per source, the records of a view that cite it, by table and then in the order of the table."""
    found: dict[str, list[Record]] = {}
    for table in CITING:
        for key, sources in cited(getattr(shown, table)):
            for source in sources:
                found.setdefault(source, []).append(Record(table, key))
    return found


def named(catalog: Catalog, record: Record, lang: str) -> dict[str, Any]:
    """Return a record as a word: its name, what it is, and where it leads. An official figure is named by its series.

    Raises KeyError for a record that the catalog lacks.
    """
    _ = Translator(lang)
    if (kind := KIND_OF.get(record.table)) is not None:
        return {
            "text": titles(catalog, kind, lang)[record.id],
            "sub": _(KIND_NAMES[kind]),
            "key": f"{kind}.{record.id}",
        }
    sub = _(OTHER_NAMES[record.table])
    row = getattr(catalog, record.table).loc[record.id]
    if record.table == "relations":
        start, end = (str(catalog.actors.at[row[side], "name"]) for side in ("from", "to"))
        text = f"{start} · {_(RELATION_KINDS[row['kind']])} · {end}"
        return {"text": text, "sub": sub, "key": f"actor.{row['from']}"}
    series = row if record.table == "series" else catalog.series.loc[row["series"]]
    return {"text": pick(lang, series, "title")[0], "sub": sub}


@lru_cache(maxsize=4)
def places_of(catalog: Catalog) -> dict[Record, tuple[str, ...]]:
    """Return the countries (ISO 3166-1 alpha-2) that each record concerns; disputes and relations have none of their own."""
    found: dict[Record, tuple[str, ...]] = {
        Record("places", str(key)): (str(code),) for key, code in catalog.places["country"].items()
    }
    for table in CITING:
        frame = getattr(catalog, table)
        if "countries" in frame:
            found |= {Record(table, str(key)): tuple(codes) for key, codes in frame["countries"].items()}
    return found
