"""Keep the address and the visitor's choices the same thing.

The keys of the sidebar's widgets are the keys of the link. On a run that a widget caused, the widgets win and the address
is written; on any other run (first visit, back button, edited address) the address wins and the widgets are set from it.
Streamlit's own binding is not used: it would write the translated labels of options instead of their codes, and drop what
it does not know without a word.
"""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from layers.choices import KEYS
from layers.filters import ViewFilter
from layers.language import LANGUAGES, best
from layers.notices import Notice, echo
from layers.release import KEY as REL
from layers.release import pinned as pin
from layers.release import recognise
from layers.rows import KINDS
from layers.viewport import is_viewport
from pages.shared.store import catalog, releases

LANG: Final = "lang"
ROWS: Final = "rows"
VIEWPORT: Final = "map"
SHELL_KEYS: Final = (LANG, ROWS, VIEWPORT, REL, "embed", "embed_options")
OURS: Final = (*KEYS.values(), LANG, ROWS, REL)
MULTIPLE: Final = ("country", "corridor", "crime", "actor", "attribution", "act")
TEXTS: Final = ("from", "to", "q")
LEVEL: Final = KEYS["evidence"]
NAMED: Final = KEYS["named"]
SELECTED: Final = KEYS["selected"]

_FIRST_KIND: Final = next(iter(KINDS))
_TOUCHED: Final = "_touched"
_WRITTEN: Final = "_written"
_PAGE: Final = "_page"
_NOTICES: Final = "_notices"
_LABELS: Final = "_labels"
_KEPT: Final = "_kept"
_RELEASE: Final = "_release"


def touched() -> None:
    """Note that a widget caused this run. Callback of every widget that holds a choice."""
    st.session_state[_TOUCHED] = True


def address() -> dict[str, list[str]]:
    """Return the address as Streamlit last saw it, key -> values."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def refresh_labels(lang: str) -> None:
    """Set the widgets anew when the language changes: Streamlit's widgets remember the labels of options, not the options.

    Reading a value before its widget is made gives the option; assigning it makes the widget take the new label.
    """
    state = st.session_state
    if state.get(_LABELS) not in (None, lang):
        for key in (*MULTIPLE, SELECTED, ROWS, LEVEL):
            if key in state:
                state[key] = state[key]
    state[_LABELS] = lang


def read(page: str) -> tuple[Notice, ...]:
    """Set the widgets' values from the address where the address was what changed; return what to tell the visitor.

    Call once per run, before any widget that holds a choice is made.
    """
    state = st.session_state
    query = {key: values for key, values in address().items() if key != "embed"}
    ours = {key: values for key, values in query.items() if key in OURS}
    by_widget = state.pop(_TOUCHED, False)
    # Streamlit drops the query when the visitor changes the page: then the choices stay.
    turned = state.get(_PAGE) not in (None, page) and not ours
    state[_PAGE] = page
    if _WRITTEN in state and (by_widget or turned or ours == state[_WRITTEN]):
        if by_widget:
            state[_NOTICES] = ()
        if LANG not in state:  # a page that a script turned to starts without any widget's value
            kept: tuple[ViewFilter, str, str] = state[_KEPT]
            put(kept[0])
            state[LANG], state[ROWS] = kept[1:]
        return tuple(state.get(_NOTICES, ()))
    view, notices = ViewFilter.from_query(query, catalog(), known=SHELL_KEYS)
    lang, lang_notices = _one_of(query, LANG, LANGUAGES, best(st.context.locale))
    rows, rows_notices = _one_of(query, ROWS, tuple(KINDS), _FIRST_KIND)
    release, release_notices = _release_of(query)
    found = (*notices, *lang_notices, *rows_notices, *_viewport_notices(query), *release_notices)
    put(view)
    state[LANG], state[ROWS], state[_RELEASE] = lang, rows, release
    state[_NOTICES] = found
    state[_WRITTEN] = ours
    return found


def _one_of(
    query: Mapping[str, list[str]], key: str, allowed: tuple[str, ...], default: str
) -> tuple[str, tuple[Notice, ...]]:
    values = query.get(key, [])
    if not values:
        return default, ()
    if values[-1] in allowed:
        return values[-1], ()
    return default, (_unknown(key, values[-1]),)


def _release_of(query: Mapping[str, list[str]]) -> tuple[str | None, tuple[Notice, ...]]:
    """Return the release that the link was made with, None when it names none that is known."""
    values = query.get(REL, [])
    if not values:
        return None, ()
    known, notice = recognise(values[-1], releases())
    return known, (notice,) if notice else ()


def _viewport_notices(query: Mapping[str, list[str]]) -> tuple[Notice, ...]:
    return tuple(_unknown(VIEWPORT, text) for text in query.get(VIEWPORT, []) if not is_viewport(text))


def _unknown(key: str, value: str) -> Notice:
    return Notice("unknown-value", (("key", key), ("value", echo(value))))


def put(view: ViewFilter) -> None:
    """Set every widget that holds a choice to a view's values."""
    query = view.to_query()
    for key in MULTIPLE:
        st.session_state[key] = query.get(key, [])
    for key in TEXTS:
        st.session_state[key] = query.get(key, [""])[0]
    st.session_state[LEVEL] = view.evidence
    st.session_state[NAMED] = view.named
    st.session_state[SELECTED] = query.get(SELECTED, [None])[0]


