"""Read `data/` into flat records, remembering where each came from.

Plain JSON and CSV, nothing else: geopandas would drop feature ids and foreign members and change types.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from layers import positions
from layers.documents import Document, open_document, read_text
from layers.problems import Problem
from layers.schema import ARRAY_TABLES, CSV_TABLES, GEOJSON_TABLES, schemas
from layers.vocabulary import TABLES

Record = dict[str, Any]

FILES: Final = {**{n: f"{n}.json" for n in ARRAY_TABLES}, **{n: f"{n}.csv" for n in CSV_TABLES}}
"""The file of every table that is kept in one file."""

_ALLOWED: Final = {
    "LICENSE", "README.md", "basemap", "datapackage.json", "gazetteer", "releases", "schema", *GEOJSON_TABLES,
    *FILES.values(),
}  # fmt: skip
_RELEASES: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.json|baseline\.json\.gz")


@dataclass(frozen=True)
class Origin:
    """Say where a record came from: its file, its path in the JSON, and for CSV its line."""

    file: str
    path: positions.Path = ()
    line: int | None = None


@dataclass(frozen=True)
class Files:
    """Hold the files behind the tables, so that a problem can give file and line.

    Attributes:
        documents: every file that could be read, by its path relative to the data directory.
        origins: for each table the origins of its records, in the same order.
        incomplete: tables of which some file could not be read; references into them cannot be judged.
        schemas: text of each file in `schema/` by name; None when no directory was read.
        gazetteer: text of each file in `gazetteer/` by country; empty when the data bring none.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict)
    incomplete: frozenset[str] = frozenset()
    schemas: Mapping[str, str] | None = None
    gazetteer: Mapping[str, str] = field(default_factory=dict)
    _scanned: dict[str, positions.Positions] = field(default_factory=dict, repr=False, compare=False)

    def origin(self, table: str, index: int) -> Origin:
        """Give the origin of a record; an empty one for tables that were not read from files."""
        known = self.origins.get(table, ())
        return known[index] if index < len(known) else Origin("")

    def line(self, file: str, path: positions.Path) -> int | None:
        """Find the line of a path in a JSON file; None when the file was not read or is CSV."""
        document = self.documents.get(file)
        if document is None or document.lines:
            return None
        if file not in self._scanned:
            self._scanned[file] = positions.scan(document.text)
        return self._scanned[file].line(path)


@dataclass(frozen=True)
class Tables:
    """Hold the tables of the atlas as flat records, in the order of the files.

    Legs carry `corridor`, places `lat` and `lon`, corridors the ids of their `legs`. Geometry of legs and
    events is not repeated: it follows from their places.
    """

    corridors: tuple[Record, ...] = ()
    legs: tuple[Record, ...] = ()
    places: tuple[Record, ...] = ()
    events: tuple[Record, ...] = ()
    actors: tuple[Record, ...] = ()
    relations: tuple[Record, ...] = ()
    disputes: tuple[Record, ...] = ()
    series: tuple[Record, ...] = ()
    observations: tuple[Record, ...] = ()
    sources: tuple[Record, ...] = ()
    origins: tuple[Record, ...] = ()
    reviews: tuple[Record, ...] = ()
    claims: tuple[Record, ...] = ()
    exceptions: tuple[Record, ...] = ()
    public_figures: tuple[Record, ...] = ()
    withdrawn: tuple[Record, ...] = ()
    files: Files = field(default_factory=Files, repr=False, compare=False)

    def __getitem__(self, table: str) -> tuple[Record, ...]:
        """Give a table by name.

        Raises:
            KeyError: there is no such table.
        """
        if table not in TABLES:
            raise KeyError(table)
        records: tuple[Record, ...] = getattr(self, table)
        return records

    def problem(self, table: str, index: int, field: positions.Path | str, reason: str, mend: str) -> Problem:
        """Word a problem of one record, with its file and line.

        `field` is a path in the record, as ("positions", 1, "sources", 0), or the name of one field.
        """
        path = (field,) if isinstance(field, str) and field else tuple(field)
        origin = self.files.origin(table, index)
        line = origin.line or self.files.line(origin.file, _inside(table, origin.path, path))
        ident = self[table][index].get("id")
        name = ident if isinstance(ident, str) and ident else positions.dotted(origin.path)
        return Problem(origin.file, line, name, positions.dotted(path), reason, mend)


def _inside(table: str, start: positions.Path, field: positions.Path) -> positions.Path:
    """Turn a path in a flat record into the path in its file."""
    if table == "corridors" and field[:1] == ("legs",):
        return ("features", *field[1:])
    if table not in ("legs", "places", "events") or field[:1] in ((), ("id",), ("geometry",)):
        return (*start, *field)
    if field[0] in ("lat", "lon"):
        return (*start, "geometry", "coordinates")
    return (*start, "properties", *field)


def table_of(file: str) -> str:
    """Name the kind of a data file, "" when it is none: `places/co.geojson` is of kind places."""
    folder, _, name = file.rpartition("/")
    if folder in GEOJSON_TABLES and name.endswith(".geojson"):
        return folder
    return next((table for table, known in FILES.items() if known == file), "")


def data_files(directory: Path) -> list[str]:
    """List the data files of a directory, relative to it; one-file tables are listed even when absent."""
    parts = [f"{n}/{p.name}" for n in GEOJSON_TABLES for p in sorted((directory / n).glob("*.geojson"))]
    return parts + sorted(FILES.values())


