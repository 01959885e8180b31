"""The thin Streamlit component that frames the map document. It relays; it decides nothing."""

import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from layers.cards import card
from layers.language import N_, Translator
from layers.mapping import Asset, document
from layers.scene import Sent, scene
from pages.shared.context import Context
from pages.shared.link import choose

HERE: Final = Path(__file__).parent
KEY: Final = "map_frame"
SENT: Final = "_map_rows_sent"
# Streamlit sends a component's own code with every run: so it is one line that loads the real module, which the browser
# keeps. The line break tells Streamlit that this is code, not the name of a file.
LOADER: Final = (
    "export default async (c) => {\n"
    "const m = await import(new URL(c.data.module, document.baseURI)); return m.default(c); }"
)
WORDS: Final = {
    "title": N_("Map of corridors"),
    "loading": N_("Drawing the map"),
    "failed": N_("The map could not be drawn in this browser. The table below holds the same rows."),
}


@lru_cache(maxsize=1)
def assets() -> tuple[Asset, ...]:
    """Return the component's own files, which the app serves beside those of the map document."""
    return tuple(Asset(name, (HERE / name).read_bytes()) for name in ("mapframe.js", "mapframe.css"))


@lru_cache(maxsize=1)
def folder() -> str:
    """Return the address of the component's files. It carries their own digest: they are kept for ever, and do change."""
    digest = hashlib.sha256(b"".join(asset.content for asset in assets())).hexdigest()
    return f"atlas/{digest[:12]}"


def show(page: Context) -> None:
    """Show the filtered records on the map, with the card of the selected one."""
    sent: Sent = st.session_state.get(SENT, Sent())
    message, st.session_state[SENT] = scene(page.catalog, page.shown, page.lang, sent, page.view.selected)
    base = document().path.rpartition("/")[0]
    _ = Translator(page.lang)
    sequence = st.session_state.get("_map_sequence", 0) + 1
    st.session_state["_map_sequence"] = sequence
    mount = st.components.v2.component("corridor_atlas_map", html='<div class="atlas"></div>', js=LOADER)
    mount(
        key=KEY,
        data={
            "sequence": sequence,
            "version": f"{page.catalog.version}-{page.lang}",
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
    st.session_state[SENT] = replace(sent, key=("", ""))
