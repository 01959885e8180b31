"""A text page: plain values in, words on the page. What leads to a record opens its card on the map; other links another page."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from layers.blocks import Block
from pages.shared import link
from pages.shared.components import LOADER, folder

GO: Final = "_go_to"
PLACE: Final = '<div class="sheet"></div>'


def show(
    blocks: Sequence[Block],
    lang: str,
    key: str,
    act: Callable[[str], None] = lambda _name: None,
    about: str = "",
    records: str = link.MAP,
) -> None:
    """Show the blocks; `key` names this sheet on its page, `act` is called with the name of a button that was pressed.

    `about` says what the words are about: when it changes, the reader begins at the top again. `records` is the page on which
    a record is opened that is followed.
    """
    name = f"sheet_{key}"

    def went() -> None:
        """Go where the visitor wants to; what the browser sends is checked like a link."""
        state: Any = st.session_state.get(name)
        go(state.get("go") if state else None)

    def pressed() -> None:
        state: Any = st.session_state.get(name)
        act(str(state.get("act")) if state else "")

    mount = st.components.v2.component("corridor_atlas_sheet", html=PLACE, js=LOADER)
    query = link.query(link.current().without("selected"), lang, link.shaded())
    mount(
        key=name,
        data=given(blocks, lang, key, query, about, records),
        on_go_change=went,
        on_act_change=pressed,
    )


def given(
    blocks: Sequence[Block], lang: str, key: str, query: str, about: str = "", records: str = link.MAP
) -> dict[str, Any]:
    """Return what the browser needs to write a sheet; `query` is the view that links on it keep. Needs no session."""
    return {
        "module": f"{folder()}/sheet.js",
        "name": key,
        "language": lang,
        "query": query,
        "about": about,
        "records": records,
        "blocks": list(blocks),
    }


def go(address: object) -> None:
    """Follow a link of a page when this run has come to its end."""
    st.session_state[GO] = link.follow(address)


def to(page: str) -> None:
    """Turn to a page of that name when this run has come to its end."""
    st.session_state[GO] = page


def followed() -> str:
    """Return, once, the name of the page that the visitor has just asked for; "" for none."""
    return str(st.session_state.pop(GO, ""))
