"""The timeline as a component: it asks the server for its bars, and tells what is chosen on it."""

from typing import Any, Final

import streamlit as st

from layers import chronicle
from layers.blocks import button, table, text
from layers.language import number
from pages.shared import link, mapframe, sheet, store
from pages.shared.components import LOADER, folder
from pages.shared.context import Context

KEY: Final = "timeline"
BARS: Final = "atlas/timeline"
"""Where the timeline asks for the bars and figures of a view."""
ROWS: Final = "atlas/timeline.csv"
NOTES: Final = "atlas/timeline-metadata.json"
FIRST: Final = 100
"""Rows of the list sent at first; the rest come when they are asked for."""
ALL: Final = "_chronicle_all"


def show(page: Context, alone: bool = False) -> None:
    """Show the timeline of the view, the card of the selected record beside it, and, unless it stands `alone`, a small map."""
    latest = store.latest_release()
    framed = mapframe.data(page)
    mount = st.components.v2.component("corridor_atlas_timeline", html='<div class="time"></div>', js=LOADER)
    mount(
        key=KEY,
        data={
            "module": f"{folder()}/timeline.js",
            "setup": framed["setup"],
            "bars": BARS,
            "rows": ROWS,
            "notes": NOTES,
            "query": link.query(page.view.without("selected"), page.lang),
            "lanes": link.lanes(),
            "selected": str(page.view.selected) if page.view.selected else "",
            "card": framed["card"],
            "release": latest.id if latest and not latest.pending else "",
            "alone": alone,
            "map": {**framed, "card": None},
        },
        on_pick_change=_picked,
        on_period_change=_moved,
        on_lanes_change=_arranged,
    )


def listing(page: Context) -> None:
    """Show the same rows as a list, in time order; those without a date come last."""
    _ = page.words
    rows = chronicle.rows(page.catalog, page.shown, page.lang)
    state = page.view.without("selected")
    part = rows if st.session_state.get(ALL) == state else rows[:FIRST]
    whole = len(part) == len(rows)
    blocks = [table(_("Events and legs in time order"), chronicle.head(page.lang), part, sortable=whole)]
    if not whole:
        shown = {"shown": number(page.lang, len(part)), "all": number(page.lang, len(rows))}
        blocks += [text(_("{shown} of {all} rows", **shown)), button(_("Show all rows"), "all")]
    sheet.show(blocks, page.lang, "chronicle", act=lambda _name: _all(page), records=link.TIMELINE)


def _all(page: Context) -> None:
    st.session_state[ALL] = page.view.without("selected")


def _told(name: str) -> Any:
    state = st.session_state.get(KEY)
    return state.get(name) if state else None


def _picked() -> None:
    """Turn a click into the selected record; what the browser sends is checked like a link."""
    link.choose(_told("pick"))


def _moved() -> None:
    """Take over the period that was brushed; two open ends are all time."""
    since, _sep, until = str(_told("period") or "").partition("_")
    link.move(since, until)


def _arranged() -> None:
    link.arrange(_told("lanes"))
