"""The filtered rows as a table, one kind at a time."""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from layers import rows
from layers.blocks import Word, button, table, text
from layers.language import country, number
from pages.shared import link, sheet
from pages.shared.context import Context

FIRST: Final = 100
"""Rows sent at first; the rest come when they are asked for."""
ALL: Final = "_rows_all"


def show(page: Context) -> None:
    """Show the rows of the chosen kind; the text beside the map."""
    _ = page.words
    st.segmented_control(
        _("Rows to show"),
        list(rows.KINDS),
        format_func=lambda kind: _(rows.KINDS[kind]),
        key=link.ROWS,
        required=True,
        label_visibility="collapsed",
        on_change=link.touched,
        persist_state="session",
    )
    kind = st.session_state[link.ROWS]
    frame = rows.table(page.catalog, page.shown, kind, page.lang)
    part = frame if st.session_state.get(ALL) == (page.view.without("selected"), kind) else frame.head(FIRST)
    lands = rows.countries(page.catalog, kind, part, page.lang)
    cells = []
    for place, (key, first, *others) in enumerate(part.itertuples()):
        row: list[Word | list[Word]] = [{"text": str(first), "key": f"{rows.RECORD[kind]}.{key}"}]
        for column, value in zip(part.columns[1:], others, strict=True):
            row.append(_countries(lands[column][place], page.lang) if column in lands else _cell(value))
        cells.append(row)
    whole = len(part) == len(frame)
    blocks = [table(_(rows.KINDS[kind]), [str(name) for name in frame.columns], cells, sortable=whole)]
    if not whole:
        shown = {"shown": number(page.lang, len(part)), "all": number(page.lang, len(frame))}
        blocks += [text(_("{shown} of {all} rows", **shown)), button(_("Show all rows"), "all")]
    sheet.show(blocks, page.lang, "rows", act=lambda _name: _all(page, kind))


def _all(page: Context, kind: str) -> None:
    st.session_state[ALL] = (page.view.without("selected"), kind)


def _countries(codes: tuple[str, ...], lang: str) -> list[Word]:
    return [{"text": country(lang, code), "to": f"profile?of=country.{code}"} for code in codes]


def _cell(value: Any) -> str | Mapping[str, Any]:
    return str(value) if isinstance(value, str) else {"number": value}
