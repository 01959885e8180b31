"""A change of several files that is checked as a whole before any of it is written.

What the data would be is built and judged in memory. A revision is written only when it brings no problem that was
not there before, other than texts still to be written, and only while the files are as they were read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from layers import storage
from layers.conformance import conformance
from layers.counts import bounds, counting
from layers.documents import Document, parse
from layers.load import Tables, assemble, data_files, table_of
from layers.problems import Problem
from layers.schema import GEOJSON_TABLES
from layers.tidiness import UNFINISHED, written
from layers.validate import validate

Values = Mapping[str, Any]
"""New content by file, relative to the data directory; None takes the file away."""

_AGAIN: Final = "Nothing was written. Look at what changed, then run the command again."


@dataclass(frozen=True)
class Revision:
    """Hold the data as they were read and as they would be.

    Attributes:
        before: the tables as read.
        after: the tables as they would be.
        texts: new text of every file that changes, None for one that goes.
        problems: findings that stand against it; when there are any it is not to be written.
        unfinished: findings about texts still to be written.
        remarks: what it changes beside the record itself, sentences.
    """

    before: Tables
    after: Tables
    texts: Mapping[str, str | None]
    problems: tuple[Problem, ...]
    unfinished: tuple[Problem, ...]
    remarks: tuple[str, ...]


def sound_enough(tables: Tables, found: list[Problem]) -> list[Problem]:
    """Say what has to be mended before the data can be changed by a command: unreadable files, other schemas.

    `found` is what reading gave. Other findings do not stand in the way.
    """
    return found if tables.files.incomplete else list(conformance(tables))


def revise(before: Tables, values: Values) -> Revision:
    """Build what the data would be with new content of some files, and judge it; states their counts anew."""
    documents = dict(before.files.documents)
    texts: dict[str, str | None] = {}
    remarks: list[str] = []
    unread: list[Problem] = []
    for file, value in values.items():
        old = documents.pop(file, None)
        if value is None:
            texts[file] = None
            remarks.append(f"{file} is taken away: nothing is left in it")
            continue
        text = written(Document(file, "", _counted(file, old, value, remarks)))
        document, problems = parse(text, file)
        unread += problems
        if document is not None:
            documents[file] = document
        if old is None or old.text != text:
            texts[file] = text
    after = assemble(documents, (), before.files.schemas)
    new = [*unread, *_new_problems(before, after)]
    return Revision(
        before,
        after,
        texts,
        tuple(problem for problem in new if problem.reason != UNFINISHED),
        tuple(problem for problem in new if problem.reason == UNFINISHED),
        tuple(remarks),
    )


def save(revision: Revision, directory: Path) -> list[Problem]:
    """Write all files of a revision, or none. Gives the reason when it could not be done.

    Raises:
        ValueError: the revision has problems.
    """
    if revision.problems:
        raise ValueError("a revision with problems is not written")
    known = {directory / file: document.text for file, document in revision.before.files.documents.items()}
    known_or_new = known | {directory / f: known.get(directory / f) for f in revision.texts}
    added = set(data_files(directory)) - set(revision.before.files.documents)
    try:
        if added:
            raise storage.FileChanged(directory / min(added))
        storage.replace({directory / file: text for file, text in revision.texts.items()}, known_or_new)
    except storage.FileChanged as error:
        file = error.path.relative_to(directory).as_posix()
        return [Problem(file, None, "", "", "the file was changed while this command was at work", _AGAIN)]
    except storage.HalfWritten as error:
        mend = "Run `python -m layers check`, and restore from git what it names."
        return [Problem("", None, "", "", f"the change broke off and could not be undone: {error}", mend)]
    except OSError as error:
        reason = f"the change could not be written ({error.strerror or error})"
        return [
            Problem(
                "", None, "", "", reason, "Nothing was changed. Check the disk and the rights of the folder."
            )
        ]
    return []


def _counted(file: str, old: Document | None, value: Any, remarks: list[str]) -> Any:
    """State anew how many records a GeoJSON file is to hold."""
    table = table_of(file)
    if table not in GEOJSON_TABLES:
        return value
    number = len(value["features"])
    count = bounds(number)
    if old is None or old.value["count"] != count:
        stated = f"{file} holds {counting(table, number)} and now says {count['min']} to {count['max']}"
        former = f" (before: {old.value['count']['min']} to {old.value['count']['max']})" if old else ""
        remarks.append(stated + former)
    return {**value, "count": count}


def _new_problems(before: Tables, after: Tables) -> list[Problem]:
    """Give the findings about the data as they would be that the data as they are do not have."""
    found = validate(after)
    known = {_key(problem) for problem in validate(before)} if found else set()
    return [problem for problem in found if _key(problem) not in known]


def _key(problem: Problem) -> tuple[str, str, str, str]:
    """Tell a finding from others wherever in its file it stands."""
    return (problem.file, problem.record, problem.field, problem.reason)
