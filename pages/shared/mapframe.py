"""The thin Streamlit component that frames the map document. It relays; it decides nothing."""

from typing import Any, Final

import streamlit as st

from layers.cards import Card, card
from layers.choropleth import GAPS
from layers.gaps import of_place
from layers.language import N_, Translator
from layers.mapping import document
from pages.shared import sheet
from pages.shared.components import LOADER, folder
from pages.shared.context import Context
from pages.shared.desk import citing
from pages.shared.link import camera, choose, move, query, shade, shaded

KEY: Final = "map_frame"
SCENES: Final = "atlas/scene"
"""Where the map asks for the records of a view."""
WORDS: Final = {
    "title": N_("Map of corridors"),
    "loading": N_("Drawing the map"),
    "failed": N_(
        "The map could not be drawn in this browser. The text and the table below hold the same rows."
    ),
}


def data(page: Context) -> dict[str, Any]:
    """Return what a framed map is told: where to find what it needs, the view, the card of the selected record."""
    base = document().path.rpartition("/")[0]
    _ = Translator(page.lang)
    return {
        "module": f"{folder()}/mapframe.js",
        "document": document().path,
        "setup": f"{base}/setup-{page.lang}.json",
        "scenes": SCENES,
        "query": query(page.view, page.lang, shaded()),
        "words": {name: _(text) for name, text in WORDS.items()},
        "card": _card(page),
        "citing": citing(page.lang) if page.view.selected else None,
        "fit": None if page.view.is_empty else "shown",
        "look": _look(page),
    }


def _look(page: Context) -> dict[str, Any] | None:
    """Return where the step of a story makes the map look: a part of the world, or what is shown, chosen or all there is."""
    told = camera()
    if told is None:
        return None
    turn, viewport = told
    chosen = "selected" if page.view.selected else "home"
    return {"turn": turn, "view": viewport, "fit": chosen if page.view.is_empty else "shown"}


def show(page: Context) -> None:
    """Show the filtered records on the map, with the card of the selected one. The map asks for the records itself."""
    mount = st.components.v2.component("corridor_atlas_map", html='<div class="place"></div>', js=LOADER)
    mount(key=KEY, data=data(page), on_pick_change=_picked, on_period_change=_moved, on_go_change=_went)


def _card(page: Context) -> Card | None:
    """Return the card of the selected record; while the gap layer is on, that of a place says who looked there."""
    made, selected = card(page.catalog, page.shown, page.view.selected, page.lang), page.view.selected
    if made is None or selected is None or selected.kind != "place" or shade() != GAPS:
        return made
    said = of_place(page.catalog, page.view.without("selected"), selected.id, page.lang)
    return (
        {**made, "facts": [*made["facts"], {"label": page.words("Reports"), "value": said}]} if said else made
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
