"""What Streamlit's own page cannot be told in Python: a few rules of style, and its language (WCAG 2.2, 3.1.1)."""

from pathlib import Path
from typing import Final

import streamlit as st

from layers.profiles.subject import Subject, name
from pages.shared.store import catalog

NAME: Final = "Corridor Atlas"
STYLE: Final = Path(__file__).parent / "chrome.css"
ALONE: Final = Path(__file__).parent / "framed.css"
# The line break tells Streamlit that this is code, not the name of a file.
SCRIPT: Final = "export default ({ data }) => {\n document.documentElement.lang = data.lang; }"


def dress() -> None:
    """Send the rules of style; first of all, so that nothing is ever seen without them."""
    st.html(STYLE)


def bare() -> None:
    """Take away what stands around a part that is shown alone."""
    st.html(ALONE)


def entitle(page: str, subject: Subject | None, lang: str) -> None:
    """Name what is shown in the browser's tab (WCAG 2.2, 2.4.2): a profile by its subject, else the page; "" for none."""
    shown = name(catalog(), subject, lang) if subject else page
    st.set_page_config(page_title=f"{shown} · {NAME}" if shown else NAME)


def speak(lang: str) -> None:
    """Set the page's language, which Streamlit always calls English; nothing is seen."""
    mount = st.components.v2.component("corridor_atlas_chrome", js=SCRIPT)
    mount(key="page_chrome", data={"lang": lang}, height=1)
