"""The thin Streamlit component that frames the map document. It relays; it decides nothing."""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from layers.cards import card
from layers.language import N_, Translator
from layers.mapping import document
from layers.scene import Sent, scene
from pages.shared.components import LOADER, folder
from pages.shared.context import Context
from pages.shared.link import choose

KEY: Final = "map_frame"
SENT: Final = "_map_rows_sent"
WORDS: Final = {
    "title": N_("Map of corridors"),
    "loading": N_("Drawing the map"),
    "failed": N_("The map could not be drawn in this browser. The table below holds the same rows."),
}


def show(page: Context) -> None:
    """Show the filtered records on the map, with the card of the selected one."""
    sent: Sent = st.session_state.get(SENT, Sent())
    message, st.session_state[SENT] = scene(
        page.catalog, page.shown, page.lang, sent, page.view.selected, page.view.evidence
    )
    base = document().path.rpartition("/")[0]
    _ = Translator(page.lang)
    sequence = st.session_state.get("_map_sequence", 0) + 1
    st.session_state["_map_sequence"] = sequence
    mount = st.components.v2.component("corridor_atlas_map", html='<div class="atlas"></div>', js=LOADER)
    mount(
        key=KEY,
        data={
            "sequence": sequence,
            "version": f"{page.catalog.version}-{page.lang}-{page.view.evidence}",
            "module": f"{folder()}/mapframe.js",
            "document": document().path,
            "setup": f"{base}/setup-{page.lang}.json",
            "words": {name: _(text) for name, text in WORDS.items()},
            "scene": message,
            "card": card(page.catalog, page.shown, page.view.selected, page.lang),
            "fit": None if page.view.is_empty else "shown",
        },
        on_pick_change=_picked,
        on_resync_change=_resync,
    )


def _triggered(name: str) -> Any:
    state = st.session_state.get(KEY)
    return state.get(name) if state else None


def _picked() -> None:
    """Turn a click into the selected record; what the map sends is checked like a link."""
    choose(_triggered("pick"))


def _resync() -> None:
    """Send every row again: the browser says that some never arrived."""
    sent: Sent = st.session_state.get(SENT, Sent())
    st.session_state[SENT] = replace(sent, key=("", "", ""))
