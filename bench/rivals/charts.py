"""The charts of the statistics page as a plain Streamlit script: recomputed with pandas on each rerun, drawn by Streamlit's own.

The same rules filter the same catalog; the same seventeen charts are made of the same rows: bars with `st.bar_chart`, the two
matrices as tables. Nothing is cached but the catalog, as such scripts usually are written.
"""

import pandas as pd
import streamlit as st

from bench.plan import COUNTRIES
from layers.filters import ViewFilter
from layers.language import country
from pages.shared import store


def bars(title: str, counts: "pd.Series[int]", most: int = 15) -> None:
    """Draw one chart of horizontal bars, the longest first."""
    st.subheader(title)
    st.bar_chart(counts.sort_values(ascending=False).head(most), horizontal=True)
    st.caption(f"{int(counts.sum())} in view")


def years(title: str, frame: pd.DataFrame) -> None:
    """Draw one chart of columns, one per year that a row touches."""
    dated = frame[frame["start"].notna()]
    spans = [list(range(a.year, b.year + 1)) for a, b in zip(dated["start"], dated["end"], strict=True)]
    st.subheader(title)
    st.bar_chart(pd.Series(spans, dtype=object).explode().value_counts().sort_index())


st.set_page_config(page_title="Rival", layout="wide")
with st.sidebar:
    chosen = [code for code in COUNTRIES if st.checkbox(country("en", code), key=code)]
catalog = store.catalog()
view, _notices = ViewFilter.from_query({"country": chosen} if chosen else {}, catalog)
shown = view.apply(catalog)
legs, events, sources = shown.legs, shown.events, shown.sources
st.metric("Events in view", len(events))
bars("Events by country", events["countries"].explode().map(lambda code: country("en", code)).value_counts())
bars("Events by crime", events["crimes"].explode().value_counts())
years("Events by year", events)
years("Legs by year", legs)
for column in ("type", "act_status", "guilt", "grade"):
    bars(f"Events by {column}", events[column].value_counts())
bars("Legs by who is named", legs["attribution"].value_counts())
bars("Corridors by length", legs.groupby("corridor")["length_km"].sum().round().astype(int))
borders = legs[["countries", "borders"]].explode("borders").dropna()
st.dataframe(pd.crosstab(borders["countries"].str[0], borders["countries"].str[-1]))
pairs = events[["countries", "crimes"]].explode("countries").explode("crimes")
st.dataframe(pd.crosstab(pairs["countries"], pairs["crimes"]))
bars("Events by actor", events["actors"].explode().value_counts())
for column in ("kind", "language", "origin"):
    bars(f"Sources by {column}", sources[column].value_counts())
bars("Sources by year", sources["published"].dropna().str[:4].value_counts())
st.caption(f"complete: {len(events)} events, {' '.join(chosen) or 'all'}")
