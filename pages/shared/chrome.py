"""What Streamlit's own page cannot be told in Python: its language, and letters that can be read on a chosen segment.

The page always says English (WCAG 2.2, 3.1.1). The chosen segment of a segmented control is written in the primary colour
on a tint of it, which in the dark theme cannot have enough contrast (1.4.3) beside white letters on the same colour in a
multiselect; it takes the ink instead, and keeps its frame.
"""

from typing import Final

import streamlit as st

STYLE: Final = """
[data-testid="stButtonGroup"] [data-selected="true"],
[data-testid="stButtonGroup"] [data-selected="true"] * { color: inherit !important; }
"""
SCRIPT: Final = (
    "const sheet = new CSSStyleSheet();\n"
    f"sheet.replaceSync(`{STYLE}`);\n"
    "export default ({ data }) => {\n"
    "  document.documentElement.lang = data.lang;\n"
    "  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);\n"
    "}\n"
)


def show(lang: str) -> None:
    """Set the page's language and that one style; nothing is seen."""
    mount = st.components.v2.component("corridor_atlas_chrome", js=SCRIPT)
    mount(key="page_chrome", data={"lang": lang}, height=1)
