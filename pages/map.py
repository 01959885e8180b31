"""The map: the filtered records, the card of the selected one, the same rows as text and as a table."""

import streamlit as st

from pages.shared import emptiness, finder, mapframe, shades, summary, tables, takeout, walk
from pages.shared.context import context

page = context()
above = st.container()
mapframe.show(page)  # first to be sent, so that the browser draws while the rest of the run goes on
with above:
    finder.show(page)
emptiness.show(page)
summary.show(page)
shades.show(page)
walk.show(page)
tables.show(page)
takeout.show(page)
