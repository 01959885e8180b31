"""What every page gets: the catalog, the filtered rows, the view and the words."""

from dataclasses import dataclass

import streamlit as st

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import Translator
from pages.shared import link, store


@dataclass(frozen=True)
class Context:
    """One run of one page. `shown` holds the filtered rows; everything on screen reads them."""

    catalog: Catalog
    shown: Catalog
    view: ViewFilter
    lang: str
    words: Translator


def context() -> Context:
    """Return the context of this run from the choices that the sidebar holds."""
    whole = store.catalog()
    view = link.current()
    lang = st.session_state[link.LANG]
    return Context(whole, store.filtered(whole, view.without("selected")), view, lang, Translator(lang))
