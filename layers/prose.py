"""The texts of the records: every string they hold, with its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from layers import positions
from layers.load import Tables
from layers.vocabulary import TABLES


class Text(NamedTuple):
    """Hold one string of one record: its table, the row of the record, its path in the record, the string."""

    table: str
    row: int
    path: positions.Path
    text: str


def texts(value: Any, path: positions.Path = ()) -> Iterator[tuple[positions.Path, str]]:
    """Walk through a value to every string in it, keys aside."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts(item, (*path, key))


def every_text(tables: Tables) -> Iterator[Text]:
    """List every string of every record, in the order of the tables."""
    for table in TABLES:
        for index, record in enumerate(tables[table]):
            for path, text in texts(record):
                yield Text(table, index, path, text)
