"""The page of the rivals: the usual Streamlit app around the same map, with Streamlit's own widgets and table.

It filters by the same rules (`layers.filters`) on the same catalog and offers the same filters, a box that opens a record, the
sentence that describes the view, and the rows as a table. Which map it shows is named in the environment.
"""

import json
import os
import time
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st

from layers import rows
from layers.cards import card, titles
from layers.catalog import Catalog
from layers.choices import LEVELS
from layers.filters import ViewFilter, totals
from layers.language import country
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, CRIMES
from pages.shared import store

TIMED: dict[str, Any] = {"start_at": time.time() * 1000, "cpu": time.process_time()}


@lru_cache(maxsize=1)
def options(catalog: Catalog) -> dict[str, dict[str, str]]:
    """Return, per filter, the codes and what they are called."""
    countries = {
        code for frame in (catalog.legs, catalog.events) for each in frame["countries"] for code in each
    }
    named = {code: country("en", code) for code in {*countries, *catalog.places["country"]}}
    return {
        "country": dict(sorted(named.items(), key=lambda item: item[1])),
        "crime": dict(CRIMES),
        "corridor": titles(catalog, "corridor", "en"),
        "attribution": dict(ATTRIBUTION),
        "act": dict(ACT_STATUS),
        "actor": titles(catalog, "actor", "en"),
    }


@lru_cache(maxsize=1)
def records(catalog: Catalog) -> dict[str, str]:
    """Return what the box offers to open: corridors, legs and places."""
    return {
        f"{kind}.{key}": f"{name} ({key})"
        for kind in ("corridor", "leg", "place")
        for key, name in titles(catalog, kind, "en").items()
    }


st.set_page_config(page_title="Rival", layout="wide")
catalog = store.catalog()
chosen: dict[str, list[str]] = {}
with st.sidebar:
    for key, names in options(catalog).items():
        label = key.capitalize()
        chosen[key] = st.multiselect(label, list(names), format_func=names.__getitem__, key=key)
    level = st.segmented_control("Evidence at least", LEVELS[1:], key="evidence")
    chosen["evidence"] = [level] if level else []
    chosen["named"] = ["1"] if st.toggle("Only where the group is named", key="named") else []
    for key in ("from", "to", "q"):
        typed = st.text_input(key.capitalize(), key=key)
        chosen[key] = [typed] if typed else []
view, _notices = ViewFilter.from_query({key: values for key, values in chosen.items() if values}, catalog)
shown = store.filtered(catalog, view)
TIMED["filter"] = time.time() * 1000 - TIMED["start_at"]
names = records(catalog)
opened = st.selectbox("Open a record", list(names), index=None, format_func=names.__getitem__, key="selected")
before = time.time()
import_module(f"bench.rivals.{os.environ['BENCH_RIVAL']}").show(catalog, shown)
TIMED["map"] = (time.time() - before) * 1000
TIMED["map_at"] = time.time() * 1000
if opened:
    selected, _notices = ViewFilter.from_query({"selected": opened}, catalog)
    st.json(card(catalog, catalog, selected.selected, "en") or {})
st.markdown(view.describe(catalog, "en"))
st.caption(" · ".join(f"{part} of {whole} {name}" for name, (part, whole) in totals(catalog, shown).items()))
st.dataframe(rows.table(catalog, shown, "legs", "en"), width="stretch")
TIMED["end_at"] = time.time() * 1000
TIMED["cpu"] = (time.process_time() - TIMED["cpu"]) * 1000
if timings := os.environ.get("BENCH_TIMINGS"):
    with Path(timings).open("a", encoding="utf-8") as file:
        file.write(json.dumps(TIMED) + "\n")
