"""The filtered rows as a table, one kind at a time."""

from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from layers import rows
from pages.shared import link
from pages.shared.context import Context


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
    table = rows.table(page.catalog, page.shown, st.session_state[link.ROWS], page.lang)
    # An Arrow table without pandas' own metadata, repeated words stored once: half the bytes of the frame.
    st.dataframe(
        _arrow(table),
        width="stretch",
        column_config={str(name): _width(str(name), table) for name in table.columns[1:]},
    )


def _width(name: str, table: pd.DataFrame) -> Any:
    """Keep long texts from pushing the other columns out of sight; a cell opens on click."""
    longest = max((len(str(text)) for text in table[name]), default=0)
    return st.column_config.Column(width="medium" if longest > 24 else None)


def _arrow(table: pd.DataFrame) -> pa.Table:
    """Return the frame's columns as Arrow, texts that repeat as a dictionary."""
    columns = {}
    for name in table.columns:
        column = pa.array(table[name].tolist())
        repeats = len(table) > 2 * table[name].nunique()
        columns[str(name)] = (
            column.dictionary_encode() if repeats and pa.types.is_string(column.type) else column
        )
    return pa.table(columns)
