"""An empty result names the filter to loosen, and offers to."""

import streamlit as st

from layers.language import N_, listing
from pages.shared import link
from pages.shared.context import Context
from pages.shared.plain import plain

OFFERS = 3
NAMES = {
    "countries": N_("Country"),
    "corridors": N_("Corridor"),
    "crimes": N_("Crime named"),
    "actors": N_("Actor"),
    "attribution": N_("Who is named on a leg"),
    "acts": N_("Status of an event"),
    "evidence": N_("Evidence at least"),
    "named": N_("Only where the group is named"),
    "flow": N_("Direction of travel"),
    "since": N_("From"),
    "until": N_("To"),
    "text": N_("Search the words"),
}


def show(page: Context) -> None:
    """Show what to do when no leg, place or event is left; anything left shows nothing."""
    if len(page.shown.legs) or len(page.shown.places) or len(page.shown.events):
        return
    _ = page.words
    st.info(
        plain(
            _(
                "Nobody reported anything that fits all these filters. That does not mean that nothing happens there."
            )
        )
    )
    for offer in page.view.loosen(page.catalog)[:OFFERS]:
        names = listing(page.lang, [f"“{_(NAMES[name])}”" for name in offer.names])
        st.button(
            plain(
                _(
                    "Drop {filter}: {legs} legs, {places} places, {events} events",
                    filter=names,
                    legs=offer.legs,
                    places=offer.places,
                    events=offer.events,
                )
            ),
            key="loosen-" + "-".join(offer.names),
            on_click=link.loosen,
            args=(offer.view,),
        )
