"""CSV (RFC 4180, UTF-8): one table, lists joined by semicolons, and with every row where it comes from.

A CSV file has no place for a stamp, and rows are copied out of it: so each carries release, filters and licence itself.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from layers.export.columns import COLUMNS
from layers.export.frames import SEPARATOR, Row
from layers.export.stamp import Stamp
from layers.export.text import guarded

ORIGIN: Final[Mapping[str, str]] = {
    "atlas_release": "#meta+release",
    "atlas_filters": "#meta+filters",
    "atlas_rows": "#meta+rows",
    "atlas_licence": "#meta+licence",
}
"""Columns that say where a row comes from, and their HXL tags."""
MARK: Final = "\ufeff"
"""Begins every file for spreadsheets: without it they read "Bolívar" as "BolÃ­var". Answers to programs go without."""


def table(name: str, rows: Iterable[Row], made: Stamp, hxl: bool = False) -> str:
    """Write a table; `hxl` adds the row of tags of the Humanitarian Exchange Language below the header."""
    shown, whole = made.rows[name]
    origin = [f"corridor-atlas {made.state}", guarded(made.query), f"{shown} of {whole}", "CC BY 4.0"]
    columns = COLUMNS[name]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column.name for column in columns), *ORIGIN])
    if hxl:
        writer.writerow([*(column.hxl for column in columns), *ORIGIN.values()])
    writer.writerows([*(cell(row[column.name]) for column in columns), *origin] for row in rows)
    return out.getvalue()


def pairs(header: tuple[str, ...], rows: Iterable[Iterable[Any]]) -> str:
    """Write any other table of ours by the same rules."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(each) for each in row] for row in rows)
    return out.getvalue()


def cell(value: Any) -> str | int | float:
    """Return a value as a cell: a number stays one, a text is none that a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, list):
        return guarded(SEPARATOR.join(value))
    return value.isoformat() if isinstance(value, datetime.date) else guarded(str(value))
