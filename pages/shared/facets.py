"""The filters, the same on every page: each value with what choosing it would leave."""

import hashlib
import json
from functools import lru_cache
from typing import Any, Final

import streamlit as st

from layers.catalog import Catalog
from layers.choices import DIMENSIONS
from layers.facets import labels, panel
from layers.filters import count_flows, counts
from layers.language import LANGUAGES, N_, Translator
from layers.mapping import Asset
from pages.shared import link, store
from pages.shared.components import LOADER, folder

KEY: Final = "facets"
ANSWERED: Final = "_facets_answered"
INTRODUCTION: Final = N_("legs · events that each choice would leave")


@lru_cache(maxsize=2)
def assets(catalog: Catalog) -> dict[str, Asset]:
    """Return, per language, the words of the panel as a file that the browser keeps."""
    found = {}
    for lang in LANGUAGES:
        content = panel(catalog, lang)
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        found[lang] = Asset(f"facets-{lang}.json", text.encode())
    return found


@lru_cache(maxsize=2)
def home(catalog: Catalog) -> str:
    """Return the address of the files. It carries their digest: they are kept for ever, and do change."""
    digest = hashlib.sha256(b"".join(asset.content for asset in assets(catalog).values())).hexdigest()
    return f"atlas/{digest[:12]}"


def announce(lang: str) -> None:
    """Say in the sidebar what the numbers there mean. Before the page: a sidebar that comes late would push the map aside."""
    st.sidebar.caption(Translator(lang)(INTRODUCTION))


def show(lang: str) -> None:
    """Show the filters in the sidebar, below what `announce` has said."""
    catalog, view = store.catalog(), link.current()
    order = {name: [code for code, _text in known] for name, known in labels(catalog, lang).items()}
    left = {name: counts(catalog, view, name) for name in DIMENSIONS}
    with st.sidebar:
        mount = st.components.v2.component(
            "corridor_atlas_facets", html='<div class="facets"></div>', js=LOADER
        )
        mount(
            key=KEY,
            data={
                "module": f"{folder()}/facets.js",
                "labels": f"{home(catalog)}/facets-{lang}.json",
                "query": {**view.without("selected").to_query(), **{k: [v] for k, v in link.typed().items()}},
                "shade": link.shade(),
                "counts": {name: [left[name][code] for code in codes] for name, codes in order.items()},
                "flows": count_flows(catalog, view),
                "notices": [notice.text(lang) for notice in link.date_notices()],
                "answered": st.session_state.get(ANSWERED, 0),
            },
            on_query_change=_chosen,
        )


def _chosen() -> None:
    """Take over what the panel says is chosen; what the browser sends is checked like a link."""
    state: Any = st.session_state.get(KEY)
    given = state.get("query") if state else None
    if isinstance(given, dict):
        link.choose_filters(given.get("text"))
        st.session_state[ANSWERED] = given.get("turn", 0)
