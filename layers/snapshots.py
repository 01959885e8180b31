"""One state of the data as it has to be remembered, so that the next state can be compared with it."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from layers import catalog
from layers.evidence import assess
from layers.keys import Keys, keys_of
from layers.language import LANGUAGES
from layers.load import Record, Tables
from layers.vocabulary import TABLES

RECORDED: Final = tuple(table for table in TABLES if table != "reviews")
"""The tables a release is about; reviews are the curators' own notes on grades, which stand beside them."""

ARROW: Final = " → "
_NAMES: Final[Mapping[str, str]] = {
    "corridors": "name", "places": "name", "events": "title", "actors": "name", "disputes": "question",
    "series": "title", "sources": "title", "origins": "origin", "claims": "claim",
    "exceptions": "place", "public_figures": "name",
}  # fmt: skip
_ENDS: Final[Mapping[str, str]] = {"legs": "places", "relations": "actors"}


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The records, grades and keys of one state of the data.

    Attributes:
        records: table -> id -> record as `layers.load` gives it, without fields that are null and without what only
            repeats another record (a corridor's list of legs).
        grades: table -> id -> crime -> grade; the crime is "" for the record itself.
        keys: table -> id -> what a filter knows the record by.
    """

    records: Mapping[str, Mapping[str, Record]]
    grades: Mapping[str, Mapping[str, Mapping[str, str]]]
    keys: Mapping[str, Mapping[str, Keys]]

    def name(self, table: str, ident: str) -> dict[str, str]:
        """Return the name of a record per language; texts that have one language are the same in all.

        Raises KeyError for a record that the snapshot lacks.
        """
        record = self.records[table][ident]
        if table in _ENDS:
            ends = (self.name(_ENDS[table], record[end]) for end in ("from", "to"))
            pairs = list(zip(*(end.values() for end in ends), strict=True))
            return {lang: ARROW.join(pair) for lang, pair in zip(LANGUAGES, pairs, strict=True)}
        if table == "observations":
            series = self.name("series", record["series"])
            return {
                lang: f"{text} · {record['geography']} · {record['period']}" for lang, text in series.items()
            }
        field = _NAMES[table]
        english = record.get(field) or record[f"{field}_en"]
        return {lang: str(record.get(f"{field}_{lang}") or english) for lang in LANGUAGES}


def snapshot(tables: Tables) -> Snapshot:
    """Take the snapshot of checked tables."""
    records: dict[str, dict[str, Record]] = {}
    for table in RECORDED:
        hidden = ("legs",) if table == "corridors" else ()
        records[table] = {
            record["id"]: {k: v for k, v in record.items() if v is not None and k not in hidden}
            for record in tables[table]
        }
    grades: dict[str, dict[str, dict[str, str]]] = {}
    for claim, assessment in assess(tables).items():
        of_record = grades.setdefault(claim.table, {}).setdefault(claim.id, {})
        of_record[claim.crime or ""] = assessment.grade
    return Snapshot(records, grades, keys_of(catalog.build(tables)))


def pack(taken: Snapshot) -> str:
    """Write a snapshot as JSON on one line: the same snapshot always gives the same text."""
    content = {"records": taken.records, "grades": taken.grades, "keys": taken.keys}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def unpack(text: str) -> Snapshot:
    """Read what `pack` wrote; a table that did not exist then is missing.

    Raises ValueError or KeyError for anything else.
    """
    content: dict[str, Any] = json.loads(text)
    keys = {
        table: {key: {name: tuple(listed) for name, listed in found.items()} for key, found in rows.items()}
        for table, rows in content["keys"].items()
    }
    return Snapshot(content["records"], content["grades"], keys)


def squeeze(text: str) -> bytes:
    """Return a text as gzip without a time in it; another zlib may give other bytes for the same text."""
    return gzip.compress(text.encode(), 9, mtime=0)
