"""A small, valid part of `data/` in a directory of its own, to plant faults in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from layers import canonical, counts, load
from layers.problems import Problem
from layers.references import REFERENCES, follow
from layers.schema import schemas
from layers.validate import validate
from layers.vocabulary import TABLES

DATA = Path(__file__).resolve().parent.parent / "data"

SEEDS = {
    "corridors": {"costa-rica"},
    "events": {"ev-2018-08-ecuador-alert"},
    "disputes": {"disp-article-expert"},
    "observations": {
        "obs-cl-irregular-entries-article-cl-2017",
        "obs-cl-irregular-entries-detected-cl-2019",
    },
    "relations": {"rel-carchi-network-faction-of-tren-de-aragua"},
    "claims": {"claim-s1-001", "claim-s1-012"},
}


def write(directory: Path) -> Path:
    """Write the small data into a new directory."""
    for file, text in texts().items():
        (directory / file).parent.mkdir(parents=True, exist_ok=True)
        (directory / file).write_bytes(text.encode())
    return directory


def edit(directory: Path, file: str, change: Callable[[Any], object]) -> None:
    """Change the content of a JSON file in place and write it in canonical form."""
    path = directory / file
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    path.write_bytes(canonical.to_json(value, schemas()[load.table_of(file)]).encode())


def replace(directory: Path, file: str, old: str, new: str) -> None:
    """Change the text of a file; the old text has to occur."""
    text = (directory / file).read_text(encoding="utf-8")
    assert old in text
    (directory / file).write_bytes(text.replace(old, new, 1).encode())


def problems(directory: Path) -> list[Problem]:
    """Read and check a directory: every finding, sorted."""
    tables, found = load.read(directory)
    return sorted({*found, *validate(tables)})


@cache
def texts() -> dict[str, str]:
    wanted = {table: set(SEEDS.get(table, ())) for table in TABLES}
    tables, found = load.read(DATA)
    assert not found
    while True:
        before = sum(map(len, wanted.values()))
        for table, ident in list(_named(tables, wanted)):
            wanted[table].add(ident)
        if sum(map(len, wanted.values())) == before:
            break
    texts = {}
    for document in tables.files.documents.values():
        table = load.table_of(document.file)
        if table == "observations":
            rows = [row for row in document.value if row["id"] in wanted[table]]
            texts[document.file] = canonical.to_csv(rows, table)
            continue
        value = document.value
        if isinstance(value, list):
            value = [record for record in value if _kept(record, table, wanted, tables)]
        else:
            key = "legs" if table == "corridors" else table
            value = {**value, "features": [f for f in value["features"] if f["id"] in wanted[key]]}
            if not value["features"]:
                continue
            value["count"] = counts.bounds(len(value["features"]))
        texts[document.file] = canonical.to_json(value, schemas()[table])
    return texts | {f"schema/{name}.schema.json": canonical.to_json(s) for name, s in schemas().items()}


def _kept(record: Any, table: str, wanted: dict[str, set[str]], tables: load.Tables) -> bool:
    """Origins follow the sources that have them, reviews the records they are about."""
    if table == "origins":
        return record["origin"] in {s["origin"] for s in tables.sources if s["id"] in wanted["sources"]}
    if table == "reviews":
        name, _, ident = record["id"].partition(":")
        return ident in wanted[name]
    return record["id"] in wanted[table]


def _named(tables: load.Tables, wanted: dict[str, set[str]]) -> Iterable[tuple[str, str]]:
    for table, field, target in (
        *REFERENCES,
        ("corridors", "legs", "legs"),
        ("legs", "corridor", "corridors"),
    ):
        for record in tables[table]:
            if record["id"] in wanted[table]:
                for _, value in follow(record, tuple(field.split("."))):
                    if value is not None:
                        yield target, value
    for claim in tables.claims:
        if claim["id"] in wanted["claims"]:
            for _, value in follow(claim, ("record",)):
                if value is not None:
                    yield tuple(value.split(":"))
