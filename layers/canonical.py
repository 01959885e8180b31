"""The one writer of the files in `data/`: the same values always give the same text.

UTF-8, LF, indent of two spaces, letters beyond ASCII kept, one key per line in the order of the schema, lists
of plain values on one line when they fit, a final newline. Writing twice changes nothing. Keys that a schema
does not know are kept, after the known ones: the writer never drops anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from layers import storage
from layers.schema import columns

WIDTH: Final = 120
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_SPECIAL: Final = re.compile(r'[,"\r\n]')
_NOTHING: Final[Mapping[str, Any]] = {}


def to_json(value: Any, schema: Mapping[str, Any] = _NOTHING) -> str:
    """Write a value as canonical JSON; `schema` gives the order of keys, without it they stay as they are.

    Raises:
        ValueError: a number is NaN or infinite.
    """
    return _write(value, schema, "", 0) + "\n"


def to_csv(rows: Sequence[Mapping[str, Any]], table: str) -> str:
    """Write rows as canonical CSV: null as an empty field, sources joined by `;`, numbers as in JSON."""
    names = columns(table)
    lines = [",".join(names), *(",".join(_cell(row[name]) for name in names) for row in rows)]
    return "\n".join(lines) + "\n"


def in_order(value: Any, table: str) -> Any:
    """Sort the records of a file by id; legs keep their travel order, ill-formed content stays as it is."""
    if table == "corridors":
        return value
    if isinstance(value, dict):
        return {**value, "features": _by_id(value["features"])} if "features" in value else value
    return _by_id(value)


def save(path: Path, text: str) -> None:
    """Write a file whole or not at all (see `layers.storage`)."""
    storage.replace({path: text})


def _by_id(records: Any) -> Any:
    ids = (
        [r.get("id") if isinstance(r, dict) else None for r in records]
        if isinstance(records, list)
        else [None]
    )
    return sorted(records, key=lambda r: r["id"]) if all(isinstance(i, str) for i in ids) else records


def _write(value: Any, schema: Mapping[str, Any], indent: str, used: int) -> str:
    """Write a value whose first line already holds `used` characters."""
    inner = indent + "  "
    if isinstance(value, dict) and value:
        known = schema.get("properties", _NOTHING)
        keys = [k for k in known if k in value] + [k for k in value if k not in known]
        parts = []
        for key in keys:
            label = f"{inner}{_scalar(key)}: "
            parts.append(label + _write(value[key], known.get(key, _NOTHING), inner, len(label)))
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    if isinstance(value, list) and value:
        items = schema.get("items", _NOTHING)
        if _is_plain(value):
            line = _one_line(value)
            if used + len(line) < WIDTH:  # one column is left for the comma that may follow
                return line
        return "[\n" + ",\n".join(inner + _write(v, items, inner, len(inner)) for v in value) + f"\n{indent}]"
    return _scalar(value)


def _is_plain(value: list[Any]) -> bool:
    return all(not isinstance(v, dict) and (not isinstance(v, list) or _is_plain(v)) for v in value)


def _one_line(value: Any) -> str:
    return f"[{', '.join(map(_one_line, value))}]" if isinstance(value, list) else _scalar(value)


def _scalar(value: Any) -> str:
    return _ENCODER.encode(value)


def _cell(value: Any) -> str:
    """Write one cell, quoted only when it has to be; csv.writer would leave a lone carriage return bare."""
    if value is None:
        return ""
    text = ";".join(map(str, value)) if isinstance(value, list) else value
    if not isinstance(text, str):
        return _scalar(text)
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text
