"""The charts of the timeline page as a plain Streamlit script: recomputed with pandas on each rerun, drawn by Altair.

The same rules filter the same catalog. One chart of bars, a lane per corridor, as wide as what is known of a date; one of reports
by month. Nothing is cached but the catalog, as such scripts usually are written.
"""

import altair as alt
import pandas as pd
import streamlit as st

from bench.plan import COUNTRIES
from layers.filters import ViewFilter
from layers.language import country
from pages.shared import store

alt.data_transformers.disable_max_rows()
st.set_page_config(page_title="Rival", layout="wide")
with st.sidebar:
    chosen = [code for code in COUNTRIES if st.checkbox(country("en", code), key=code)]
catalog = store.catalog()
view, _notices = ViewFilter.from_query({"country": chosen} if chosen else {}, catalog)
shown = view.apply(catalog)
parts = []
for kind, frame in (("leg", shown.legs), ("event", shown.events)):
    part = frame[frame["start"].notna()]
    title = part["title_en"] if kind == "event" else part["from_place"] + " to " + part["to_place"]
    state = part["act_status"] if kind == "event" else part["attribution"]
    parts.append(
        pd.DataFrame(
            {
                "lane": part["corridor"].fillna("none"),
                "start": pd.to_datetime(part["start"]),
                "end": pd.to_datetime(part["end"]) + pd.Timedelta(days=1),
                "kind": kind,
                "state": state,
                "title": title,
            }
        )
    )
bars = pd.concat(parts)
st.metric("Events in view", len(shown.events))
months = bars[bars["kind"] == "event"]["start"].dt.to_period("M").value_counts().sort_index()
st.bar_chart(
    pd.DataFrame({"month": months.index.to_timestamp(), "reports": months.values}), x="month", y="reports"
)
drawn = (
    alt.Chart(bars)
    .mark_bar()
    .encode(
        x="start:T",
        x2="end:T",
        y="lane:N",
        yOffset="kind:N",
        color="state:N",
        tooltip=["title:N", "start:T", "end:T"],
    )
)
st.altair_chart(drawn)
st.caption(f"complete: {len(shown.events)} events, {' '.join(chosen) or 'all'}")
