"""Tell the browser which language the page is in: Streamlit's own page always says English (WCAG 2.2, 3.1.1)."""

from typing import Final

import streamlit as st

# The line break tells Streamlit that this is code, not the name of a file.
SCRIPT: Final = "export default ({ data }) => {\n document.documentElement.lang = data.lang; }"


def show(lang: str) -> None:
    """Set the page's language for screen readers and hyphenation; nothing is seen."""
    mount = st.components.v2.component("corridor_atlas_language", js=SCRIPT)
    mount(key="page_language", data={"lang": lang}, height=1)
