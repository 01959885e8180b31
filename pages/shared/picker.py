"""The box that opens a record's card: the keyboard's way to everything a click on the map can do."""

from collections import Counter
from functools import lru_cache

import streamlit as st

from layers.cards import KIND_NAMES, TABLES, title, titles
from layers.catalog import Catalog
from layers.language import Translator, country
from pages.shared import link
from pages.shared.context import Context
from pages.shared.plain import plain

# What can be clicked on the map. Events join them while the table shows events: their titles would make the box, sent anew
# with every filter change, four times as heavy.
KINDS = ("corridor", "leg", "place")
WITH_EVENTS = (*KINDS, "event")


def show(page: Context) -> None:
    """Show the box with the filtered records; say so when the chosen one is filtered out."""
    _, lang = page.words, page.lang
    names = labels(page)
    chosen = page.view.selected
    if page.closed:
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
    if page.closed:
        st.info(
            plain(
                _(
                    "{record} is outside the present filters and was closed.",
                    record=title(page.catalog, page.closed, lang),
                )
            )
        )


def labels(page: Context) -> dict[str, str]:
    """Return link form -> label of the filtered records, in catalog order."""
    whole = all_labels(page.catalog, page.lang)
    return {
        form: whole[form]
        for kind in (WITH_EVENTS if st.session_state.get(link.ROWS) == "events" else KINDS)
        for form in (f"{kind}.{key}" for key in getattr(page.shown, TABLES[kind]).index)
    }


@lru_cache(maxsize=3)
def all_labels(catalog: Catalog, lang: str) -> dict[str, str]:
    """Return link form -> label of every record, each label once: Streamlit tells options apart by their label.

    Legs that join the same two places are told apart by their corridor, places of one name by their country.
    """
    _ = Translator(lang)
    found = {
        f"{kind}.{key}": name for kind in WITH_EVENTS for key, name in titles(catalog, kind, lang).items()
    }
    found |= {
        form: f"{_(KIND_NAMES['corridor'])}: {name}"
        for form, name in found.items()
        if form.startswith("corridor.")
    }
    twice = {label for label, times in Counter(found.values()).items() if times > 1}
    corridors = titles(catalog, "corridor", lang)
    for form, label in found.items():
        kind, _dot, key = form.partition(".")
        if label in twice and kind == "leg":
            found[form] = f"{label} ({corridors[catalog.legs.at[key, 'corridor']]})"
        elif label in twice and kind == "place":
            found[form] = f"{label} ({country(lang, catalog.places.at[key, 'country'])})"
    return found
