"""The one writer."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from layers import canonical
from layers.schema import schemas


def test_json_layout() -> None:
    value = {
        "name": "Cúcuta “x”",
        "at": [[-72.5, 7.89], [-71.0, 8]],
        "none": None,
        "empty": [],
        "nothing": {},
        "yes": True,
        "deep": {"list": [{"a": 1}, "b"]},
    }
    assert (
        canonical.to_json(value)
        == """{
  "name": "Cúcuta “x”",
  "at": [[-72.5, 7.89], [-71.0, 8]],
  "none": null,
  "empty": [],
  "nothing": {},
  "yes": true,
  "deep": {
    "list": [
      {
        "a": 1
      },
      "b"
    ]
  }
}
"""
    )


def test_long_lists_go_one_per_line() -> None:
    fits = ["x" * 50, "y" * 54]
    line = canonical.to_json({"k": fits}).splitlines()[1]
    assert len(line) == 119
    assert canonical.to_json({"k": ["x" * 51, "y" * 54]}).splitlines() == [
        "{",
        '  "k": [',
        f'    "{"x" * 51}",',
        f'    "{"y" * 54}"',
        "  ]",
        "}",
    ]


def test_keys_take_the_order_of_the_schema_and_unknown_ones_stay() -> None:
    value = [{"sources": [], "more": 1, "to": "b", "id": "rel-a", "extra": 2}]
    text = canonical.to_json(value, schemas()["relations"])
    assert list(json.loads(text)[0]) == ["id", "to", "sources", "more", "extra"]
    assert json.loads(text) == value


def test_numbers_keep_their_type() -> None:
    assert canonical.to_json([6.0, 6, -0.5, 1e21, 10**20]) == "[6.0, 6, -0.5, 1e+21, 100000000000000000000]\n"
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical.to_json([float("nan")])


ROW = {
    "id": "obs-a",
    "series": "s",
    "geography": "CL",
    "period": "2019",
    "value": 6.0,
    "lower": None,
    "upper": 7,
    "breakdown": 'a "b"',
    "quality": "press",
    "partial": True,
    "note": "one, two ",
    "sources": ["x", "y"],
}


def test_csv_layout() -> None:
    assert canonical.to_csv([ROW], "observations") == (
        "id,series,geography,period,value,lower,upper,breakdown,quality,partial,note,sources\n"
        'obs-a,s,CL,2019,6.0,,7,"a ""b""",press,true,"one, two ",x;y\n'
    )


def test_in_order() -> None:
    assert canonical.in_order([{"id": "b"}, {"id": "a"}], "actors") == [{"id": "a"}, {"id": "b"}]
    features = {"type": "FeatureCollection", "features": [{"id": "b"}, {"id": "a"}]}
    assert canonical.in_order(features, "places")["features"] == [{"id": "a"}, {"id": "b"}]
    assert canonical.in_order(features, "corridors") is features


@pytest.mark.parametrize(
    "value", [None, 3, "x", [None, {"id": "a"}], [{"id": 2}, {"id": "a"}], {"features": None}, {}]
)
def test_in_order_leaves_ill_formed_content_alone(value: object) -> None:
    assert canonical.in_order(value, "places") == value


def test_save_replaces_the_whole_file_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    canonical.save(path, "é\n")
    assert path.read_bytes() == "é\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o600)
    canonical.save(path, "second\n")
    assert path.read_text(encoding="utf-8") == "second\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["a.json"]


def test_save_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        canonical.save(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["a.json"]
