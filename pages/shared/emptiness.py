"""An empty result names the filter to loosen, and offers to."""

import streamlit as st

from layers.phrases import NOTHING, dropped
from pages.shared import link
from pages.shared.context import Context
from pages.shared.plain import plain

OFFERS = 3


def show(page: Context) -> None:
    """Show what to do when no leg, place or event is left; anything left shows nothing."""
    if len(page.shown.legs) or len(page.shown.places) or len(page.shown.events):
        return
    _ = page.words
    st.info(plain(_(NOTHING)))
    for offer in page.view.loosen(page.catalog)[:OFFERS]:
        st.button(
            plain(dropped(page.lang, offer.names, offer.legs, offer.places, offer.events)),
            key="loosen-" + "-".join(offer.names),
            on_click=link.loosen,
            args=(offer.view,),
        )
