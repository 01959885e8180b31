"""Ids of records: proposed from names, given once and for life, found again by whoever types them.

An id is lower-case ASCII words joined by hyphens. One that was withdrawn is never given again, so that an old link
can say what became of its record.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from layers.load import Record, Tables
from layers.problems import Problem
from layers.references import SINGULAR
from layers.vocabulary import TABLES

_WORD: Final = re.compile("[a-z0-9]+")
_TABLE_OF: Final = {word: table for table, word in SINGULAR.items()} | {table: table for table in TABLES}
_NAMES: Final = ("name", "name_en", "title", "title_en", "question_en", "claim_en")


def slug(*texts: str) -> str:
    """Turn texts into one id: "San José", "2024" give `san-jose-2024`. Letters of other scripts fall out."""
    decomposed = unicodedata.normalize("NFKD", " ".join(texts)).casefold()
    return "-".join(_WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


def taken(tables: Tables, table: str, ident: str, option: str = "--id") -> Problem | None:
    """Say why an id may not be given to a new record; None when it may."""
    for index, record in enumerate(tables[table]):
        if record["id"] == ident:
            name = called(record)
            other = f" {name!r}" if name else ""
            origin = tables.files.origin(table, index)
            line = origin.line or tables.files.line(origin.file, origin.path)
            reason = f"the id {ident!r} is taken by the {SINGULAR[table]}{other} ({origin.file}:{line})"
            break
    else:
        grave = next((g for g in tables.withdrawn if (g["table"], g["id"]) == (table, ident)), None)
        if grave is None:
            return None
        reason = f"the id {ident!r} was withdrawn ({grave['withdrawn']}: {grave['reason_en']})"
    mend = f"Ids are for life. If this is another record, give one of its own: {option} {_free(tables, table, ident)}"
    return Problem("", None, "", option, reason, mend)


def called(record: Record) -> str:
    """Give the name of a record in English, or as it stands; "" when it has none."""
    return next((record[field] for field in _NAMES if isinstance(record.get(field), str)), "")


def find(tables: Tables, words: Sequence[str]) -> tuple[str, int] | Problem:
    """Find the record that somebody means: its table and its index there, or what is wrong with the words.

    `leg.leg-a-b`, `legs:leg-a-b`, `leg leg-a-b` and plain `leg-a-b` mean the same; a plain id that several tables
    have is refused with the choices. A withdrawn record is found as its tombstone, in the table `withdrawn`.
    """
    text = " ".join(words)
    kind, mark, ident = re.fullmatch(r"(?:([^.:\s]*)([.:\s]))?(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    if mark and kind not in _TABLE_OF:
        close = difflib.get_close_matches(kind, _TABLE_OF, 1)
        hint = f"Did you mean {close[0]!r}? " if close else ""
        mend = f"{hint}Use one of: {', '.join(SINGULAR.values())}."
        return Problem("", None, "", "", f"there is no kind of record {kind!r}", mend)
    tried = [_TABLE_OF[kind]] if mark else [table for table in TABLES if table != "withdrawn"]
    found = [(t, n) for t in tried for n, record in enumerate(tables[t]) if record["id"] == ident]
    if not found:
        graves = enumerate(tables.withdrawn)
        found = [("withdrawn", n) for n, g in graves if g["id"] == ident and g["table"] in tried]
    if len(found) == 1:
        return found[0]
    if found:
        choices = [f"{SINGULAR[_home(tables, each)]}.{ident}" for each in found]
        return Problem(
            "", None, "", "", f"{ident!r} is the id of several records", f"Say which: {', '.join(choices)}."
        )
    known = {record["id"]: table for table in reversed(tried) for record in tables[table]}
    close = difflib.get_close_matches(ident, known, 3, 0.7)
    near = ", ".join(f"{SINGULAR[known[each]]}.{each}" for each in close)
    mend = f"Did you mean {near}?" if near else "Look it up in the data, or on the card of the record."
    return Problem("", None, "", "", f"there is no record {text!r}", mend)


def _home(tables: Tables, found: tuple[str, int]) -> str:
    return str(tables.withdrawn[found[1]]["table"]) if found[0] == "withdrawn" else found[0]


def _free(tables: Tables, table: str, ident: str) -> str:
    used = {record["id"] for record in tables[table]} | {g["id"] for g in tables.withdrawn}
    number = 2
    while f"{ident}-{number}" in used:
        number += 1
    return f"{ident}-{number}"
