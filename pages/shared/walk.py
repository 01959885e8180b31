"""The map in words, below it: fetched when it is unfolded, so that it weighs nothing for who looks at the map."""

from typing import Any, Final

import streamlit as st

from layers.language import N_
from pages.shared import link
from pages.shared.components import LOADER, folder
from pages.shared.context import Context

KEY: Final = "walk"
ADDRESS: Final = "atlas/walk"
WORDS: Final = {
    "summary": N_("The corridors in words, leg by leg"),
    "loading": N_("Fetching the words"),
    "failed": N_("The words could not be fetched. The table below holds the same rows."),
}


def show(page: Context) -> None:
    """Offer the corridors and legs of the filtered rows as text. It unfolds by itself where the map cannot be drawn."""
    mount = st.components.v2.component("corridor_atlas_walk", html='<div class="sheet"></div>', js=LOADER)
    mount(
        key=KEY,
        data={
            "module": f"{folder()}/walk.js",
            "address": ADDRESS,
            "query": link.query(page.view.without("selected"), page.lang),
            "language": page.lang,
            "words": {name: page.words(text) for name, text in WORDS.items()},
        },
        on_pick_change=_picked,
    )


def _picked() -> None:
    """Open what was followed; what the browser sends is checked like a link."""
    state: Any = st.session_state.get(KEY)
    link.choose(state.get("pick") if state else None)
