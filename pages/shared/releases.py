"""Which release of the data is shown, and what changed since the one that a link was made with."""

from itertools import islice
from typing import Final

import streamlit as st

from layers.language import Translator, date_text
from layers.news import lines, sentence
from pages.shared import link, store
from pages.shared.plain import plain

LISTED: Final = 100


def show_changes(lang: str) -> None:
    """Tell what changed in this view since the release of the visitor's link; a link without one shows nothing."""
    made, latest = link.release(), store.latest_release()
    if made is None or latest is None or made == latest.id:
        return
    _ = Translator(lang)
    changes = store.changes_since(made).for_view(link.current().without("selected"), store.catalog())
    said = _(
        "This link was made with older data. The atlas always shows the current ones, release {date}.",
        date=date_text(lang, latest.id),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(f"{plain(said)}  \n{plain(sentence(changes, lang))}")
        st.button(_("Go to the current release"), key="current_release", on_click=link.go_to_current)
    if not changes.entries:
        return
    with st.expander(_("What changed in this view")):
        for release, note in changes.notes:
            st.markdown(plain(_("Release {date}: {note}", date=date_text(lang, release), note=note[lang])))
        told = islice(lines(changes, store.catalog(), lang), LISTED)
        st.markdown("\n".join(f"- {plain(line)}" for line in told))
        more = len(changes.entries) - LISTED
        if more > 0:
            said = _.n(
                "{n} more record is listed in data/releases.",
                "{n} more records are listed in data/releases.",
                more,
            )
            st.markdown(plain(said))
        st.caption(
            plain(
                _(
                    "Records that are gone, or that no longer fit the filters, are judged by their former countries, corridors, crimes, actors and dates, and by their names: some may be counted that this view did not show."
                )
            )
        )


def show_state(lang: str) -> None:
    """Say, below the filters, which release is shown and whether the data have changed since."""
    _ = Translator(lang)
    latest = store.latest_release()
    if latest is None:
        text = _("These data have not been released yet.")
    elif latest.pending:
        text = _(
            "Data of release {date}, with changes that no release holds yet.", date=date_text(lang, latest.id)
        )
    else:
        text = _("Data of release {date}.", date=date_text(lang, latest.id))
    st.sidebar.caption(plain(text))
