"""The search over the whole atlas: the keyboard's way to everything a click on the map can do."""

from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from layers.cards import KIND_NAMES, PROFILED, title
from layers.desk.question import Desk
from layers.desk.shelf import shelf
from layers.finder import COUNTRY, SERIES, SOURCE
from layers.language import N_
from layers.plots import PARTS, Plot
from pages.shared import link, sheet, store
from pages.shared.components import LOADER, folder
from pages.shared.context import Context
from pages.shared.plain import plain

KEY: Final = "finder"
WORDS: Final = {
    "label": N_("Search countries, places, corridors, actors, events, official series, sources"),
    "placeholder": N_("Search: a country, a place, a corridor, an actor, an event, a source"),
    "none": N_("Nothing by that name in the atlas."),
    "outside": N_("outside the present filters: they are put aside"),
    "one": N_("{n} result"),
    "many": N_("{n} results"),
    "clear": N_("Close the record"),
}


def show(page: Context, cards: bool = True) -> None:
    """Show the search box, with the selected record in it; say so when the filters closed one or were put aside for it.

    Where the page shows no card (`cards`), what was found is opened as a profile, or on the map.
    """
    _, lang = page.words, page.lang
    chosen = page.view.selected
    mount = st.components.v2.component(
        "corridor_atlas_finder", html='<div class="finder" style="min-height: 40px"></div>', js=LOADER
    )
    mount(
        key=KEY,
        data={
            "module": f"{folder()}/finder.js",
            "address": "atlas/find",
            "query": link.query(page.view.without("selected"), lang),
            "selected": str(chosen) if chosen else "",
            "text": f"{_(KIND_NAMES[chosen.kind])}: {title(page.catalog, chosen, lang)}" if chosen else "",
            "words": {name: _(text) for name, text in WORDS.items()},
        },
        on_pick_change=lambda: _picked(cards),
    )
    if page.closed:
        name = title(page.catalog, page.closed, lang)
        st.info(plain(_("{record} is outside the present filters and was closed.", record=name)))
    if link.widened():
        st.info(plain(_("The filters were put aside: they would have left this record out.")))


def _picked(cards: bool) -> None:
    """Open what was found; what the browser sends is checked like a link."""
    state: Any = st.session_state.get(KEY)
    key = str(state.get("pick") or "") if state else ""
    kind, _sep, ident = key.partition(".")
    kept = link.current().without("selected")
    if kind == SERIES:
        sheet.go(_address(link.STATISTICS, kept.to_query(), Plot(part=PARTS[1], series=(ident,)).to_query()))
    elif kind == SOURCE:
        # A source that no record of the view cites is on no shelf of it: the filters are put aside.
        cited = any(
            each.id == ident for each in shelf(store.catalog(), store.filtered(store.catalog(), kept))
        )
        desk = Desk(section="sources", text=ident).to_query()
        sheet.go(_address(link.EVIDENCE, kept.to_query() if cited else {}, desk))
    elif kind == COUNTRY or (key and not cards):
        if kind != COUNTRY:
            link.find(key)
            kept = link.current().without("selected")
        profiled = kind in (COUNTRY, *PROFILED)
        about = {link.OF: [key]} if profiled else link.current().to_query()
        sheet.go(_address(link.PROFILE if profiled else link.MAP, kept.to_query(), about))
    else:
        link.find(key)


def _address(page: str, *parts: dict[str, list[str]]) -> str:
    query = {key: values for part in parts for key, values in part.items()}
    return f"{page}?{urlencode(query, doseq=True)}"
