"""The commands `check`, `format` and `schema`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from layers.__main__ import DATA, main
from tests import small_data

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
    assert any(line.startswith("places/cr.geojson:13: alajuela: country: 'ZZ' is not") for line in lines)
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


@pytest.mark.parametrize("command", ["check", "format", "schema"])
def test_no_such_directory(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(capsys, command, "--data", tmp_path / "nowhere")
    assert code == 1
    assert lines[0].startswith("there is no data directory")


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--dta", "x"], ["format", "--write"]])
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
