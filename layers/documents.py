"""One file of `data/`: from bytes to values, with a clear problem for everything that cannot be read.

Nothing here raises for bad content. A file that has any problem of this kind has no value: reading half of it
would lose the rest silently.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from layers import positions
from layers.problems import Problem
from layers.schema import columns

DEPTH: Final = 20
"""Levels of nesting that are read; the data need nine."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_NUMERIC: Final = {"value", "lower", "upper"}
_TRUTH: Final = {"true": True, "false": False}


@dataclass(frozen=True)
class Document:
    """Hold one file as it was read.

    Attributes:
        file: path relative to the data directory, with forward slashes.
        text: the whole text; line ends as they stand in the file.
        value: the parsed JSON, or a list of rows (dicts) for CSV.
        lines: for CSV the line where each row begins; empty for JSON.
    """

    file: str
    text: str
    value: Any
    lines: tuple[int, ...] = ()


def open_document(path: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one JSON, GeoJSON or CSV file; None when any problem is found."""
    text, problems = read_text(path, file)
    return (None, problems) if text is None else parse(text, file)


def parse(text: str, file: str) -> tuple[Document | None, list[Problem]]:
    """Read the text of one JSON, GeoJSON or CSV file; None when any problem is found."""
    if file.endswith(".csv"):
        return _parse_csv(text, file, Path(file).stem)
    return _parse_json(text, file)


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Read a file as UTF-8 without byte order mark; None and one problem when that fails."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = f"the file cannot be opened ({error.strerror})"
        return None, [Problem(file, None, "", "", reason, "Check that it is a plain file and may be read.")]
    return _decode(raw, file)


def _decode(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    def bad(reason: str, mend: str, line: int | None = None) -> tuple[None, list[Problem]]:
        return None, [Problem(file, line, "", "", reason, mend)]

    if not raw.strip():
        return bad("the file is empty", "Restore it from git, or write [] for an empty table.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return bad("the file is encoded in UTF-16", "Save it as UTF-8 without byte order mark.")
    if raw.startswith(b"\xef\xbb\xbf"):
        return bad("the file begins with a byte order mark", "Save it as UTF-8 without byte order mark.", 1)
    if b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        return bad("the file holds NUL bytes", "Save it as plain text in UTF-8.", line)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = (
            f"byte 0x{raw[error.start]:02x} is not valid UTF-8; the file may be in Latin-1 or Windows-1252"
        )
        return bad(found, "Save the file as UTF-8.", line)
    if text.lstrip().startswith("<") and not text.lstrip().startswith("<<<<<<<"):
        return bad("this is a web page or XML, not data", "Download the raw file, or restore it from git.", 1)
    for number, row in enumerate(text.split("\n"), 1):
        if row.startswith(("<<<<<<< ", ">>>>>>> ")):
            return bad("an unresolved merge conflict begins or ends here", "Settle it by hand.", number)
    return text, []


def _parse_json(text: str, file: str) -> tuple[Document | None, list[Problem]]:
    odd: list[str] = []
    repeated = False

    def constant(token: str) -> float:
        odd.append(token)
        return math.nan

    def decimal(token: str) -> float:
        number = float(token)
        if not math.isfinite(number):
            odd.append(token)
        return number

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        built = dict(pairs)
        repeated = repeated or len(built) < len(pairs)
        return built

    def bad(line: int | None, reason: str, mend: str, field: str = "") -> Problem:
        return Problem(file, line, "", field, reason, mend)

    try:
        value = json.loads(text, parse_constant=constant, parse_float=decimal, object_pairs_hook=members)
    except json.JSONDecodeError as error:
        if not text[error.pos :].strip():
            reason, mend = "the file ends before its JSON is complete", "Restore the missing end."
        else:
            reason = f"this is not valid JSON: {error.msg[0].lower()}{error.msg[1:]} (column {error.colno})"
            mend = "Look for a missing or extra comma, quote or bracket here or just before."
        return None, [bad(error.lineno, reason, mend)]
    except RecursionError:
        return None, [bad(None, "the JSON is nested too deeply", "Restore the file from git.")]
    except ValueError as error:
        return None, [bad(None, f"a number cannot be read ({error})", "Write it with fewer digits.")]
    if _too_deep(value):
        return None, [bad(None, "the JSON is nested too deeply", "Restore the file from git.")]
    problems: list[Problem] = []
    if odd or repeated:
        places = positions.scan(text)
        for token, line in places.literals:
            if token in odd:
                problems.append(
                    bad(line, f"{token} is not a number in JSON", "Write a finite number or null.")
                )
        for path, line in places.duplicates:
            reason = f"the key {path[-1]!r} occurs twice in the same object"
            problems.append(bad(line, reason, "Keep one of the two.", positions.dotted(path)))
    if not problems and _SURROGATE.search(text):
        problems += _lone_surrogates(value, text, file)
    return (None, problems) if problems else (Document(file, text, value), [])


def _too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEPTH):
        level = [
            child
            for parent in level
            if isinstance(parent, dict | list)
            for child in (parent.values() if isinstance(parent, dict) else parent)
        ]
    return bool(level)


def _lone_surrogates(value: Any, text: str, file: str) -> list[Problem]:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        at = _SURROGATE.search(text)
        line = text.count("\n", 0, at.start()) + 1 if at else None
        reason = "a \\u escape here stands for half a character"
        return [Problem(file, line, "", "", reason, "Write the character itself, in UTF-8.")]
    return []


def _parse_csv(text: str, file: str, table: str) -> tuple[Document | None, list[Problem]]:
    expected = columns(table)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, Any]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    begins = 1
    try:
        header = next(reader)
        problems += _header(header, expected, file)
        if problems:
            return None, problems
        begins = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.append({name: _cell(name, cell) for name, cell in zip(header, cells, strict=True)})
                lines.append(begins)
            else:
                reason = f"the row has {len(cells)} fields; the header has {len(header)}"
                mend = "Quote a field that holds a comma; leave a missing value empty between two commas."
                if not cells:
                    reason, mend = "the line is blank", "Remove it."
                record = cells[0] if cells else ""
                problems.append(Problem(file, begins, record, "", reason, mend))
            begins = reader.line_num + 1
    except csv.Error as error:
        mend = "Look for a quote that is not closed, or not doubled inside a quoted field."
        problems.append(Problem(file, begins, "", "", f"the row cannot be read: {error}", mend))
    if problems:
        return None, problems
    return Document(file, text, rows, tuple(lines)), []


def _header(header: list[str], expected: tuple[str, ...], file: str) -> list[Problem]:
    def bad(name: str, reason: str, mend: str) -> Problem:
        return Problem(file, 1, "", name, reason, mend)

    found = [bad(n, f"the column {n!r} is missing", "Add it.") for n in expected if n not in header]
    for name in dict.fromkeys(header):
        if name not in expected:
            found.append(bad(name, f"the column {name!r} is not known", f"Use only: {', '.join(expected)}."))
        if header.count(name) > 1:
            found.append(bad(name, f"the column {name!r} occurs {header.count(name)} times", "Keep one."))
    return found


def _cell(name: str, text: str) -> Any:
    """Give a cell its type; a text that does not have the form stays text, for the schema to refuse."""
    if name == "sources":
        return text.split(";") if text else []
    if text == "":
        return None
    if name in _NUMERIC and _NUMBER.fullmatch(text):
        number = json.loads(text) if len(text) < 400 else text
        return number if not isinstance(number, float) or math.isfinite(number) else text
    if name == "partial":
        return _TRUTH.get(text, text)
    return text
