"""CONTRIBUTING.md is run as it stands: the walk-through adds a corridor and leaves sound data."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from layers import load
from layers.__main__ import DATA, main
from layers.catalog import open_catalog

GUIDE = (DATA.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTION = GUIDE[GUIDE.index("## Add a corridor") : GUIDE.index("## Change the code")]


def commands() -> list[list[str]]:
    """Return the words of every command in the shell blocks of the walk-through."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```$", SECTION, re.DOTALL | re.MULTILINE)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def test_the_walk_through_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in commands():
        if words[:2] == ["cp", "-r"]:
            assert words[2:] == ["data", "example-data"]
            shutil.copytree(DATA, "example-data", ignore=shutil.ignore_patterns("basemap"))
            continue
        assert words[:3] == ["python", "-m", "layers"]
        assert words[words.index("--data") + 1] == "example-data", "the data of the atlas stay as they are"
        code = main(words[3:])
        assert code == 0, (words, capsys.readouterr().out)
    told = capsys.readouterr().out
    for said in re.findall(r"answer names the id: `(.*)`", SECTION):
        assert said in told.splitlines()
    before, _ = load.read(DATA)
    counts = {"corridors": 1, "legs": 1, "places": 2}
    expected = ", ".join(f"{len(before[table]) + more} {table}" for table, more in counts.items())
    assert told.splitlines()[-1].startswith(f"no problems: {expected}, ")
    catalog = open_catalog(Path("example-data"))
    corridor = catalog.corridors.loc["example-corridor"]
    assert corridor["legs"] == ("leg-salto-montevideo",)
    assert corridor["countries"] == ("UY",)
    assert catalog.legs.at["leg-salto-montevideo", "grade"] == "corroborated"
    assert list(catalog.withdrawn.index) == ["leg-montevideo-santiago"]


def test_it_names_every_kind_and_every_command() -> None:
    said = {words[3] for words in commands() if words[0] == "python"}
    assert said == {"new", "format", "check", "explain", "withdraw"}
    assert "(corridor, leg, place, event, source, actor, relation, dispute)" in SECTION
