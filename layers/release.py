"""Dated releases of the data: what one consists of, how it is made, and what changed since an older one.

    data/datapackage.json            the latest release: every file, its digest, what its fields mean
    data/releases/<date>.json        what changed with that release, record by record
    data/releases/baseline.json.gz   the records and grades of the latest release, to compare the next one with

The same data, date and note always give the same bytes (of the baseline: the same text; how zlib packs it is its own affair).
"""

import gzip
import re
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from layers import canonical, dates, load, storage
from layers.changes import KINDS, Change, Changes, Names, compare, from_json, in_order, to_json, untold
from layers.descriptor import descriptor, digest
from layers.documents import open_document
from layers.language import LANGUAGES
from layers.notices import Notice, echo
from layers.problems import DataProblems, Problem
from layers.snapshots import RECORDED, Snapshot, pack, snapshot, squeeze, unpack
from layers.validate import validate

DESCRIPTOR: Final = "datapackage.json"
FOLDER: Final = "releases"
BASELINE: Final = f"{FOLDER}/baseline.json.gz"
KEY: Final = "rel"
"""Key of a link that names the release it was made with."""

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_RESTORE: Final = f"Restore data/{FOLDER}/ and data/{DESCRIPTOR} from git, then release again."


@dataclass(frozen=True)
class Release:
    """The latest release. `id` is its date; `pending` tells that files in `data/` differ from it by now."""

    id: str
    pending: bool


def ids(directory: Path) -> tuple[str, ...]:
    """Return the dates of all releases, the oldest first; () when there is none."""
    found = (path.stem for path in (directory / FOLDER).glob("*.json"))
    return tuple(sorted(stem for stem in found if is_date(stem)))


def current(directory: Path) -> Release | None:
    """Return the latest release, None when there is none.

    Raises DataProblems when the descriptor or the file of any release cannot be read.
    """
    made = ids(directory)
    for release in made:
        _read(directory, release)
    return Release(made[-1], bool(_differing(directory))) if made else None


def is_date(text: str) -> bool:
    """Tell whether a text is a full date, YYYY-MM-DD, of a day that exists."""
    try:
        return bool(_DATE.fullmatch(text) and dates.parse(text))
    except ValueError:
        return False


def changes_between(directory: Path, since: str) -> Changes:
    """Return what changed from an older release to the latest one, the releases between put together.

    Raises KeyError when there is no such release, DataProblems when a file of a release cannot be read.
    """
    made = ids(directory)
    if since not in made:
        raise KeyError(since)
    found = Changes(since, since)
    for later in made[made.index(since) + 1 :]:
        found = found.then(_read(directory, later)[1])
    return found


def history(directory: Path) -> tuple[Changes, ...]:
    """Return what changed with every release, each by itself, the oldest first; () when there is none.

    Raises DataProblems when a file of a release cannot be read.
    """
    return tuple(_read(directory, made)[1] for made in ids(directory))


def recognise(value: str, known: Sequence[str]) -> tuple[str | None, Notice | None]:
    """Read the release that a link names: one of `known` (oldest first), or None and what to tell. Never raises."""
    if value in known:
        return value, None
    if known and is_date(value) and value > known[-1]:
        return None, Notice("later-release", (("value", echo(value)),))
    return None, Notice("unknown-release", (("value", echo(value)),))


def pinned(query: Mapping[str, Sequence[str]], release: str | None) -> dict[str, list[str]]:
    """Return the keys and values of a link together with the release it is made with; without one, as they are."""
    link = {key: list(values) for key, values in query.items() if key != KEY}
    return link | ({KEY: [release]} if release else {})