def read(directory: Path) -> tuple[Tables, list[Problem]]:
    """Read all tables; files that cannot be read and files that do not belong are reported as problems.

    Content is not judged here (see `layers.validate`). What has not even the outline of a record is left out
    of the tables, and the schema check reports it. Never raises for bad content.
    """
    if not directory.is_dir():
        reason, mend = f"there is no data directory {directory}", "Give the one that holds corridors/."
        return Tables(files=Files(incomplete=frozenset(TABLES))), [Problem("", None, "", "", reason, mend)]
    problems = list(_layout(directory))
    documents: dict[str, Document] = {}
    incomplete: set[str] = {t for t in GEOJSON_TABLES if not (directory / t).is_dir()}
    for file in data_files(directory):
        document, found = open_document(directory / file, file)
        problems += found
        if document is None:
            incomplete.add(table_of(file))
        else:
            documents[file] = document
    schema_texts, gazetteer = _schema_texts(directory, problems), _gazetteer_texts(directory, problems)
    return assemble(documents, incomplete, schema_texts, gazetteer), problems


def assemble(
    documents: Mapping[str, Document],
    incomplete: Collection[str] = (),
    schema_texts: Mapping[str, str] | None = None,
    gazetteer: Mapping[str, str] | None = None,
) -> Tables:
    """Build the tables from files that were read; `incomplete` names the tables of which a file is missing."""
    lacking = frozenset(incomplete) | (frozenset({"legs"}) if "corridors" in incomplete else frozenset())
    documents = dict(sorted(documents.items(), key=_listed))
    records: dict[str, list[Record]] = {name: [] for name in TABLES}
    origins: dict[str, list[Origin]] = {name: [] for name in TABLES}
    for document in documents.values():
        for table, record, origin in _records(document):
            records[table].append(record)
            origins[table].append(origin)
    files = Files(
        documents,
        {name: tuple(found) for name, found in origins.items()},
        lacking,
        schema_texts,
        gazetteer or {},
    )
    return Tables(**{name: tuple(found) for name, found in records.items()}, files=files)


def _listed(item: tuple[str, Document]) -> tuple[int, str]:
    """Put files into the order of `data_files`."""
    table = table_of(item[0])
    return (GEOJSON_TABLES.index(table) if table in GEOJSON_TABLES else len(GEOJSON_TABLES), item[0])


def _layout(directory: Path) -> Iterator[Problem]:
    for name in GEOJSON_TABLES:
        if not (directory / name).is_dir():
            yield Problem(name, None, "", "", "the folder is missing", "Restore it from git.")
    known = {"schema": {f"{name}.schema.json" for name in schemas()}}
    for path in sorted(directory.iterdir()):
        if path.name not in _ALLOWED:
            yield _stray(path.name)
    suffixes = {**dict.fromkeys(GEOJSON_TABLES, ".geojson"), "gazetteer": ".csv", "schema": ""}
    for name, suffix in suffixes.items():
        for path in sorted((directory / name).iterdir()) if (directory / name).is_dir() else ():
            if path.name not in known.get(name, ()) and (not suffix or path.suffix != suffix):
                yield _stray(f"{name}/{path.name}")
    for path in sorted((directory / "releases").glob("*")):
        if not _RELEASES.fullmatch(path.name):
            yield _stray(f"releases/{path.name}")


def _stray(file: str) -> Problem:
    return Problem(
        file, None, "", "", "this file does not belong here", "Remove it, or move it to its folder."
    )


def _schema_texts(directory: Path, problems: list[Problem]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name in schemas():
        file = f"schema/{name}.schema.json"
        if (directory / file).exists():
            text, found = read_text(directory / file, file)
            problems += found
            texts[name] = text or ""
    return texts


def _gazetteer_texts(directory: Path, problems: list[Problem]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted((directory / "gazetteer").glob("*.csv")):
        text, found = read_text(path, f"gazetteer/{path.name}")
        problems += found
        if text is not None:
            texts[path.stem.upper()] = text
    return texts


def _records(document: Document) -> Iterator[tuple[str, Record, Origin]]:
    file, value, table = document.file, document.value, table_of(document.file)
    if table in CSV_TABLES:
        for row, line in zip(value, document.lines, strict=True):
            yield table, row, Origin(file, (), line)
    elif table in ARRAY_TABLES:
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, dict):
                yield table, item, Origin(file, (index,))
    elif isinstance(value, dict):
        yield from _features(table, file, value)


def _features(table: str, file: str, value: Record) -> Iterator[tuple[str, Record, Origin]]:
    listed = value.get("features")
    features = [
        (index, item)
        for index, item in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(item, dict) and isinstance(item.get("properties"), dict)
    ]
    corridor = value.get("corridor")
    if table == "corridors" and isinstance(corridor, dict):
        yield (
            table,
            {**corridor, "legs": [item.get("id") for _, item in features]},
            Origin(file, ("corridor",)),
        )
    for index, item in features:
        origin = Origin(file, ("features", index))
        record = {"id": item.get("id"), **item["properties"]}
        if table == "corridors":
            owner = corridor.get("id") if isinstance(corridor, dict) else None
            yield "legs", {"id": record.pop("id"), "corridor": owner, **record}, origin
        elif table == "places":
            record["lon"], record["lat"] = _position(item.get("geometry"))
            yield table, record, origin
        else:
            yield table, record, origin


def _position(geometry: Any) -> tuple[Any, Any]:
    position = geometry.get("coordinates") if isinstance(geometry, dict) else None
    return (position[0], position[1]) if isinstance(position, list) and len(position) == 2 else (None, None)
