"""The filters, the same on every page. Each widget's key is a key of the link."""

from functools import lru_cache

import streamlit as st

from layers.cards import titles
from layers.catalog import Catalog
from layers.choices import KEYS, LEVELS
from layers.filters import ViewFilter
from layers.language import Translator, country, fold
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, CRIMES, GRADES
from pages.shared import link
from pages.shared.plain import plain


def show(catalog: Catalog, lang: str) -> None:
    """Show the filters in the sidebar."""
    _ = Translator(lang)
    corridors = titles(catalog, "corridor", lang)
    actors = titles(catalog, "actor", lang)
    countries = country_names(catalog, lang)
    with st.sidebar:
        _choice(_("Country"), list(countries), countries, "countries", _)
        st.caption(_("A leg counts for a country when it starts, ends or crosses there."))
        _choice(_("Crime named"), list(CRIMES), {code: _(text) for code, text in CRIMES.items()}, "crimes", _)
        _choice(_("Corridor"), list(corridors), corridors, "corridors", _)
        levels = {"": _("any source")} | {code: _(GRADES[code]) for code in LEVELS if code}
        st.segmented_control(
            _("Evidence at least"),
            LEVELS,
            format_func=levels.__getitem__,
            key=link.LEVEL,
            required=True,
            on_change=link.touched,
        )
        st.toggle(_("Only where the group is named"), key=link.NAMED, on_change=link.touched)
        with st.expander(_("More filters"), expanded=_folded_in_use()):
            named = {code: _(text) for code, text in ATTRIBUTION.items()}
            _choice(_("Who is named on a leg"), list(ATTRIBUTION), named, "attribution", _)
            acts = {code: _(text) for code, text in ACT_STATUS.items()}
            _choice(_("Status of an event"), list(ACT_STATUS), acts, "acts", _)
            _choice(_("Actor"), sorted(actors, key=lambda key: fold(actors[key])), actors, "actors", _)
            start, end = st.columns(2)
            hint = _("2021 or 2021-03")
            start.text_input(_("From"), key=KEYS["since"], placeholder=hint, on_change=link.touched)
            end.text_input(_("To"), key=KEYS["until"], placeholder=hint, on_change=link.touched)
            for notice in link.date_notices():
                st.warning(plain(notice.text(lang)))
            st.text_input(
                _("Search the words"),
                key=KEYS["text"],
                placeholder=_("names, titles, notes"),
                on_change=link.touched,
            )
        st.button(_("Reset all filters"), on_click=link.loosen, args=(ViewFilter(),), width="stretch")


@lru_cache(maxsize=3)
def country_names(catalog: Catalog, lang: str) -> dict[str, str]:
    """Return code -> name of every country in the data, by name."""
    listed = (
        code for table in (catalog.legs, catalog.events) for each in table["countries"] for code in each
    )
    names = {code: country(lang, code) for code in {*listed, *catalog.places["country"]}}
    return dict(sorted(names.items(), key=lambda item: fold(item[1])))


def _choice(label: str, options: list[str], names: dict[str, str], field: str, _: Translator) -> None:
    st.multiselect(
        label,
        options,
        format_func=lambda code: names.get(code, code),
        key=KEYS[field],
        placeholder=_("all"),
        on_change=link.touched,
    )


def _folded_in_use() -> bool:
    """Tell whether one of the folded filters is set, so that it is never hidden while it works."""
    return any(
        st.session_state.get(KEYS[name])
        for name in ("attribution", "acts", "actors", "since", "until", "text")
    )
