"""Excel: a sheet to read first, then a sheet per table. No cell is a formula, a link or a macro."""

import datetime
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import xlsxwriter

from layers.export.columns import COLUMNS, Column
from layers.export.delimited import cell
from layers.export.frames import Row
from layers.export.stamp import TABLE_NAMES, TITLE, Stamp, facts
from layers.language import N_, Translator

CELL_LIMIT_CHARACTERS: Final = 32_767
"""What a cell of Excel can hold."""
KINDS: Final[Mapping[str, str]] = {
    "text": N_("text"),
    "list": N_("texts joined by semicolons"),
    "number": N_("number"),
    "integer": N_("whole number"),
    "flag": N_("true or false"),
    "day": N_("date"),
    "edtf": N_("date as precise as it is known: year, month or day"),
}
LINE_POINTS: Final = 15
MOST_LINES: Final = 27
"""A row of Excel is at most 409 points high."""
A4: Final = 9
"""The paper, as Excel numbers it."""
_WIDTHS: Final = {"list": 24, "text": 22, "edtf": 13, "day": 12}
_LONG: Final = ("note", "summary", "definition", "our_reading", "positions", "question")


def workbook(tables: Mapping[str, Iterable[Row]], made: Stamp, citation: str) -> bytes:
    """Write the rows of some tables; the first sheet holds the stamp and what every column means.

    The same rows and stamp give the same bytes. A text longer than a cell can be is cut, with an ellipsis.
    """
    _ = Translator(made.lang)
    out = io.BytesIO()
    # Nothing is taken for what it looks like: a text stays a text.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        created = datetime.datetime.fromisoformat(made.made)
        book.set_properties(
            {"title": TITLE, "subject": made.words[:255], "created": created, "comments": citation[:255]}
        )
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        read = book.add_worksheet(_("Read me"))
        across = (26, 44, 44, 44, 44)
        for number, width in enumerate(across):
            read.set_column(number, number, width)
        told = list(facts(made, citation))
        for number, pair in enumerate(told):
            _write(read, number, pair, wrap, day, across)
        head_line = len(told) + 1
        titles = (_("Sheet"), _("Column"), _("What it holds"), _("Form"), _("Computed by the atlas"))
        _write(read, head_line, titles, head, day, across)
        for number, (table, column) in enumerate(described(tables), head_line + 1):
            _write(read, number, [_(TABLE_NAMES[table]), *meaning(column, made.lang)], wrap, day, across)
        for table, rows in tables.items():
            sheet = book.add_worksheet(_(TABLE_NAMES[table]))
            columns = COLUMNS[table]
            _write(sheet, 0, [column.name for column in columns], head, day)
            for line, row in enumerate(rows, 1):
                _write(sheet, line, [row[column.name] for column in columns], wrap, day)
            for number, column in enumerate(columns):
                sheet.set_column(number, number, 60 if column.name in _LONG else _WIDTHS.get(column.kind, 11))
            sheet.freeze_panes(1, 1)
            # A printed page says which record a line is of, and what its columns are.
            sheet.repeat_rows(0)
            sheet.repeat_columns(0)
        for sheet in book.worksheets():
            sheet.set_landscape()
            sheet.set_paper(A4)
        read.fit_to_pages(1, 0)  # as wide as its paper
    return out.getvalue()


def described(tables: Iterable[str]) -> list[tuple[str, Column]]:
    """Return every column of some tables with its table."""
    return [(table, column) for table in tables for column in COLUMNS[table]]


def meaning(column: Column, lang: str) -> tuple[str, str, str, str]:
    """Return a column's name, what it holds, its form, and whether the atlas computes it, in words."""
    _ = Translator(lang)
    return column.name, _(column.meaning), _(KINDS[column.kind]), _("yes") if column.computed else _("no")


def _write(
    sheet: Any, line: int, values: Sequence[Any], style: Any, day: Any, widths: Sequence[int] = ()
) -> None:
    """Write a row of cells. With the `widths` of its columns it gets the height that its texts take."""
    lines = 1
    for number, value in enumerate(values):
        if value is None or value == [] or value == "":
            continue
        if isinstance(value, datetime.date):
            sheet.write_datetime(line, number, datetime.datetime(value.year, value.month, value.day), day)
        elif isinstance(value, bool):
            sheet.write_boolean(line, number, value, style)
        elif isinstance(value, int | float):
            sheet.write_number(line, number, value, style)
        else:
            text = str(cell(value))
            cut = text if len(text) <= CELL_LIMIT_CHARACTERS else text[: CELL_LIMIT_CHARACTERS - 1] + "…"
            sheet.write_string(line, number, cut, style)
            lines = max(lines, math.ceil(len(cut) / widths[number])) if widths else lines
    # Excel finds the height of a row by itself; LibreOffice would let one row run into the next.
    if lines > 1:
        sheet.set_row(line, LINE_POINTS * min(lines, MOST_LINES))