def make(
    directory: Path,
    day: str,
    note: Names | None = None,
    replace: bool = False,
    withheld: Collection[tuple[str, str]] = (),
) -> Changes:
    """Release the data as of a day, YYYY-MM-DD, and return what changed since the last release.

    `note` says in three languages what the release is about. With `replace` the latest release, of that very day, is made anew
    from the data as they are now. Of the records in `withheld` (table, id) only is written that they changed. Nothing is
    written when anything is refused.

    Raises DataProblems: the data do not pass the check, a record is gone without a tombstone, nothing changed, the day or the
    note is not as it should be.
    """
    made = ids(directory)
    last = made[-1] if made else None
    problems = list(_refusals(day, note, replace, last))
    tables, found = load.read(directory)
    problems += found + validate(tables)
    if problems:
        raise DataProblems(problems)
    new = snapshot(tables)
    changes, previous = Changes("", day), last
    if last is not None:
        meta, known = _read(directory, last)
        old = _baseline(directory, meta)
        problems += _lost(old, new) + _strangers(withheld, old, new)
        if problems:
            raise DataProblems(problems)
        changes = Changes(last, day, compare(old, new, withheld))
        if replace:
            previous = meta["previous"]
            changes = known.then(changes) if previous else Changes("", day)
        elif not changes.entries and not _differing(directory):
            raise DataProblems(
                [_refused(f"nothing changed since release {last}", "There is nothing to release.")]
            )
    text = pack(new)
    written = {
        BASELINE: squeeze(text),
        f"{FOLDER}/{day}.json": _text(day, previous, note, changes, new, text).encode(),
    }
    contents = _contents(directory) | {name: content for name, content in written.items() if name != BASELINE}
    described = descriptor(day, contents, tables.sources)
    written[DESCRIPTOR] = canonical.to_json(described).encode()
    storage.replace({directory / name: content for name, content in written.items()})
    return changes


def verify(directory: Path) -> list[Problem]:
    """Return how the files in `data/` differ from the latest release, and what does not hold together in it."""
    made = ids(directory)
    if not made:
        return [_refused("there is no release", "Make one: python -m layers release.")]
    problems: list[Problem] = []
    try:
        problems += _differing(directory)
        version = _described(directory)["version"]
        if version != made[-1]:
            reason = f"it describes release {version}, but the latest is {made[-1]}"
            problems.append(Problem(DESCRIPTOR, None, "", "version", reason, _RESTORE))
        for before, release in zip((None, *made), made, strict=False):
            meta, _changes = _read(directory, release)
            if meta["previous"] != before:
                reason = f"it follows release {meta['previous']}, but the one before it is {before}"
                problems.append(Problem(f"{FOLDER}/{release}.json", None, "", "previous", reason, _RESTORE))
        _baseline(directory, meta)
    except DataProblems as found:
        problems += found.problems
    return problems


def _refused(reason: str, mend: str) -> Problem:
    return Problem("", None, "", "", reason, mend)


def _refusals(day: str, note: Names | None, replace: bool, last: str | None) -> Iterator[Problem]:
    if not is_date(day):
        yield _refused(f"{day!r} is not a date", "Write YYYY-MM-DD.")
    elif replace and day != last:
        which = f"the latest release is {last}" if last else "there is no release"
        yield _refused(f"release {day} cannot be made anew: {which}", "Only the latest can.")
    elif last is not None and not replace and day <= last:
        mend = "Give a later date, or --replace to make the latest one anew."
        yield _refused(f"{day} is not later than the last release, {last}", mend)
    if note is not None and not all(note.get(lang, "").strip() for lang in LANGUAGES):
        yield _refused("the note lacks a language", "Give --note-en, --note-es and --note-pt, or none.")


def _lost(old: Snapshot, new: Snapshot) -> list[Problem]:
    mend = "Add it with its reason to withdrawn.json, or restore it: an id is for life."
    return [
        Problem("withdrawn.json", None, ident, "", f"{table}: the record is gone without a tombstone", mend)
        for table, ident in untold(old, new)
    ]


def _strangers(withheld: Collection[tuple[str, str]], *known: Snapshot) -> list[Problem]:
    return [
        _refused(f"there is no record {table}:{ident} to withhold", "Write table:id, such as events:ev-1.")
        for table, ident in withheld
        if not any(ident in taken.records.get(table, {}) for taken in known)
    ]


