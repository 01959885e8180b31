"""How to read the atlas, and where it ends."""

import streamlit as st

from layers.methods import sections
from pages.shared.context import context

page = context()
for heading, paragraphs in sections(page.lang):
    st.subheader(heading)
    for paragraph in paragraphs:
        st.markdown(paragraph)
