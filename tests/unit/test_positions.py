"""Lines of paths in JSON text, and keys that occur twice."""

from __future__ import annotations

import json

import pytest

from layers.positions import Path, dotted, scan

TEXT = r"""{
  "a": [1, 2,
    {"b": "x{[,]}:\"y"}],
  "c":
    {
      "d": [],
      "e": {},
      "f": null
    },
  "g": [[1, 2], [3,
    4]]
}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 2),
        (("a", 0), 2),
        (("a", 1), 2),
        (("a", 2), 3),
        (("a", 2, "b"), 3),
        (("c",), 4),
        (("c", "d"), 6),
        (("c", "e"), 7),
        (("c", "f"), 8),
        (("g", 1, 0), 10),
        (("g", 1, 1), 11),
    ],
)
def test_line(path: Path, line: int) -> None:
    assert scan(TEXT).line(path) == line


@pytest.mark.parametrize(("path", "line"), [(("c", "z"), 4), (("g", 1, 7, "q"), 10), (("nothing",), 1)])
def test_line_of_a_path_that_does_not_exist_is_that_of_its_ancestor(path: Path, line: int) -> None:
    assert scan(TEXT).line(path) == line


def test_all_paths_are_found() -> None:
    def paths(value: object, path: Path) -> list[Path]:
        parts = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        return [path, *(p for key, item in parts for p in paths(item, (*path, key)))]

    assert set(scan(TEXT).lines) == set(paths(json.loads(TEXT), ()))


def test_duplicate_keys() -> None:
    text = '{"a": 1,\n"b": {"a": 1},\n"a": 2,\n"b": {"c": 1, "c": 2},\n"\\u0061": 3}'
    assert scan(text).duplicates == ((("a",), 3), (("b",), 4), (("b", "c"), 4), (("a",), 5))
    assert scan(TEXT).duplicates == ()


def test_literals() -> None:
    assert scan('[NaN,\n"NaN", -Infinity, true, 1e5]').literals == (
        ("NaN", 1),
        ("-Infinity", 2),
        ("true", 2),
        ("1e5", 2),
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [((), ""), (("a",), "a"), (("a", 0, "b"), "a[0].b"), ((3, "x"), "[3].x"), (("a", "b"), "a.b")],
)
def test_dotted(path: Path, text: str) -> None:
    assert dotted(path) == text