def choose(key: object) -> None:
    """Select a record by its link form ("leg.leg-a-b"); anything unknown or empty selects nothing."""
    query = {SELECTED: key} if isinstance(key, str) and key else {}
    view, _notices = ViewFilter.from_query(query, catalog())
    st.session_state[SELECTED] = str(view.selected) if view.selected else None
    touched()


def loosen(view: ViewFilter) -> None:
    """Replace the choices by another view's, the selected record kept. Callback of the buttons that offer it."""
    put(view)
    touched()


def release() -> str | None:
    """Return the release that the visitor's link was made with; None when it names none."""
    made: str | None = st.session_state.get(_RELEASE)
    return made


def go_to_current() -> None:
    """Let the address name the current release. Callback of the button that offers it."""
    st.session_state[_RELEASE] = releases()[-1]
    touched()


def pinned(view: ViewFilter, lang: str) -> dict[str, list[str]]:
    """Return the keys and values of a link to copy: the view, the language, and the release whose data are shown."""
    made = releases()
    return pin({**view.to_query(), LANG: [lang]}, made[-1] if made else None)


def current() -> ViewFilter:
    """Return the view that the widgets hold. Dates that cannot be read are told by the sidebar and left out."""
    view, _notices = ViewFilter.from_query(choices(), catalog())
    return view


def date_notices() -> tuple[Notice, ...]:
    """Return what is wrong with the dates as typed."""
    typed = {key: values for key, values in choices().items() if key in ("from", "to")}
    return ViewFilter.from_query(typed, catalog())[1]


def choices() -> dict[str, list[str]]:
    """Return the widgets' values in the form of a link; empty ones are absent."""
    state = st.session_state
    found: dict[str, list[str]] = {key: list(state.get(key) or []) for key in MULTIPLE}
    found |= {key: [state[key].strip()] for key in TEXTS if (state.get(key) or "").strip()}
    if state.get(LEVEL):
        found[LEVEL] = [state[LEVEL]]
    if state.get(NAMED):
        found[NAMED] = ["1"]
    if state.get(SELECTED):
        found[SELECTED] = [state[SELECTED]]
    return {key: values for key, values in found.items() if values}


def write(view: ViewFilter, lang: str) -> None:
    """Write the view into the address, keeping keys that are not ours. Call once per run, after the widgets."""
    ours: dict[str, list[str]] = view.to_query()
    if lang != best(st.context.locale):
        ours[LANG] = [lang]
    if st.session_state.get(ROWS, _FIRST_KIND) != _FIRST_KIND:
        ours[ROWS] = [st.session_state[ROWS]]
    if made := release():
        ours[REL] = [made]
    now = address()
    if {key: values for key, values in now.items() if key in OURS} != ours:
        kept = {key: values for key, values in now.items() if key not in OURS and key in SHELL_KEYS}
        st.query_params.from_dict({**kept, **ours})
    st.session_state[_WRITTEN] = ours
    st.session_state[_KEPT] = (view, lang, st.session_state.get(ROWS, _FIRST_KIND))


def dismiss() -> None:
    """Forget the notices of the link."""
    st.session_state[_NOTICES] = ()
    touched()
