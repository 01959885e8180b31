"""What a link could not give, said where it is seen first."""

from collections.abc import Sequence

import streamlit as st

from layers.language import Translator
from layers.notices import Notice
from pages.shared import link
from pages.shared.plain import plain


def show(found: Sequence[Notice], lang: str) -> None:
    """Show the notices of a link, with a button that puts them away. Nothing to tell shows nothing."""
    if not found:
        return
    _ = Translator(lang)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning("  \n".join(plain(notice.text(lang)) for notice in found))
        st.button(_("Understood"), on_click=link.dismiss)
