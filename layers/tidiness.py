"""Files written the one way: canonical text, sorted records, clean characters, schemas as in the code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from layers import canonical
from layers.documents import Document
from layers.load import Tables, table_of
from layers.problems import Problem
from layers.prose import every_text
from layers.schema import CSV_TABLES, schemas
from layers.vocabulary import TABLES

_FORMAT: Final = "Run `python -m layers format`."
PLACEHOLDER: Final = "TODO:"
"""How a text begins that is still to be written; a record that holds one is not published."""
UNFINISHED: Final = "this text is not written yet"
_BIDI: Final = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF}


def clean_text(tables: Tables) -> Iterator[Problem]:
    """Check that texts hold no control or direction characters and are in Unicode form NFC."""
    for table, index, path, text in every_text(tables):
        if text.isascii() and text.isprintable():
            continue
        bad = [c for c in text if unicodedata.category(c) in ("Cc", "Cs") or ord(c) in _BIDI]
        if bad:
            reason = f"the text holds the invisible character U+{ord(bad[0]):04X}"
            yield tables.problem(table, index, path, reason, "Take it out.")
        elif not unicodedata.is_normalized("NFC", text):
            reason = "an accent is stored apart from its letter (not Unicode form NFC)"
            yield tables.problem(table, index, path, reason, "Type the letter again.")


def finished_text(tables: Tables) -> Iterator[Problem]:
    """Check that no text is still the placeholder of a new record."""
    for table, index, path, text in every_text(tables):
        if text.startswith(PLACEHOLDER):
            yield tables.problem(table, index, path, UNFINISHED, f"Write it: {text[5:].strip()}")


def sorted_records(tables: Tables) -> Iterator[Problem]:
    """Check that the records of a file are sorted by id; legs are in travel order instead."""
    for table in TABLES:
        if table in ("corridors", "legs"):
            continue
        previous = ("", "")
        for index, record in enumerate(tables[table]):
            ident, file = record.get("id"), tables.files.origin(table, index).file
            if not isinstance(ident, str) or not file:
                continue
            if previous[0] == file and ident < previous[1]:
                yield tables.problem(table, index, "id", f"{ident!r} stands after {previous[1]!r}", _FORMAT)
            previous = (file, ident)


def canonical_text(tables: Tables) -> Iterator[Problem]:
    """Check that every file reads exactly as the one writer would write it."""
    for document in tables.files.documents.values():
        wanted = written(document, keep_order=True)
        if document.text != wanted:
            reason = "the text is not in canonical form from this line on"
            yield Problem(document.file, _first_difference(document.text, wanted), "", "", reason, _FORMAT)


def schemas_in_step(tables: Tables) -> Iterator[Problem]:
    """Check that `data/schema/` holds the schemas that `layers.schema` builds."""
    if tables.files.schemas is None:
        return
    for name, wanted in _schema_texts().items():
        found = tables.files.schemas.get(name)
        if found != wanted:
            reason = "the schema is missing" if found is None else "the schema differs from layers/schema.py"
            mend = "Run `python -m layers schema --write`."
            yield Problem(f"schema/{name}.schema.json", None, "", "", reason, mend)


def written(document: Document, keep_order: bool = False) -> str:
    """Write a document in canonical form, its records sorted unless their order is to be kept."""
    table = table_of(document.file)
    value = document.value if keep_order else canonical.in_order(document.value, table)
    if table in CSV_TABLES:
        return canonical.to_csv(value, table)
    return canonical.to_json(value, schemas()[table])


@cache
def _schema_texts() -> dict[str, str]:
    return {name: canonical.to_json(schema) for name, schema in schemas().items()}


def _first_difference(text: str, wanted: str) -> int:
    lines, expected = text.split("\n"), wanted.split("\n")
    pairs = enumerate(zip(lines, expected, strict=False), 1)
    return next((n for n, (a, b) in pairs if a != b), min(len(lines), len(expected)))