def _text(
    day: str, previous: str | None, note: Names | None, changes: Changes, new: Snapshot, text: str
) -> str:
    """Write the file of a release; the changes of a kind stand together, by table and id."""
    return canonical.to_json(
        {
            "release": day,
            "previous": previous,
            "note": {lang: " ".join(note[lang].split()) for lang in LANGUAGES} if note else None,
            "records": {table: len(new.records[table]) for table in RECORDED},
            "baseline": digest(text.encode()),
            "counts": changes.counts(),
            **{kind: [to_json(entry) for entry in changes.entries if entry.kind == kind] for kind in KINDS},
        }
    )


def _read(directory: Path, release: str) -> tuple[Mapping[str, Any], Changes]:
    """Read the file of a release, whole and as changes. Raises DataProblems."""
    file = f"{FOLDER}/{release}.json"
    document, problems = open_document(directory / file, file)
    if document is None:
        raise DataProblems(problems)
    meta: Any = document.value
    try:
        entries: list[Change] = [from_json(made, kind) for kind in KINDS for made in meta[kind]]
        notes = ((release, {lang: meta["note"][lang] for lang in LANGUAGES}),) if meta["note"] else ()
        if meta["release"] != release:
            raise ValueError(meta["release"])
        return meta, Changes(meta["previous"] or "", release, in_order(entries), notes)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        reason = f"this is not what a release consists of ({type(error).__name__}: {error})"
        raise DataProblems([Problem(file, None, "", "", reason, _RESTORE)]) from error


def _baseline(directory: Path, meta: Mapping[str, Any]) -> Snapshot:
    """Read the records and grades of the latest release. Raises DataProblems when they are not those it names."""
    try:
        content = gzip.decompress((directory / BASELINE).read_bytes())
        if digest(content) != meta["baseline"]:
            raise ValueError(f"it is not that of release {meta['release']}")
        return unpack(content.decode())
    except (OSError, EOFError, ValueError, KeyError, zlib.error) as error:
        raise DataProblems(
            [Problem(BASELINE, None, "", "", f"it cannot be used: {error}", _RESTORE)]
        ) from error


def _described(directory: Path) -> Mapping[str, Any]:
    """Read the descriptor. Raises DataProblems."""
    document, problems = open_document(directory / DESCRIPTOR, DESCRIPTOR)
    if document is None:
        raise DataProblems(problems)
    value: Any = document.value
    try:
        return {
            "version": value["version"],
            "hashes": {r["path"]: r["hash"] for r in (*value["resources"], *value["otherFiles"])},
        }
    except (KeyError, TypeError) as error:
        reason = "this is not the descriptor of a release"
        raise DataProblems([Problem(DESCRIPTOR, None, "", "", reason, _RESTORE)]) from error


def _contents(directory: Path) -> dict[str, bytes]:
    """Return path -> bytes of every file that a release describes; the baseline is told by its text instead."""
    paths = (path for path in directory.rglob("*") if path.is_file() and not path.name.startswith("."))
    found = {path.relative_to(directory).as_posix(): path for path in paths}
    return {name: found[name].read_bytes() for name in sorted(found) if name not in (DESCRIPTOR, BASELINE)}


def _differing(directory: Path) -> list[Problem]:
    """Return the files that are not those of the descriptor. Raises DataProblems when it cannot be read."""
    described = _described(directory)
    hashes, contents = described["hashes"], _contents(directory)
    since, mend = described["version"], "Release the data, or restore the file from git."
    reasons = {
        **dict.fromkeys(hashes.keys() - contents.keys(), f"it is missing; release {since} has it"),
        **dict.fromkeys(contents.keys() - hashes.keys(), f"it is not part of release {since}"),
        **{
            name: f"it differs from release {since}"
            for name in hashes.keys() & contents.keys()
            if digest(contents[name]) != hashes[name]
        },
    }
    return [Problem(name, None, "", "", reason, mend) for name, reason in sorted(reasons.items())]
