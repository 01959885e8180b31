"""What every page gets: the catalog, the filtered rows, the view and the words."""

from dataclasses import dataclass

import streamlit as st

from layers.cards import TABLES
from layers.catalog import Catalog
from layers.choices import Selection
from layers.filters import ViewFilter
from layers.language import Translator
from pages.shared import link, store


@dataclass(frozen=True)
class Context:
    """One run of one page. `shown` holds the filtered rows; everything on screen reads them.

    `closed` is the record that was selected and that the filter leaves out; `view.selected` is None then.
    """

    catalog: Catalog
    shown: Catalog
    view: ViewFilter
    lang: str
    words: Translator
    closed: Selection | None = None


def context() -> Context:
    """Return the context of this run from the choices that the sidebar holds."""
    whole = store.catalog()
    view = link.current()
    lang = st.session_state[link.LANG]
    shown = store.filtered(whole, view.without("selected"))
    closed = None
    if view.selected and view.selected.id not in getattr(shown, TABLES[view.selected.kind]).index:
        closed, view = view.selected, view.without("selected")
        link.close()
    return Context(whole, shown, view, lang, Translator(lang), closed)
