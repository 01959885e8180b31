"""Problems as values: how they read and sort."""

from __future__ import annotations

import pytest

from layers.problems import DataProblems, Problem


def problem(
    file: str = "events/2024.geojson", line: int | None = 118, record: str = "ev-1", field: str = "guilt"
) -> Problem:
    return Problem(file, line, record, field, "'x' is not an allowed code", "Use one of: none, charged.")


@pytest.mark.parametrize(
    ("value", "start"),
    [
        (problem(), "events/2024.geojson:118: ev-1: guilt: 'x' is"),
        (problem(line=None), "events/2024.geojson: ev-1: guilt: 'x' is"),
        (problem(record="", field=""), "events/2024.geojson:118: 'x' is"),
        (problem(file="", line=None, record="", field=""), "'x' is"),
    ],
)
def test_text(value: Problem, start: str) -> None:
    assert str(value).startswith(start)
    assert str(value).endswith("'x' is not an allowed code. Use one of: none, charged.")


def test_text_stays_on_one_line() -> None:
    value = Problem("a.json", 1, "x\ny", "f\u202e", "bad\x1b[31m", "Mend.\r")
    assert str(value) == "a.json:1: x\\ny: f\\u202e: bad\\x1b[31m. Mend.\\r"
    str(Problem("\udcff.json", None, "", "", "r", "m")).encode("utf-8")


def test_sorting_puts_the_whole_file_first() -> None:
    values = [problem(line=9), problem(line=None), problem(file="actors.json", line=300), problem(line=10)]
    assert [(p.file, p.line) for p in sorted(values)] == [
        ("actors.json", 300),
        ("events/2024.geojson", None),
        ("events/2024.geojson", 9),
        ("events/2024.geojson", 10),
    ]


def test_data_problems_lists_each_once_and_sorted() -> None:
    error = DataProblems([problem(line=9), problem(line=2), problem(line=9)])
    assert [p.line for p in error.problems] == [2, 9]
    assert str(error).splitlines() == ["2 problems in the data", str(problem(line=2)), str(problem(line=9))]
    assert str(DataProblems([problem()])).startswith("1 problem in the data\n")
