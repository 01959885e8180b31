"""The view in words: one sentence and how much of the whole it is."""

import streamlit as st

from layers.sharing import sizes
from pages.shared.context import Context
from pages.shared.plain import plain


def show(page: Context) -> None:
    """Say what is shown, in one sentence with its counts."""
    _, lang = page.words, page.lang
    st.markdown(plain(page.view.describe(page.catalog, lang)))
    fallen = page.view.describe_fallen(page.catalog, lang)
    if fallen:
        st.markdown(plain(fallen))
    st.caption(plain(sizes(page.catalog, page.shown, lang)))
    undated = page.view.undated(page.catalog)
    if undated:
        st.caption(
            plain(
                _.n(
                    "{n} leg bears no date and is not shown while a period is set.",
                    "{n} legs bear no date and are not shown while a period is set.",
                    undated,
                )
            )
        )
