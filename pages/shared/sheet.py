"""A text page: plain values in, words on the page. What leads to a record opens its card on the map."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from layers.blocks import Block
from pages.shared import link
from pages.shared.components import LOADER, folder

GO: Final = "_go_to_map"


def show(
    blocks: Sequence[Block],
    lang: str,
    key: str,
    act: Callable[[str], None] = lambda _name: None,
    stay: bool = False,
) -> None:
    """Show the blocks; `key` names this sheet on its page, `act` is called with the name of a button that was pressed.

    A record that is followed is opened on the map; with `stay` on this very page.
    """
    name = f"sheet_{key}"

    def went() -> None:
        state: Any = st.session_state.get(name)
        go(state.get("go") if state else None, stay)

    def pressed() -> None:
        state: Any = st.session_state.get(name)
        act(str(state.get("act")) if state else "")

    mount = st.components.v2.component("corridor_atlas_sheet", html='<div class="sheet"></div>', js=LOADER)
    mount(
        key=name,
        data={"module": f"{folder()}/sheet.js", "language": lang, "blocks": list(blocks)},
        on_go_change=went,
        on_act_change=pressed,
    )


def go(key: object, stay: bool = False) -> None:
    """Open the record that was followed; what the browser sends is checked like a link."""
    link.choose(key)
    st.session_state[GO] = not stay


def followed() -> bool:
    """Tell, once, whether the visitor has just followed a record on a sheet."""
    return bool(st.session_state.pop(GO, False))
