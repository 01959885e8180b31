"""Releases: what one consists of, when it is refused, and what changed since."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layers import canonical, release
from layers.__main__ import main
from layers.language import LANGUAGES
from layers.notices import Notice
from layers.problems import DataProblems
from tests import small_data, small_releases
from tests.pages.test_hostile_links import NASTY
from tests.small_releases import ADDED_SOURCE, EVENT, FIRST, LEG, PLACE, REASON, SECOND

THIRD = "2026-12-01"
CR = "places/cr.geojson"
NOTE = {"en": "Why.", "es": "Por qué.", "pt": "Por quê."}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both releases of the small data; not to be changed."""
    return small_releases.write(tmp_path_factory.mktemp("released") / "data")


@pytest.fixture
def data(released: Path, tmp_path: Path) -> Path:
    """A copy of them to work on."""
    return shutil.copytree(released, tmp_path / "data")


def state(directory: Path) -> dict[str, bytes]:
    return {p.relative_to(directory).as_posix(): p.read_bytes() for p in directory.rglob("*") if p.is_file()}


def read(directory: Path, day: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((directory / "releases" / f"{day}.json").read_text("utf-8"))
    return made


def word(directory: Path, old: str = "three", new: str = "3") -> None:
    """Change one note of one place."""
    small_data.replace(directory, CR, old, new)


def test_the_first_release_has_nothing_to_compare_with(released: Path) -> None:
    made = read(released, FIRST)
    assert made["previous"] is None
    assert set(made["counts"].values()) == {0}
    assert made["records"]["legs"] == 18


def test_a_made_up_change_of_three_records(released: Path) -> None:
    made = read(released, SECOND)
    assert made["previous"] == FIRST
    assert made["counts"] == {"added": 0, "changed": 1, "regraded": 1, "withdrawn": 1}
    (changed,), (regraded,), (withdrawn,) = made["changed"], made["regraded"], made["withdrawn"]
    assert (changed["table"], changed["id"]) == ("places", PLACE)
    assert changed["fields"] == [
        {
            "field": "note_en",
            "old": "One of three Costa Rican cities searched in the July 2025 trafficking case.",
            "new": "One of the three towns searched in the July 2025 trafficking case.",
        }
    ]
    assert "grades" not in changed
    assert (regraded["table"], regraded["id"]) == ("legs", LEG)
    assert regraded["grades"] == [{"crime": None, "old": "single_source", "new": "corroborated"}]
    assert [field["field"] for field in regraded["fields"]] == ["origin_count", "sources"]
    assert regraded["fields"][1]["new"] == [*regraded["fields"][1]["old"], ADDED_SOURCE]
    assert (withdrawn["table"], withdrawn["id"]) == ("events", EVENT)
    assert withdrawn["reason"] == REASON
    assert withdrawn["name"]["es"].startswith("Ecuador alerta")
    assert withdrawn["then"]["countries"] == ["EC"]
    assert "fields" not in withdrawn, "what is withdrawn is not printed again"


def test_an_added_record_and_the_note_of_a_release(data: Path) -> None:
    small_data.edit(
        data, "actors.json", lambda v: v.append({**v[-1], "id": "zz-new", "name": "New", "aliases": []})
    )
    changes = release.make(data, THIRD, {k: f" {v} \n" for k, v in NOTE.items()})
    assert [(e.kind, e.table, e.id) for e in changes.entries] == [("added", "actors", "zz-new")]
    assert read(data, THIRD)["note"] == NOTE
    assert release.changes_between(data, FIRST).notes == ((THIRD, NOTE),)


def test_the_files_are_in_canonical_form(released: Path) -> None:
    for file in (released / "datapackage.json", *(released / "releases").glob("*.json")):
        text = file.read_text("utf-8")
        assert canonical.to_json(json.loads(text)) == text


def test_same_input_same_bytes(released: Path, tmp_path: Path) -> None:
    again = small_releases.write(tmp_path / "again")
    assert state(again) == state(released)
    packed = (released / release.BASELINE).read_bytes()
    assert packed[4:8] == b"\0\0\0\0", "no time in the baseline"
    assert b"released" not in packed[:40], "no name of a file either"


def test_remaking_the_latest_gives_what_making_it_at_once_gives(data: Path, tmp_path: Path) -> None:
    once = shutil.copytree(data, tmp_path / "once")
    for step in (lambda d: word(d, "towns", "cities"), lambda d: word(d, "Alajuela", "Alajuela (city)")):
        step(data)
        release.make(data, THIRD, replace=release.ids(data)[-1] == THIRD)
        step(once)
    release.make(once, THIRD)
    assert state(data) == state(once)
    assert release.make(data, THIRD, replace=True).entries, "remaking without a change is allowed"
    assert state(data) == state(once)


def test_the_first_release_can_be_remade(tmp_path: Path) -> None:
    data = small_data.write(tmp_path / "data")
    release.make(data, FIRST)
    word(data)
    release.make(data, FIRST, replace=True)
    assert release.verify(data) == []
    assert set(read(data, FIRST)["counts"].values()) == {0}


def _bury_nobody(data: Path) -> None:
    (data / "relations.json").write_bytes(b"[]\n")
    small_releases.unreview(data, "relations:rel-carchi-network-faction-of-tren-de-aragua")


def _dig_up(data: Path) -> None:
    (data / "withdrawn.json").write_bytes(b"[]\n")


def _break_the_data(data: Path) -> None:
    small_data.replace(data, CR, '"CR"', '"ZZ"')


def _break_the_baseline(data: Path) -> None:
    word(data)
    (data / release.BASELINE).write_bytes(gzip.compress(b"{}"))


def _cut_the_baseline(data: Path) -> None:
    word(data)
    path = data / release.BASELINE
    path.write_bytes(path.read_bytes()[:200])


def _empty_a_release(data: Path) -> None:
    word(data)
    (data / "releases" / f"{SECOND}.json").write_bytes(b"{}\n")


@pytest.mark.parametrize(
    ("spoil", "options", "told"),
    [
        (_break_the_data, {}, "'ZZ' is not an allowed code"),
        (_bury_nobody, {}, "relations: the record is gone without a tombstone. Add it with its reason"),
        (_dig_up, {}, f"withdrawn.json: {EVENT}: withdrawn: the record is gone without a tombstone"),
        (_break_the_baseline, {}, f"it cannot be used: it is not that of release {SECOND}. Restore"),
        (_cut_the_baseline, {}, "baseline.json.gz: it cannot be used"),
        (_empty_a_release, {}, "this is not what a release consists of (KeyError: 'added')"),
        (None, {}, f"nothing changed since release {SECOND}"),
        (word, {"day": SECOND}, f"{SECOND} is not later than the last release, {SECOND}"),
        (word, {"day": "2026-11-05"}, "is not later than the last release"),
        (word, {"day": "2026-02-30"}, "'2026-02-30' is not a date"),
        (word, {"day": "2027"}, "'2027' is not a date"),
        (word, {"day": "２０２７-01-01"}, "is not a date"),
        (word, {"day": FIRST, "replace": True}, f"cannot be made anew: the latest release is {SECOND}"),
        (word, {"day": THIRD, "replace": True}, f"cannot be made anew: the latest release is {SECOND}"),
        (word, {"note": {"en": "x", "es": "", "pt": "z"}}, "the note lacks a language"),
        (word, {"withheld": [("places", "nowhere")]}, "there is no record places:nowhere to withhold"),
        (word, {"withheld": [("plaices", PLACE)]}, f"there is no record plaices:{PLACE} to withhold"),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(
    data: Path, spoil: Callable[[Path], None] | None, options: dict[str, Any], told: str
) -> None:
    if spoil:
        spoil(data)
    before = state(data)
    with pytest.raises(DataProblems) as caught:
        release.make(data, **{"day": THIRD, **options})
    assert told in str(caught.value)
    assert state(data) == before


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_all_files_are_written_or_none(
    data: Path, call: str, fails_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    word(data)
    before, real, calls = state(data), getattr(os, call), []

    def failing(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) == fails_at:
            raise OSError("no space left on device")
        return real(*arguments)

    monkeypatch.setattr(os, call, failing)
    with pytest.raises(OSError, match="no space left"):
        release.make(data, THIRD)
    assert len(calls) >= fails_at, "putting back moves files too"
    assert state(data) == before


def test_a_first_release_that_fails_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = small_data.write(tmp_path / "data")

    def full(*_arguments: Any) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        release.make(data, FIRST)
    assert not (data / "releases").exists()


def test_the_current_release_and_whether_the_data_differ(data: Path, tmp_path: Path) -> None:
    assert release.current(small_data.write(tmp_path / "fresh")) is None
    assert release.current(data) == release.Release(SECOND, pending=False)
    word(data)
    assert release.current(data) == release.Release(SECOND, pending=True)
    (data / "releases" / f"{FIRST}.json").write_bytes(b"{}\n")
    with pytest.raises(DataProblems):
        release.current(data)


@pytest.mark.parametrize("file", ["schema/events.schema.json", "LICENSE"])
def test_other_files_are_part_of_a_release(data: Path, file: str) -> None:
    (data / "LICENSE").write_text("- Terms of\n  others.\n", encoding="utf-8")
    release.make(data, THIRD)
    assert not any(read(data, THIRD)["counts"].values())
    (data / file).write_bytes(b"x" + (data / file).read_bytes())
    assert [problem.file for problem in release.verify(data)] == [file]


def _lose(data: Path) -> None:
    (data / "places" / "cr.geojson").unlink()


def _stray(data: Path) -> None:
    (data / "notes.txt").write_bytes(b"")


def _swap_the_baseline(data: Path) -> None:
    (data / release.BASELINE).write_bytes(gzip.compress(b"{}"))


def _no_descriptor(data: Path) -> None:
    (data / release.DESCRIPTOR).unlink()


def _odd_descriptor(data: Path) -> None:
    (data / release.DESCRIPTOR).write_bytes(b'{"version": "1"}')


def _skip_one(data: Path) -> None:
    (data / "releases" / f"{FIRST}.json").unlink()


def _lose_the_latest(data: Path) -> None:
    (data / "releases" / f"{SECOND}.json").unlink()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (word, f"{CR}: it differs from release {SECOND}. Release the data, or restore"),
        (_lose, f"{CR}: it is missing; release {SECOND} has it"),
        (_stray, f"notes.txt: it is not part of release {SECOND}"),
        (_swap_the_baseline, "releases/baseline.json.gz: it cannot be used: it is not that of release"),
        (_no_descriptor, "datapackage.json: the file cannot be opened"),
        (_odd_descriptor, "datapackage.json: this is not the descriptor of a release"),
        (
            _skip_one,
            f"releases/{SECOND}.json: previous: it follows release {FIRST}, but the one before it is None",
        ),
        (
            _lose_the_latest,
            f"datapackage.json: version: it describes release {SECOND}, but the latest is {FIRST}",
        ),
    ],
)
def test_verify_finds_what_differs(data: Path, spoil: Callable[[Path], None], told: str) -> None:
    assert release.verify(data) == []
    spoil(data)
    assert any(told in str(problem) for problem in release.verify(data))


def test_verify_without_a_release(tmp_path: Path) -> None:
    (problem,) = release.verify(small_data.write(tmp_path / "data"))
    assert str(problem) == "there is no release. Make one: python -m layers release."


def test_several_releases_are_put_together(data: Path) -> None:
    word(data, "towns", "cities")
    release.make(data, THIRD)
    (entry,) = release.changes_between(data, SECOND).entries
    assert [(f.field, f.old, f.new) for f in entry.fields] == [
        (
            "note_en",
            "One of the three towns searched in the July 2025 trafficking case.",
            "One of the three cities searched in the July 2025 trafficking case.",
        )
    ]
    since_first = release.changes_between(data, FIRST)
    assert (since_first.since, since_first.until) == (FIRST, THIRD)
    assert since_first.counts() == {"added": 0, "changed": 1, "regraded": 1, "withdrawn": 1}
    (note,) = next(e for e in since_first.entries if e.id == PLACE).fields
    assert (note.old.split()[2], note.new.split()[4]) == ("three", "cities")
    assert release.changes_between(data, THIRD).entries == ()
    with pytest.raises(KeyError):
        release.changes_between(data, "2026-11-02")


def test_what_must_not_be_repeated_is_withheld(data: Path) -> None:
    word(data, "towns", "cities")
    small_data.edit(
        data, "sources.json", lambda v: v[0].update(url_display=False, url="https://example.org/a-name")
    )
    release.make(data, THIRD, withheld=[("places", PLACE)])
    made = read(data, THIRD)
    place, source = made["changed"]
    assert place["name"] == dict.fromkeys(("en", "es", "pt"), PLACE)
    assert place["fields"] == [{"field": "note_en", "withheld": True}]
    assert {"field": "url", "withheld": True} in source["fields"], "an address that must not be shown"
    assert "a-name" not in (data / "releases" / f"{THIRD}.json").read_text("utf-8")
    (note,) = next(e for e in release.changes_between(data, FIRST).entries if e.id == PLACE).fields
    assert note.withheld, "nor by the release before it"
    assert (note.old, note.new) == (None, None)


def test_the_check_knows_the_files_of_a_release(data: Path) -> None:
    assert small_data.problems(data) == []
    (data / "releases" / "2026-11-01.txt").write_bytes(b"")
    (problem,) = small_data.problems(data)
    assert str(problem).startswith("releases/2026-11-01.txt: this file does not belong here")


@pytest.mark.parametrize(
    ("value", "known", "expected"),
    [
        (FIRST, (FIRST, SECOND), (FIRST, None)),
        (SECOND, (FIRST, SECOND), (SECOND, None)),
        (THIRD, (FIRST, SECOND), (None, Notice("later-release", (("value", THIRD),)))),
        ("2026-11-02", (FIRST, SECOND), (None, Notice("unknown-release", (("value", "2026-11-02"),)))),
        ("2026-13-01", (FIRST,), (None, Notice("unknown-release", (("value", "2026-13-01"),)))),
        (THIRD, (), (None, Notice("unknown-release", (("value", THIRD),)))),
        ("", (FIRST,), (None, Notice("unknown-release", (("value", ""),)))),
        ("{{7*7}}\n<b>", (FIRST,), (None, Notice("unknown-release", (("value", "{{7*7}} <b>"),)))),
    ],
)
def test_a_release_in_a_link(value: str, known: tuple[str, ...], expected: tuple[Any, Any]) -> None:
    assert release.recognise(value, known) == expected


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_a_hostile_release_in_a_link(text: str) -> None:
    made, notice = release.recognise(text, (FIRST, SECOND))
    assert made is None
    assert notice is not None
    for lang in LANGUAGES:
        assert notice.text(lang).isprintable()
        assert len(notice.text(lang)) < 300


def test_a_link_is_pinned() -> None:
    assert release.pinned({"country": ["CL"], "rel": [FIRST]}, SECOND) == {"country": ["CL"], "rel": [SECOND]}
    assert release.pinned({"country": ("CL",)}, None) == {"country": ["CL"]}


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str]]:
    code = main(["release", *(str(argument) for argument in arguments)])
    return code, capsys.readouterr().out.splitlines()


def test_the_command(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--data", data, "--verify") == (0, [f"no differences from release {SECOND}"])
    word(data)
    code, lines = run(capsys, "--data", data, "--verify")
    assert (code, lines[1]) == (1, "1 problem")
    notes = [part for lang, text in NOTE.items() for part in (f"--note-{lang}", text)]
    done = run(capsys, "--data", data, "--date", THIRD, *notes, "--withhold", f"places:{PLACE}")
    assert done == (0, [f"release {THIRD}: 0 added, 1 changed, 0 regraded, 0 withdrawn since {SECOND}"])
    assert read(data, THIRD)["note"] == NOTE
    assert run(capsys, "--data", data, "--date", THIRD)[0] == 1
    assert run(capsys, "--data", data, "--date", THIRD, "--replace", "--note-en", "x") == (
        1,
        ["the note lacks a language. Give --note-en, --note-es and --note-pt, or none.", "1 problem"],
    )


def test_the_command_makes_a_first_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = small_data.write(tmp_path / "data")
    assert run(capsys, "--data", data, "--date", FIRST) == (0, [f"release {FIRST}: the first"])
