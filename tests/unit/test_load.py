"""Reading: flat records, their origins, and a clear problem for every file that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import load
from layers.load import Origin
from layers.vocabulary import TABLES
from tests import small_data

CR = "places/cr.geojson"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data.write(tmp_path / "data")


def test_flat_records(data: Path) -> None:
    tables, problems = load.read(data)
    assert problems == []
    corridor = next(c for c in tables.corridors if c["id"] == "costa-rica")
    assert corridor["legs"] == ["leg-caracas-san-jose", "leg-san-jose-alajuela", "leg-san-jose-jaco"]
    leg = next(leg for leg in tables.legs if leg["id"] == "leg-caracas-san-jose")
    assert list(leg)[:4] == ["id", "corridor", "seq", "from"]
    assert leg["corridor"] == "costa-rica"
    place = next(p for p in tables.places if p["id"] == "jaco")
    assert (place["lon"], place["lat"]) == (-84.63, 9.61)
    event = next(e for e in tables.events if e["id"] == "ev-2018-08-ecuador-alert")
    assert event["place"] is None
    assert "guilt_as_of" not in event
    assert "geometry" not in event


def test_types_of_an_observation(data: Path) -> None:
    tables, _ = load.read(data)
    first = tables.observations[0]
    assert first["value"] == 2905
    assert isinstance(first["value"], int)
    assert (first["lower"], first["breakdown"], first["partial"]) == (None, None, False)
    assert first["sources"] == ["veszbejarat-insightcrime-copy"]
    small_data.replace(data, "observations.csv", ",2905,", ",2905.0,")
    assert isinstance(load.read(data)[0].observations[0]["value"], float)


def test_origins_and_lines(data: Path) -> None:
    tables, _ = load.read(data)
    index = next(n for n, p in enumerate(tables.places) if p["id"] == "jaco")
    origin = tables.files.origin("places", index)
    assert origin == Origin(CR, ("features", 1))
    text = (data / CR).read_text(encoding="utf-8").split("\n")
    for field in ("name", "country", "sources"):
        line = tables.problem("places", index, field, "r", "m").line
        assert line is not None
        assert f'"{field}"' in text[line - 1]
    line = tables.problem("places", index, "lat", "r", "m").line
    assert line is not None
    assert "coordinates" in text[line - 1]
    assert tables.files.origin("observations", 1).line == 3
    assert tables.files.origin("actors", 99) == Origin("")


def test_table_by_name(data: Path) -> None:
    tables, _ = load.read(data)
    assert tables["legs"] is tables.legs
    for name in ("files", "leg", "__class__"):
        with pytest.raises(KeyError):
            tables[name]


def test_directory_that_does_not_exist(tmp_path: Path) -> None:
    tables, (problem,) = load.read(tmp_path / "nowhere")
    assert "there is no data directory" in problem.reason
    assert tables.files.incomplete == frozenset(TABLES)


def test_missing_folder_and_file(data: Path) -> None:
    (data / "relations.json").unlink()
    for path in (data / "events").iterdir():
        path.unlink()
    (data / "events").rmdir()
    tables, problems = load.read(data)
    assert [(p.file, p.reason) for p in problems] == [
        ("events", "the folder is missing"),
        ("relations.json", "the file cannot be opened (No such file or directory)"),
    ]
    assert tables.files.incomplete == {"events", "relations"}


@pytest.mark.parametrize(
    "file",
    ["stray.json", "notes.txt", "places/CO.json", "events/2022.geojson~", "schema/legs.schema.json", "old/x"],
)
def test_files_that_do_not_belong(data: Path, file: str) -> None:
    (data / file).parent.mkdir(exist_ok=True)
    (data / file).write_text("[]", encoding="utf-8")
    _, (problem,) = load.read(data)
    assert problem.file == ("old" if file == "old/x" else file)
    assert problem.reason == "this file does not belong here"


@pytest.mark.parametrize("file", ["LICENSE", "README.md", "basemap/anything.json"])
def test_files_that_may_stand_beside(data: Path, file: str) -> None:
    (data / file).parent.mkdir(exist_ok=True)
    (data / file).write_text("x", encoding="utf-8")
    assert load.read(data)[1] == []


def raw(data: Path, file: str) -> bytes:
    return (data / file).read_bytes()


UNREADABLE = [
    ("empty", lambda b: b"", None, "the file is empty"),
    ("only spaces", lambda b: b" \n", None, "the file is empty"),
    ("UTF-16", lambda b: b.decode().encode("utf-16"), None, "encoded in UTF-16"),
    ("UTF-16 without mark", lambda b: b.decode().encode("utf-16-le"), 1, "NUL bytes"),
    ("byte order mark", lambda b: b"\xef\xbb\xbf" + b, 1, "byte order mark"),
    ("Latin-1", lambda b: b.decode().encode("latin-1", "replace"), 23, "byte 0xea is not valid UTF-8; the file may be"),
    ("NUL", lambda b: b.replace(b"CR", b"C\0", 1), 17, "NUL bytes"),
    ("web page", lambda b: b"<!DOCTYPE html>\n<html>404</html>", 1, "this is a web page or XML"),
    ("merge conflict", lambda b: b.replace(b"  \"features", b"<<<<<<< HEAD\n  \"features", 1), 7, "merge conflict"),
    ("truncated", lambda b: b[: b.index(b"Jac")], 35, "not valid JSON: unterminated string"),
    ("truncated after a value", lambda b: b[: b.rindex(b"]")], 65, "ends before its JSON is complete"),
    ("missing comma", lambda b: b.replace(b'"CR",', b'"CR"', 1), 18, "not valid JSON: expecting ',' delimiter"),
    ("trailing comma", lambda b: b.replace(b'9.61]', b'9.61,]', 1), 32, "not valid JSON"),
    ("single quotes", lambda b: b.replace(b'"CR"', b"'CR'", 1), 17, "not valid JSON"),
    ("comment", lambda b: b"// places\n" + b, 1, "not valid JSON"),
    ("two values", lambda b: b + b"{}", 67, "not valid JSON: extra data"),
    ("NaN", lambda b: b.replace(b"9.61", b"NaN"), 32, "NaN is not a number in JSON"),
    ("infinity", lambda b: b.replace(b"9.61", b"-Infinity"), 32, "-Infinity is not a number"),
    ("overflow", lambda b: b.replace(b"9.61", b"9e999"), 32, "9e999 is not a number"),
    ("endless digits", lambda b: b.replace(b"9.61", b"9" * 5000), None, "a number cannot be read"),
    ("duplicate key", lambda b: b.replace(b'"country": "CR"', b'"name": "CR"', 1), 17, "'name' occurs twice"),
    ("half a character", lambda b: b.replace(b"Puntarenas", b"\\ud83d", 1), 37, "half a character"),
    ("deep nesting", lambda b: b"[" * 100_000, None, "nested too deeply"),
    ("nesting", lambda b: b"[" * 50 + b"]" * 50, None, "nested too deeply"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "line", "reason"), [u[1:] for u in UNREADABLE], ids=[u[0] for u in UNREADABLE]
)
def test_unreadable_file(data: Path, change: object, line: int | None, reason: str) -> None:
    assert callable(change)
    (data / CR).write_bytes(change(raw(data, CR)))
    before, _ = load.read(small_data.write(data.parent / "sound"))
    tables, (problem,) = load.read(data)
    assert (problem.file, problem.line) == (CR, line)
    assert reason in problem.reason
    assert problem.mend.endswith(".")
    assert len(tables.places) == len(before.places) - 3, "a broken file is left out whole, the rest is read"
    assert tables.files.incomplete == {"places"}


def test_duplicate_key_names_its_path(data: Path) -> None:
    small_data.replace(data, CR, '"country": "CR"', '"name": "CR"')
    assert load.read(data)[1][0].field == "features[0].properties.name"


def test_unreadable_directory_in_place_of_a_file(data: Path) -> None:
    (data / "actors.json").unlink()
    (data / "actors.json").mkdir()
    _, (problem,) = load.read(data)
    assert problem.file == "actors.json"
    assert "cannot be opened" in problem.reason


TABLE = [
    ("missing column", ("note,sources", "sources"), 1, "note", "the column 'note' is missing"),
    (
        "unknown column",
        ("note,sources", "note,remark,sources"),
        1,
        "remark",
        "the column 'remark' is not known",
    ),
    ("column twice", ("note,sources", "note,note,sources"), 1, "note", "the column 'note' occurs 2 times"),
    (
        "too many fields",
        (",Carabineros,", ",Carabineros, police,"),
        3,
        "",
        "the row has 13 fields; the header has 12",
    ),
    ("too few fields", (",Carabineros,", ","), 3, "", "the row has 11 fields"),
    ("blank line", ("\nobs-", "\n\nobs-"), 2, "", "the line is blank"),
    (
        "open quote",
        (",Carabineros,", ',"Carabineros,'),
        3,
        "",
        "the row cannot be read: unexpected end of data",
    ),
    ("stray quote", (",Carabineros,", ',"Cara"bineros,'), 3, "", "the row cannot be read"),
]


@pytest.mark.parametrize(
    ("edit", "line", "field", "reason"), [t[1:] for t in TABLE], ids=[t[0] for t in TABLE]
)
def test_broken_csv(data: Path, edit: tuple[str, str], line: int, field: str, reason: str) -> None:
    small_data.replace(data, "observations.csv", *edit)
    tables, (problem,) = load.read(data)
    assert (problem.file, problem.line, problem.field) == ("observations.csv", line, field)
    assert reason in problem.reason
    assert problem.mend.endswith(".")
    assert tables.observations == ()
    assert tables.files.incomplete == {"observations"}


def test_every_ragged_row_is_listed(data: Path) -> None:
    text = (data / "observations.csv").read_text(encoding="utf-8")
    (data / "observations.csv").write_bytes((text + "a,b\n\nc\n").encode())
    _, problems = load.read(data)
    assert [(p.line, p.record) for p in problems] == [(4, "a"), (5, ""), (6, "c")]
    assert problems[1].mend == "Remove it."


def test_lines_after_a_quoted_line_break(data: Path) -> None:
    small_data.replace(data, "observations.csv", ",not found in any other source,", ',"two\nlines",')
    tables, _ = load.read(data)
    assert [tables.files.origin("observations", n).line for n in (0, 1)] == [2, 4]
    assert tables.observations[0]["note"] == "two\nlines"


@pytest.mark.parametrize(
    "text", ["null", "7", '"x"', "[]", "{}", '{"features": null}', '{"features": {}}', '{"features": [null, 3, {}, []]}',
             '{"features": [{"properties": null}], "corridor": []}', "[null, 1, [], {}]"]
)  # fmt: skip
@pytest.mark.parametrize("file", ["corridors/costa-rica.geojson", CR, "events/2018.geojson", "sources.json"])
def test_content_of_another_shape_is_reported_by_the_schema(data: Path, file: str, text: str) -> None:
    (data / file).write_text(text, encoding="utf-8")
    if (file, text) == ("sources.json", "[]"):
        assert any(p.reason.startswith("there is no source") for p in small_data.problems(data))
    else:
        assert any(p.file == file and "canonical" not in p.reason for p in small_data.problems(data))
