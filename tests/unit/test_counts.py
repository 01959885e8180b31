"""Every GeoJSON file says how many records it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import counts, load
from layers.documents import Document
from tests import small_data

CR = "places/cr.geojson"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data.write(tmp_path / "data")


@pytest.mark.parametrize(
    ("number", "least", "most"),
    [(1, 1, 2), (2, 1, 3), (9, 8, 10), (19, 18, 20), (20, 18, 22), (250, 225, 275)],
)
def test_bounds(number: int, least: int, most: int) -> None:
    assert counts.bounds(number) == {"min": least, "max": most}


@pytest.mark.parametrize(
    ("least", "most", "reason", "mend"),
    [
        (2, 4, "", ""),
        (3, 3, "", ""),
        (3, 5, "", ""),
        (
            1,
            2,
            "the file holds 3 places, but is to hold 1 to 2",
            "lost or added by mistake. If all are meant: write 2",
        ),
        (4, 6, "the file holds 3 places, but is to hold 4 to 6", "and 4."),
        (4, 2, "the file holds 3 places, but is to hold 4 to 2", "write 2 and 4."),
        (1, 9, "1 to 9 is too wide to notice a lost record among 3 places", "Write 2 and 4."),
        (1, 10**15, "too wide", "Write 2 and 4."),
        (2.0, 4, "2.0 is not a whole number", ""),
        (True, 4, "true is not a whole number", ""),
    ],
)
def test_stated_number(data: Path, least: object, most: object, reason: str, mend: str) -> None:
    small_data.edit(data, CR, lambda value: value.__setitem__("count", {"min": least, "max": most}))
    found = small_data.problems(data)
    assert [reason in problem.reason for problem in found] == ([True] if reason else [])
    if mend:
        assert mend in found[0].mend
        assert (found[0].file, found[0].line, found[0].field) == (CR, 3, "count")


@pytest.mark.parametrize("number", [36, 40, 44])
def test_a_large_file_may_drift_by_a_tenth(number: int) -> None:
    value = {"count": counts.bounds(40), "features": [None] * number}
    tables = load.assemble({CR: Document(CR, "", value)})
    assert list(counts.counted(tables)) == []


def test_no_file_is_to_be_empty(data: Path) -> None:
    small_data.edit(data, CR, lambda value: value.__setitem__("count", {"min": 0, "max": 3}))
    assert "0 is below the least allowed value 1" in {problem.reason for problem in small_data.problems(data)}


@pytest.mark.parametrize("change", ["del", "null", "list"])
def test_a_missing_or_broken_statement_is_left_to_the_schema(data: Path, change: str) -> None:
    if change == "del":
        small_data.edit(data, CR, lambda value: value.pop("count"))
    else:
        small_data.edit(
            data, CR, lambda value: value.__setitem__("count", None if change == "null" else [2, 4])
        )
    (problem,) = small_data.problems(data)
    assert problem.field == "count"


@pytest.mark.parametrize(("table", "number", "words"), [("corridors", 1, "1 leg"), ("events", 2, "2 events")])
def test_words(table: str, number: int, words: str) -> None:
    assert counts.counting(table, number) == words
