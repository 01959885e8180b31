"""The thin Streamlit component that frames the map document. It relays; it decides nothing."""

from typing import Any, Final

import streamlit as st

from layers.cards import card
from layers.language import N_, Translator
from layers.mapping import document
from pages.shared import sheet
from pages.shared.components import LOADER, folder
from pages.shared.context import Context
from pages.shared.link import choose, move, query

KEY: Final = "map_frame"
SCENES: Final = "atlas/scene"
"""Where the map asks for the records of a view."""
WORDS: Final = {
    "title": N_("Map of corridors"),
    "loading": N_("Drawing the map"),
    "failed": N_("The map could not be drawn in this browser. The table below holds the same rows."),
}


def show(page: Context) -> None:
    """Show the filtered records on the map, with the card of the selected one. The map asks for the records itself."""
    base = document().path.rpartition("/")[0]
    _ = Translator(page.lang)
    mount = st.components.v2.component("corridor_atlas_map", html='<div class="place"></div>', js=LOADER)
    mount(
        key=KEY,
        data={
            "module": f"{folder()}/mapframe.js",
            "document": document().path,
            "setup": f"{base}/setup-{page.lang}.json",
            "scenes": SCENES,
            "query": query(page.view, page.lang),
            "words": {name: _(text) for name, text in WORDS.items()},
            "card": card(page.catalog, page.shown, page.view.selected, page.lang),
            "fit": None if page.view.is_empty else "shown",
        },
        on_pick_change=_picked,
        on_period_change=_moved,
        on_go_change=_went,
    )


def _triggered(name: str) -> Any:
    state = st.session_state.get(KEY)
    return state.get(name) if state else None


def _picked() -> None:
    """Turn a click into the selected record; what the map sends is checked like a link."""
    choose(_triggered("pick"))


def _went() -> None:
    """Leave for the page that a link of the card leads to."""
    sheet.go(_triggered("go"))


def _moved() -> None:
    """Take over the window that the player has come to rest at."""
    since, _sep, until = str(_triggered("period") or "").partition("_")
    move(since, until)
