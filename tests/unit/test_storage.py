"""Several files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from layers import storage


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "gone"):
        (tmp_path / name).write_text(f"old {name}", encoding="utf-8")
    return tmp_path


def state(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def change(folder: Path) -> dict[Path, str | None]:
    return {folder / "a": "new a", folder / "new": "ñ", folder / "gone": None, folder / "b": "new b"}


def test_all_are_written_and_nothing_is_left_behind(folder: Path) -> None:
    (folder / "a").chmod(0o600)
    storage.replace(change(folder))
    assert state(folder) == {"a": "new a", "new": "ñ", "b": "new b"}
    assert stat.S_IMODE((folder / "a").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "new").stat().st_mode) == storage.NEW_MODE


@pytest.mark.parametrize("broken", range(1, 4))
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_between_files_puts_all_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, broken: int, error: BaseException
) -> None:
    before, calls = state(folder), 0
    real = os.replace

    def replace(source: object, target: object) -> None:
        nonlocal calls
        calls += 1
        if calls == broken:
            raise error
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(type(error)):
        storage.replace(change(folder))
    assert state(folder) == before
    assert calls >= broken


@pytest.mark.parametrize("broken", range(1, 9))
def test_a_failure_to_force_to_the_disk_puts_all_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, broken: int
) -> None:
    """The disk is asked for three new texts, three copies of old ones, and last for the folder: seven times."""
    before, calls = state(folder), 0

    def fsync(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == broken:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fsync)
    if broken > 7:
        storage.replace(change(folder))
        assert calls == 7
    else:
        with pytest.raises(OSError, match="Input/output"):
            storage.replace(change(folder))
        assert state(folder) == before


def test_a_file_that_changed_stops_all(folder: Path) -> None:
    known: dict[Path, str | None] = {folder / "a": "old a", folder / "b": "older b"}
    before = state(folder)
    with pytest.raises(storage.FileChanged) as caught:
        storage.replace(change(folder), known)
    assert caught.value.path == folder / "b"
    assert state(folder) == before


@pytest.mark.parametrize(("name", "text"), [("new", None), ("nowhere", "was there")])
def test_files_that_came_or_went_are_changes(folder: Path, name: str, text: str | None) -> None:
    (folder / "new").write_text("came", encoding="utf-8")
    before = state(folder)
    with pytest.raises(storage.FileChanged):
        storage.replace({folder / "a": "x"}, {folder / name: text})
    assert state(folder) == before


def test_what_cannot_be_put_back_is_kept_and_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.replace, 0

    def replace(source: object, target: object) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError("the disk is gone")
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(storage.HalfWritten, match="could not be put back; its former text is in") as caught:
        storage.replace({folder / "a": "new a", folder / "b": "new b"})
    copy = Path(str(caught.value).rpartition(" ")[2])
    assert copy.read_text(encoding="utf-8") == "old a"
    assert (folder / "b").read_text(encoding="utf-8") == "old b"
    assert len(state(folder)) == 4


def test_a_text_that_is_no_text_changes_nothing(folder: Path) -> None:
    before = state(folder)
    with pytest.raises(UnicodeEncodeError):
        storage.replace({folder / "a": "fine", folder / "b": "\ud83d"})
    assert state(folder) == before


def test_missing_folders_are_made_and_go_again_when_it_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.replace({folder / "made" / "bytes": b"\xff\0", folder / "a": None})
    assert (folder / "made" / "bytes").read_bytes() == b"\xff\0"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        storage.replace({folder / "other" / "text": "x"})
    assert not (folder / "other").exists()
