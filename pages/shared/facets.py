"""The filters, the same on every page: each value with what choosing it would leave."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import streamlit as st

from layers import shading
from layers.cards import titles
from layers.catalog import Catalog
from layers.choices import DIMENSIONS, KEYS, LEVELS
from layers.filters import count_flows, counts
from layers.index import index_of
from layers.language import LANGUAGES, N_, Translator, country, fold
from layers.mapping import Asset
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, CRIMES, GRADES
from pages.shared import link, store
from pages.shared.components import LOADER, folder

KEY: Final = "facets"
ANSWERED: Final = "_facets_answered"
OPEN: Final = ("countries", "crimes")
"""The filters that are unfolded at first: the most used."""
HEADINGS: Final = {
    "countries": N_("Country"),
    "crimes": N_("Crime named"),
    "evidence": N_("Evidence at least"),
    "flow": N_("Direction of travel"),
    "corridors": N_("Corridor"),
    "attribution": N_("Who is named on a leg"),
    "acts": N_("Status of an event"),
    "actors": N_("Actor"),
    "period": N_("Period"),
    "text": N_("Search the words"),
}
FLOWS: Final = {
    "": N_("all directions"),
    "into": N_("into"),
    "out": N_("out of"),
    "through": N_("through"),
}
INTRODUCTION: Final = N_("legs · events that each choice would leave")
WORDS: Final = {
    "filters": N_("Filters"),
    "all": N_("all"),
    "country_hint": N_("A leg counts for a country when it starts, ends or crosses there."),
    "narrow": N_("Narrow the list"),
    "named": N_("Only where the group is named"),
    "any": N_("any source"),
    "flow_area": N_("Country or place"),
    "flow_any": N_("anywhere"),
    "flow_countries": N_("Countries"),
    "flow_places": N_("Places"),
    "flow_hint": N_(
        "Through: part of a way, leg after leg, that comes in from one side and goes out on another. That the same people go on is not said."
    ),
    "shade": N_("Shade the map by"),
    "shade_none": N_("nothing"),
    "shade_counts": N_("What the filters leave"),
    "shade_series": N_("Official figures"),
    "shade_hint": N_("Figures and classes stand in a table below the map."),
    "from": N_("From"),
    "to": N_("To"),
    "date_hint": N_("2021 or 2021-03"),
    "text_hint": N_("names, titles, notes"),
    "reset": N_("Reset all filters"),
}


def labels(catalog: Catalog, lang: str) -> dict[str, list[tuple[str, str]]]:
    """Return, per filter, the codes and what they are called, in the order in which they are listed."""
    _ = Translator(lang)
    named: dict[str, Mapping[str, str]] = {
        "countries": {code: country(lang, code) for code in index_of(catalog).values["countries"]},
        "crimes": {code: _(text) for code, text in CRIMES.items()},
        "corridors": titles(catalog, "corridor", lang),
        "attribution": {code: _(text) for code, text in ATTRIBUTION.items()},
        "acts": {code: _(text) for code, text in ACT_STATUS.items()},
        "actors": titles(catalog, "actor", lang),
    }
    found = {name: list(known.items()) for name, known in named.items()}
    for name in ("countries", "actors"):
        found[name].sort(key=lambda item: fold(item[1]))
    return found


def areas(catalog: Catalog, lang: str) -> dict[str, list[tuple[str, str]]]:
    """Return the countries and the places that a direction can be asked of, with their names, by name."""
    nations = {code: country(lang, code) for code in index_of(catalog).values["countries"]}
    places = catalog.places[["name", "country"]].itertuples()
    towns = {key: f"{name}, {nations[code]}" for key, name, code in places}
    return {
        name: sorted(known.items(), key=lambda item: fold(item[1]))
        for name, known in (("flow_countries", nations), ("flow_places", towns))
    }


@lru_cache(maxsize=2)
def assets(catalog: Catalog) -> dict[str, Asset]:
    """Return, per language, the words of the panel as a file that the browser keeps."""
    found = {}
    for lang in LANGUAGES:
        _ = Translator(lang)
        content: dict[str, Any] = {
            "headings": {name: _(text) for name, text in HEADINGS.items()},
            "words": {name: _(text) for name, text in WORDS.items()},
            "keys": dict(KEYS),
            "open": list(OPEN),
            "labels": labels(catalog, lang),
            "levels": [[code, _(GRADES[code]) if code else _(WORDS["any"])] for code in LEVELS],
            "flows": [[code, _(text)] for code, text in FLOWS.items()],
            "areas": areas(catalog, lang),
            "shades": {f"shade_{name}": known for name, known in shading.names(catalog, lang).items()},
        }
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
