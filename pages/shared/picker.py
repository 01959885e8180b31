"""The box that opens a record's card: the keyboard's way to everything a click on the map can do."""

from collections import Counter

import streamlit as st

from layers.cards import KIND_NAMES, TABLES, title
from layers.choices import Selection
from layers.language import country, pick
from pages.shared import link
from pages.shared.context import Context
from pages.shared.plain import plain

# What can be clicked on the map. Events are opened from the card of their place or corridor: their titles would make the
# box, sent anew with every filter change, four times as heavy.
KINDS = ("corridor", "leg", "place")


def show(page: Context) -> None:
    """Show the box with the filtered records; say so when the chosen one is filtered out."""
    _, lang = page.words, page.lang
    names = labels(page)
    chosen = page.view.selected
    hidden = chosen is not None and chosen.id not in getattr(page.shown, TABLES[chosen.kind]).index
    if hidden:
        st.session_state[link.SELECTED] = None
    elif chosen is not None and str(chosen) not in names:
        names[str(chosen)] = f"{_(KIND_NAMES[chosen.kind])}: {title(page.catalog, chosen, lang)}"
    st.selectbox(
        _("Open a record"),
        list(names),
        index=None,
        format_func=lambda key: names.get(key, key),
        key=link.SELECTED,
        placeholder=_("Open a record: type a place, a leg or a corridor"),
        label_visibility="collapsed",
        on_change=link.touched,
        persist_state="session",
    )
    if hidden and chosen is not None:
        st.info(
            plain(
                _(
                    "{record} is outside the present filters and was closed.",
                    record=title(page.catalog, chosen, lang),
                )
            )
        )


def labels(page: Context) -> dict[str, str]:
    """Return link form -> label, each label once: Streamlit tells options apart by their label.

    Legs that join the same two places are told apart by their corridor, places of one name by their country.
    """
    _, lang, shown = page.words, page.lang, page.shown
    found: dict[str, str] = {}
    for kind in KINDS:
        for key in getattr(shown, TABLES[kind]).index:
            selection = Selection(kind, key)
            name = title(shown if kind != "leg" else page.catalog, selection, lang)
            found[str(selection)] = f"{_(KIND_NAMES[kind])}: {name}" if kind == "corridor" else name
    twice = {label for label, times in Counter(found.values()).items() if times > 1}
    for link_form, label in found.items():
        kind, _dot, key = link_form.partition(".")
        if label not in twice:
            continue
        if kind == "leg":
            corridor = page.catalog.corridors.loc[page.catalog.legs.at[key, "corridor"]]
            found[link_form] = f"{label} ({pick(lang, corridor, 'name')[0]})"
        elif kind == "place":
            found[link_form] = f"{label} ({country(lang, page.catalog.places.at[key, 'country'])})"
    return found
