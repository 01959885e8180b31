"""Files against their closed schemas, with every departure worded for the person who has to mend it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from layers import positions
from layers.documents import Document
from layers.fields import Schema
from layers.load import FILES, Tables, table_of
from layers.problems import Problem
from layers.schema import CSV_TABLES, schemas

_SHOWN = 60
_JSON_NAMES = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
    "object": "an object",
    "array": "a list",
}


_SOUND: set[bytes] = set()
"""Digests of the texts found without fault: a text that did not change need not be checked again."""


def conformance(tables: Tables) -> Iterator[Problem]:
    """Check every file that was read, and every observation, against the schema of its kind."""
    for document in tables.files.documents.values():
        if table_of(document.file) not in CSV_TABLES:
            yield from _once(document, _file(tables, document))
    for table in CSV_TABLES:
        yield from _once(tables.files.documents.get(FILES[table]), _rows(tables, table))


def _once(document: Document | None, found: Iterator[Problem]) -> Iterator[Problem]:
    """Pass the findings about a file on, unless the same text was found sound before."""
    name = f"{document.file}\0{document.text}" if document else ""
    digest = sha256(name.encode(errors="surrogatepass")).digest()
    if document and digest in _SOUND:
        return
    problems = list(found)
    yield from problems
    if document and not problems:
        _SOUND.add(digest)


def _file(tables: Tables, document: Document) -> Iterator[Problem]:
    for error in _validator(table_of(document.file)).iter_errors(document.value):
        for path, reason, mend in word(error):
            record, field = _record(document.value, path)
            line = tables.files.line(document.file, path)
            yield Problem(document.file, line, record, positions.dotted(field), reason, mend)


def _rows(tables: Tables, table: str) -> Iterator[Problem]:
    for index, row in enumerate(tables[table]):
        for error in _validator(table).iter_errors(row):
            for path, reason, mend in word(error):
                yield tables.problem(table, index, path, reason, mend)


def departures(value: Any, schema: Schema) -> Iterator[tuple[positions.Path, str, str]]:
    """Check one value against a schema: the path in it, what is wrong, how to mend it."""
    for error in _strict()(schema).iter_errors(value):
        yield from word(error)


def word(error: ValidationError) -> Iterator[tuple[positions.Path, str, str]]:
    """Word one schema error: the path it concerns, what is wrong, how to mend it.

    An error about several keys at once gives one entry per key.
    """
    path: positions.Path = tuple(error.absolute_path)
    value: Any = error.instance
    rule = error.validator
    allowed: Any = error.validator_value
    schema: Any = error.schema
    about = schema.get("description", "")
    if rule == "additionalProperties":
        known = list(schema["properties"])
        for key in value:
            if key not in known:
                yield (*path, key), f"the key {key!r} is not known", _use_one_of(key, known)
    elif rule == "required":
        for key in allowed:
            if key not in value:
                meaning = schema["properties"][key].get("description", "")
                yield (*path, key), f"the key {key!r} is missing", f"Add it. {meaning}".strip()
    elif rule == "enum":
        yield path, f"{_shown(value)} is not an allowed code", _use_one_of(value, allowed)
    elif rule == "const":
        yield path, f"{_shown(value)} is not allowed here", f"Write {_shown(allowed)}."
    elif rule == "type":
        names = allowed if isinstance(allowed, list) else [allowed]
        wanted = " or ".join(_JSON_NAMES[name] for name in names)
        yield path, f"{_shown(value)} is not {wanted}", f"Write {wanted}. {about}".strip()
    elif rule == "pattern":
        yield (
            path,
            f"{_shown(value)} does not have the right form",
            f"{about} It has to match {allowed}".strip(),
        )
    elif rule in ("minItems", "maxItems"):
        bound = "at least" if rule == "minItems" else "at most"
        reason = f"the list has {len(value)} entries, {bound} {allowed} are needed"
        yield path, reason.replace("are needed", "are allowed") if rule == "maxItems" else reason, about
    elif rule == "uniqueItems":
        twice = [item for n, item in enumerate(value) if item in value[:n]]
        yield path, f"{_shown(twice[0])} is listed twice", "Keep one of the two."
    elif rule == "minLength":
        yield path, "the text is empty", f"Write it, or null where that is allowed. {about}".strip()
    elif rule in ("minimum", "maximum"):
        bound = "below the least" if rule == "minimum" else "above the greatest"
        yield path, f"{_shown(value)} is {bound} allowed value {allowed:g}", f"Correct it. {about}".strip()
    else:
        yield path, error.message, f"Correct it. {about}".strip()


def _record(value: Any, path: positions.Path) -> tuple[str, positions.Path]:
    """Split a path in a file into the name of the record and the path in it."""
    if path[:1] == ("features",) and len(path) > 1:
        head, rest = path[:2], path[2:]
    elif path[:1] == ("corridor",) or (path and isinstance(path[0], int)):
        head, rest = path[:1], path[1:]
    else:
        return "", path
    for part in head:
        value = value[part] if not isinstance(value, dict) or part in value else None
    ident = value.get("id") if isinstance(value, dict) else None
    field = rest[1:] if rest[:1] == ("properties",) and len(rest) > 1 else rest
    return (ident if isinstance(ident, str) and ident else positions.dotted(head)), field


def _use_one_of(value: Any, allowed: list[Any]) -> str:
    names = [item for item in allowed if isinstance(item, str)]
    close = (
        difflib.get_close_matches(value, names, 1) if isinstance(value, str) and len(value) < _SHOWN else []
    )
    hint = f"Did you mean {close[0]!r}? " if close else ""
    return f"{hint}Use one of: {', '.join(names)}."


def _shown(value: Any) -> str:
    text = json.dumps(value) if value is None or isinstance(value, bool) else repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


@cache
def _validator(table: str) -> Draft202012Validator:
    validator: Draft202012Validator = _strict()(schemas()[table])
    return validator


@cache
def _strict() -> Any:
    """Make the validator for which a whole number is one written without a fraction."""

    def whole(_checker: Any, instance: Any) -> bool:
        return isinstance(instance, int) and not isinstance(instance, bool)

    strict = Draft202012Validator.TYPE_CHECKER.redefine("integer", whole)
    make: Any = extend
    return make(Draft202012Validator, type_checker=strict)
