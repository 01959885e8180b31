"""Files written whole or not at all, one or several at once.

A new text goes to a temporary file beside its target and is forced to the disk. Only when all are there does each
take the place of its target, and the folders are forced to the disk too. If one cannot, those that did are put back
from copies made before. A reader sees the old file or the new one, never a part.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Content = str | bytes | None
"""What a file holds; a text is written as UTF-8, None stands for no file."""

NEW_MODE: Final = 0o644
_NOTHING: Final[Mapping[Path, Content]] = {}


class FileChanged(Exception):
    """Raised when a file is no longer what the caller read.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} was changed in the meantime")


class HalfWritten(Exception):
    """Raised when a change of several files broke off and could not be undone; says where the old texts are."""


@dataclass(frozen=True)
class _Step:
    """Hold one replacement: the target, the new file beside it, and a copy of the old one; None for no file."""

    path: Path
    new: Path | None
    old: Path | None

    @property
    def done(self) -> bool:
        return not self.new.exists() if self.new else not self.path.exists()

    def take(self) -> None:
        if self.new:
            os.replace(self.new, self.path)
        else:
            self.path.unlink()

    def undo(self) -> None:
        if self.old:
            os.replace(self.old, self.path)
        else:
            self.path.unlink()


def replace(contents: Mapping[Path, Content], known: Mapping[Path, Content] = _NOTHING) -> None:
    """Write all files, or none of them; None removes one. Files keep their mode, missing folders are made.

    `known` says what the caller read, None where there was no file.

    Raises:
        FileChanged: a file is not as `known` says; nothing is written.
        OSError: something could not be written; everything is as it was.
        HalfWritten: something could not be written, nor everything put back.
        UnicodeEncodeError: a text holds half a character; nothing is written.
    """
    steps: list[_Step] = []
    temporary: list[Path] = []
    folders = [folder for folder in {path.parent for path in contents} if not folder.exists()]
    try:
        for folder in folders:
            folder.mkdir()
        for path, content in contents.items():
            old = _beside(path, path.read_bytes(), temporary) if path.exists() else None
            raw = _bytes(content)
            steps.append(_Step(path, None if raw is None else _beside(path, raw, temporary), old))
        for path, content in known.items():
            if (path.read_bytes() if path.exists() else None) != _bytes(content):
                raise FileChanged(path)
        for step in steps:
            step.take()
        for folder in {step.path.parent for step in steps}:
            _force(folder)
    except BaseException:
        _put_back(steps, temporary)
        raise
    finally:
        for path in temporary:
            path.unlink(missing_ok=True)
        for folder in folders:
            with contextlib.suppress(OSError):  # it holds what was written, or was never made
                folder.rmdir()


def _put_back(steps: list[_Step], temporary: list[Path]) -> None:
    failed: list[str] = []
    for step in steps:
        if not step.done:
            continue
        try:
            step.undo()
        except OSError:
            if step.old is None:
                failed.append(f"the new file {step.path} could not be taken away again")
            else:
                temporary.remove(step.old)
                failed.append(f"{step.path} could not be put back; its former text is in {step.old}")
    if failed:
        raise HalfWritten("; ".join(failed))


def _beside(path: Path, content: bytes, temporary: list[Path]) -> Path:
    """Write a temporary file in the folder of `path`, with its mode, and force it to the disk."""
    mode = path.stat().st_mode & 0o777 if path.exists() else NEW_MODE
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary.append(Path(name))
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.chmod(name, mode)
    return Path(name)


def _bytes(content: Content) -> bytes | None:
    return content.encode() if isinstance(content, str) else content


def _force(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):  # Windows has no handle for a folder
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
