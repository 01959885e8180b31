"""The commands of `python -m layers`, as typed."""

from __future__ import annotations

import base64
import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from layers import load, press
from layers.__main__ import DATA, main
from tests import pdf, small_data

CR = "places/cr.geojson"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data.write(tmp_path / "data")


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str]]:
    code = main([str(argument) for argument in arguments])
    return code, capsys.readouterr().out.splitlines()


def state(data: Path) -> dict[str, bytes]:
    return {str(p.relative_to(data)): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def test_check_of_sound_data(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, (line,) = run(capsys, "check", "--data", data)
    assert code == 0
    assert line.startswith("no problems: 3 corridors, 18 legs, ")
    assert line.endswith("2 claims, 0 exceptions, 0 public_figures, 0 withdrawn")


def test_check_lists_every_problem_sorted(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_data.replace(data, CR, '"CR"', '"ZZ"')
    (data / "actors.json").write_bytes(b"{")
    (data / "odd.txt").write_bytes(b"")
    code, lines = run(capsys, "check", "--data", data)
    assert code == 1
    assert lines[-1] == f"{len(lines) - 1} problems"
    assert lines[0].startswith("actors.json:1: the file ends before its JSON is complete. Restore")
    assert any(line.startswith("places/cr.geojson:17: alajuela: country: 'ZZ' is not") for line in lines)
    assert lines[-2].startswith("places/cr.geojson") or lines[-2].startswith("odd.txt")


def test_check_says_one_problem(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "odd.txt").write_bytes(b"")
    code, lines = run(capsys, "check", "--data", data)
    assert code == 1
    assert lines[1] == "1 problem"


def test_format_of_canonical_data_changes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(data)
    assert run(capsys, "format", "--data", data) == (0, ["0 files rewritten"])
    assert state(data) == before


def test_format_mends_order_and_layout(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(data)
    small_data.edit(data, CR, lambda v: v["features"].reverse())
    small_data.replace(data, "actors.json", "[\n", "[\r\n\r\n")
    small_data.replace(data, "observations.csv", ",Carabineros,", ',"Carabineros",')
    code, lines = run(capsys, "format", "--data", data)
    assert code == 0
    assert lines == [
        f"rewritten: {CR}",
        "rewritten: actors.json",
        "rewritten: observations.csv",
        "3 files rewritten",
    ]
    assert state(data) == before


def test_format_refuses_what_it_cannot_read_and_does_the_rest(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "actors.json").write_bytes(b'[{"id": "a", "id": "b"}]')
    small_data.edit(data, CR, lambda v: v["features"].reverse())
    code, lines = run(capsys, "format", "--data", data)
    assert code == 1
    assert lines[0] == f"rewritten: {CR}"
    assert "actors.json:1: [0].id: the key 'id' occurs twice" in lines[2]
    assert (data / "actors.json").read_bytes() == b'[{"id": "a", "id": "b"}]'


def test_format_drops_nothing_it_does_not_know(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_data.replace(data, CR, '"name": "Alajuela"', '"remark": {"b": 1, "a": [2]}, "name": "Alajuela"')
    assert run(capsys, "format", "--data", data)[0] == 0
    text = (data / CR).read_text(encoding="utf-8")
    assert text.index('"origin"' if '"origin"' in text else '"sources"') < text.index('"remark"')
    assert '"b": 1' in text


def test_schema_compares_and_writes(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(data)
    assert run(capsys, "schema", "--data", data) == (0, [])
    small_data.replace(data, "schema/events.schema.json", "kidnapping", "abduction")
    (data / "schema" / "claims.schema.json").unlink()
    code, lines = run(capsys, "schema", "--data", data)
    assert code == 1
    assert [line.split(":")[0] for line in lines[:2]] == [
        "schema/claims.schema.json",
        "schema/events.schema.json",
    ]
    assert run(capsys, "schema", "--write", "--data", data) == (0, [])
    assert state(data) == before


SOURCE = ("new", "source", "--title", "Example", "--publisher", "Example Desk", "--origin", "Example Desk")
SOURCE_CODES = (
    "--language",
    "en",
    "--kind",
    "news",
    "--url-display",
    "false",
    "--title-is-description",
    "true",
)
REASON = ("--reason-en", "unused", "--reason-es", "sin uso", "--reason-pt", "sem uso")


def test_new_explain_and_withdraw_as_typed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(data)
    code, lines = run(capsys, *SOURCE, *SOURCE_CODES, "--data", data)
    assert (code, lines) == (0, ["new: source.example-desk-example", "written: sources.json"])
    code, lines = run(capsys, "explain", "source", "example-desk-example", "--lang", "es", "--data", data)
    assert code == 0
    assert lines[0] == "source.example-desk-example"
    assert "  language: en (inglés)" in lines
    code, lines = run(capsys, "withdraw", "source.example-desk-example", *REASON, "--data", data)
    assert (code, lines[0]) == (0, "withdrawn: source.example-desk-example")
    changed = {file for file, content in state(data).items() if content != before[file]}
    assert changed == {"withdrawn.json"}


def test_new_lists_all_that_is_wrong_at_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(data)
    code, lines = run(capsys, *SOURCE, "--kind", "newz", "--language", "fr", "--data", data)
    assert code == 1
    assert lines[0] == "nothing is written:"
    assert [line.split(":")[0] for line in lines[1:-1]] == [
        "--kind",
        "--language",
        "--title-is-description",
        "--url-display",
    ]
    assert "Did you mean 'news'? Use one of: official, sanctions" in lines[1]
    assert lines[-1] == "4 problems"
    assert state(data) == before


@pytest.mark.parametrize("lat", ["-34,9", "-34.905", "--34.9", "-", "south"])
def test_a_malformed_coordinate_is_judged_not_taken_for_an_option(
    data: Path, lat: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = next(iter(load.read(data)[0].sources))["id"]
    place = (
        "new",
        "place",
        "--name",
        "Montevideo",
        "--country",
        "UY",
        "--admin1",
        "Montevideo",
        "--lon",
        "-56.19",
    )
    code, lines = run(
        capsys, *place, "--lat", lat, "--precision", "town", "--sources", source, "--data", data
    )
    assert code == 1
    assert lines[1].startswith("--lat: ")
    assert lines[2:] == ["1 problem"]


def test_lists_may_be_given_together_or_one_by_one(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = (s["id"] for s in load.read(data)[0].sources[:2])
    actor = (
        "new",
        "actor",
        "--name",
        "Example",
        "--kind",
        "network",
        "--countries",
        "CL",
        "PE",
        "--aliases",
        "A, B",
    )
    assert run(capsys, *actor, "--sources", two, "--sources", one, "--data", data)[0] == 0
    made = next(actor for actor in load.read(data)[0].actors if actor["id"] == "example")
    assert (made["countries"], made["aliases"], made["sources"]) == (
        ["CL", "PE"],
        ["A, B"],
        sorted([one, two]),
    )


def test_help_lists_options_with_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["new", "leg", "--help"])
    assert caught.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "--crimes CRIMES" in text
    assert "town_to_town, region" in text
    assert "needed; How exactly sources place its ends." in text


@pytest.mark.parametrize(
    "command",
    [["check"], ["format"], ["schema"], ["new", "dispute"], ["withdraw", "x", *REASON], ["explain", "x"]],
    ids=lambda words: words[0],
)
def test_no_such_directory(tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(capsys, *command, "--data", tmp_path / "nowhere")
    assert code == 1
    assert lines[0].startswith("there is no data directory")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chek"],
        ["check", "--dta", "x"],
        ["check", "--dat", "x"],
        ["format", "--write"],
        ["new"],
        ["new", "corridr"],
        ["new", "place", "--nam", "x"],
        ["new", "place", "--origin-count", "1"],
        ["withdraw", "place.x"],
        ["withdraw", *REASON],
        ["explain"],
        ["explain", "x", "--lang", "fr"],
        ["export", "--format", "pdf", "--address", "javascript:alert(1)"],
        ["export", "--format", "pdf", "--paper", "a5"],
    ],
)
def test_wrong_command_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m layers" in capsys.readouterr().err


def test_default_directory_is_that_of_the_repository() -> None:
    assert Path(__file__).resolve().parents[2] / "data" == DATA


def test_as_a_program_with_a_terminal_that_knows_only_ascii(data: Path) -> None:
    small_data.edit(data, CR, lambda v: v["features"][1]["properties"].__setitem__("country", "Jacó"))
    done = subprocess.run(
        [sys.executable, "-m", "layers", "check", "--data", str(data)],
        capture_output=True,
        text=True,
        cwd=DATA.parent,
        env={"PYTHONIOENCODING": "ascii"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "'Jac\\xf3' is not an allowed code" in done.stdout
    assert done.stderr == ""


def test_export_writes_the_rows_of_a_query(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rows.csv"
    query = "https://x.invalid/?country=CR&lang=es&map=1"
    code, lines = run(
        capsys,
        "export",
        "--data",
        data,
        "--query",
        query,
        "--format",
        "csv",
        "--table",
        "places",
        "--out",
        out,
    )
    assert (code, lines) == (0, [f"{out}: {out.stat().st_size} bytes"])
    assert "alajuela" in out.read_text("utf-8")
    assert "cucuta" not in out.read_text("utf-8")


def test_export_writes_a_file_that_opens_by_itself(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "atlas.html"
    query = "?country=CR&selected=place.alajuela&map=6.00_10.000_-84.000"
    code, _lines = run(
        capsys, "export", "--data", data, "--query", query, "--format", "html", "--lang", "all", "--out", out
    )
    assert code == 0
    packed = re.findall(r'id="data">([^<]*)<', out.read_text("utf-8"))[0]
    held = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert list(held["languages"]) == ["en", "es", "pt"]
    assert held["opening"] == {"selected": "place.alajuela", "map": "6.00_10.000_-84.000"}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--query", "country=ZZ", "--format", "csv"], "“ZZ”"),
        (["--query", "colour=red", "--format", "csv"], "“colour” is not known here. Mend"),
        (["--format", "gpkg", "--table", "legs"], "cannot hold the table"),
        (["--format", "kml", "--hxl"], "HXL"),
        (["--format", "csv", "--paper", "a4"], "ask for no paper"),
        (["--format", "pdf", "--query", "of=place.cucuta"], "“place.cucuta” is not a value of “of”"),
        (["--format", "csv", "--query", "of=country.CR"], "“of”"),
        (["--format", "kml", "--lang", "all"], "html does"),
        (["--format", "html", "--query", "map=99_0_0"], "no part of the map"),
    ],
)
def test_export_refuses_what_it_does_not_know(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], reason: str
) -> None:
    out = tmp_path / "rows"
    code, lines = run(capsys, "export", "--data", data, "--out", out, *options)
    assert code == 1
    assert reason in lines[0]
    assert not out.exists()


def test_export_of_a_brief_leads_to_the_address_it_is_given(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "brief.pdf"
    ask = (
        "export",
        "--data",
        data,
        "--query",
        "of=country.CR&from=2020",
        "--format",
        "pdf",
        "--lang",
        "es",
        "--out",
        out,
    )
    code, lines = run(capsys, *ask, "--paper", "us-letter", "--address", "https://atlas.invalid/under")
    assert (code, lines) == (0, [f"{out}: {out.stat().st_size} bytes"])
    assert "https://atlas.invalid/under/map?country=CR&from=2020&lang=es" in pdf.text(out.read_bytes())
    assert b"/MediaBox[0 0 612 792]" in out.read_bytes()
    assert run(capsys, *ask)[0] == 0
    assert "Esta vista en el atlasmap?country=CR&from=2020&lang=es" in pdf.text(out.read_bytes())


def test_a_brief_that_cannot_be_set_leaves_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> bytes:
        raise press.PressError("no such thing")

    monkeypatch.setattr(press, "press", broken)
    code, lines = run(capsys, "export", "--data", data, "--format", "pdf", "--out", tmp_path / "brief.pdf")
    assert code == 1
    assert "the paper cannot be set: no such thing" in lines[0]
    assert not list(tmp_path.glob("*.pdf"))


def test_export_leaves_nothing_where_it_cannot_write(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    code, lines = run(
        capsys, "export", "--data", data, "--format", "csv", "--out", tmp_path / "file" / "rows.csv"
    )
    assert code == 1
    assert "cannot be written" in lines[0]
    assert (tmp_path / "file").read_bytes() == b"kept"
