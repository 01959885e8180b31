"""Keep the address and the visitor's choices the same thing.

The view is one value in the session. On a run that a choice caused, the view wins and the address is written; on any other
run (first visit, back button, edited address) the address wins and the view is read from it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs, urlencode

import streamlit as st

from layers import dates
from layers.choices import KEYS
from layers.choropleth import choosable
from layers.desk.question import KEYS as DESK_KEYS
from layers.desk.question import Desk
from layers.filters import ViewFilter
from layers.lanes import LANES as GROUPS
from layers.language import LANGUAGES, best
from layers.notices import Notice, echo
from layers.plots import KEYS as PLOT_KEYS
from layers.plots import Plot
from layers.profiles import subject as profiles
from layers.profiles.subject import Subject
from layers.release import KEY as REL
from layers.release import pinned as pin
from layers.release import recognise
from layers.rows import KINDS
from layers.stories.target import Target
from layers.viewport import is_viewport
from pages.shared import told
from pages.shared.store import catalog, filtered, releases

LANG: Final = "lang"
ROWS: Final = "rows"
LANES: Final = "lanes"
VIEWPORT: Final = "map"
SHADE: Final = "shade"
OF: Final = profiles.KEY
MAP: Final = "map"
TIMELINE: Final = "timeline"
PROFILE: Final = "profile"
"""The page whose subject the address names under `OF`."""
STATISTICS: Final = "statistics"
"""The page whose address holds what is chosen of the statistics."""
STORIES: Final = "stories"
"""The page that lists the stories; with one in its address it begins to tell it."""
EVIDENCE: Final = "evidence"
"""The page whose address holds what is asked of the evidence desk."""
SHELL_KEYS: Final = (LANG, ROWS, LANES, VIEWPORT, SHADE, REL, OF, *told.KEYS, "embed", "embed_options")
OURS: Final = (
    *(*KEYS.values(), *PLOT_KEYS.values(), *DESK_KEYS.values()),
    *(LANG, ROWS, LANES, SHADE, REL, OF),
    *told.KEYS,
)
QUERY_LIMIT_CHARACTERS: Final = 20_000

_FIRST_KIND: Final = next(iter(KINDS))
_FIRST_LANES: Final = next(iter(GROUPS))
_VIEW: Final = "_view"
_PLOT: Final = "_plot"
_DESK: Final = "_desk"
_TYPED: Final = "_typed"
_TOUCHED: Final = "_touched"
_WRITTEN: Final = "_written"
_PAGE: Final = "_page"
_NOTICES: Final = "_notices"
_LABELS: Final = "_labels"
_LANES: Final = "_lanes"
_RELEASE: Final = "_release"
_SHADE: Final = "_shade"
_KEPT: Final = "_kept"
_WIDENED: Final = "_widened"
_SUBJECT: Final = "_subject"
_CAMERA: Final = "_camera"
_LOOK: Final = "_look"


def touched() -> None:
    """Note that a choice caused this run. Callback of every widget that holds one."""
    st.session_state[_TOUCHED] = True


def address() -> dict[str, list[str]]:
    """Return the address as Streamlit last saw it, key -> values."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def refresh_labels(lang: str) -> None:
    """Set the widgets anew when the language changes: Streamlit's widgets remember the labels of options, not the options.

    Reading a value before its widget is made gives the option; assigning it makes the widget take the new label.
    """
    state = st.session_state
    if state.get(_LABELS) not in (None, lang) and ROWS in state:
        state[ROWS] = state[ROWS]
    state[_LABELS] = lang


def read(page: str) -> tuple[Notice, ...]:
    """Take the choices from the address where the address was what changed; return what to tell the visitor.

    Call once per run, before any widget that holds a choice is made.
    """
    state = st.session_state
    query = {key: values for key, values in address().items() if key != "embed"}
    ours = {key: values for key, values in query.items() if key in OURS}
    by_choice = state.pop(_TOUCHED, False)
    # Streamlit drops the query when the visitor changes the page: then the choices stay.
    turned = state.get(_PAGE) not in (None, page) and not ours
    state[_PAGE] = page
    if _WRITTEN in state and (by_choice or turned or ours == state[_WRITTEN]):
        if by_choice:
            state[_NOTICES] = ()
        if LANG not in state:  # a page that a script turned to starts without any widget's value
            state[LANG], state[ROWS] = state[_KEPT]
        return tuple(state.get(_NOTICES, ()))
    view, notices = ViewFilter.from_query(
        query, catalog(), known=(*SHELL_KEYS, *PLOT_KEYS.values(), *DESK_KEYS.values())
    )
    plot, plot_notices = Plot.from_query(query, catalog())
    state[_DESK], desk_notices = Desk.from_query(query, catalog())
    lang, lang_notices = _one_of(query, LANG, LANGUAGES, best(st.context.locale))
    rows, rows_notices = _one_of(query, ROWS, tuple(KINDS), _FIRST_KIND)
    state[_LANES], lanes_notices = _one_of(query, LANES, tuple(GROUPS), _FIRST_LANES)
    shade, shade_notices = _one_of(query, SHADE, choosable(catalog()), "")
    release, release_notices = _release_of(query)
    subject, subject_notices = _subject_of(query)
    following, story_notices = told.read(query, lang)
    told.follow(following)
    found = (
        *(*notices, *plot_notices, *desk_notices, *lang_notices, *rows_notices, *lanes_notices),
        *(*_viewport_notices(query), *shade_notices, *release_notices, *subject_notices),
        *story_notices,
    )
    state[_VIEW], state[_PLOT], state[_SUBJECT], state[_TYPED] = view, plot, subject, {}
    state[LANG], state[ROWS], state[_RELEASE], state[_SHADE] = lang, rows, release, shade
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


def _subject_of(query: Mapping[str, list[str]]) -> tuple[Subject | None, tuple[Notice, ...]]:
    """Return what the profile is about, None where the address names nothing that is known."""
    values = query.get(OF, [])
    return profiles.read(values[-1], catalog()) if values else (None, ())


def _viewport_notices(query: Mapping[str, list[str]]) -> tuple[Notice, ...]:
    return tuple(_unknown(VIEWPORT, text) for text in query.get(VIEWPORT, []) if not is_viewport(text))


def _unknown(key: str, value: str) -> Notice:
    return Notice("unknown-value", (("key", key), ("value", echo(value))))


def current() -> ViewFilter:
    """Return the visitor's view."""
    view: ViewFilter = st.session_state[_VIEW]
    return view


def plot() -> Plot:
    """Return what the visitor has chosen of the statistics."""
    chosen: Plot = st.session_state[_PLOT]
    return chosen


def choose_plot(text: object) -> None:
    """Take what is chosen of the statistics from a query as the charts write it. Unknown parts are left out."""
    given = parse_qs(str(text or "")[:QUERY_LIMIT_CHARACTERS])
    st.session_state[_PLOT] = Plot.from_query(given, catalog())[0]
    touched()


def desk() -> Desk:
    """Return what the visitor asks of the evidence desk."""
    chosen: Desk = st.session_state[_DESK]
    return chosen


def choose_desk(text: object) -> None:
    """Take what is asked of the evidence desk from a query as the desk writes it. Unknown parts are left out."""
    given = parse_qs(str(text or "")[:QUERY_LIMIT_CHARACTERS])
    st.session_state[_DESK] = Desk.from_query(given, catalog())[0]
    touched()


def shade() -> str:
    """Return what the map is shaded by, one of `layers.choropleth.choosable`; "" for nothing."""
    chosen: str = st.session_state.get(_SHADE, "")
    return chosen


def typed() -> dict[str, str]:
    """Return the dates as they were typed, key -> text, where they could not be read: they stay to be mended."""
    found: dict[str, str] = st.session_state[_TYPED]
    return found


def date_notices() -> tuple[Notice, ...]:
    """Return what is wrong with the dates as typed."""
    return ViewFilter.from_query(typed(), catalog())[1]


def put(view: ViewFilter) -> None:
    """Make a view the visitor's."""
    st.session_state[_VIEW], st.session_state[_TYPED] = view, {}
    touched()


def choose_filters(text: object) -> None:
    """Take the filters, and what the map is shaded by, from a query as the panel of filters writes it.

    The selected record stays. Unknown parts are left out.
    """
    given = str(text or "")[:QUERY_LIMIT_CHARACTERS]
    sent = parse_qs(given)
    query = {key: values for key, values in sent.items() if key in KEYS.values()}
    st.session_state[_SHADE] = _one_of(sent, SHADE, choosable(catalog()), "")[0]
    view, notices = ViewFilter.from_query(query, catalog())
    put(replace(view, selected=current().selected))
    if notices:
        st.session_state[_TYPED] = {
            key: query[key][0] for key in (KEYS["since"], KEYS["until"]) if key in query
        }


def choose(key: object) -> None:
    """Select a record by its link form ("leg.leg-a-b"); anything unknown or empty selects nothing."""
    query = {KEYS["selected"]: key} if isinstance(key, str) and key else {}
    found, _notices = ViewFilter.from_query(query, catalog())
    put(replace(current(), selected=found.selected))


def subject() -> Subject | None:
    """Return what the profile is about; None asks for the index of all profiles."""
    found: Subject | None = st.session_state.get(_SUBJECT)
    return found


def follow(address: object) -> str:
    """Take the view and the subject from a link of a page, "profile?of=country.CL&crime=extortion"; return the page's name.

    What the browser sends is checked like an address; the language stays.
    """
    page, _mark, given = str(address or "")[:QUERY_LIMIT_CHARACTERS].partition("?")
    query = parse_qs(given)
    view, _notices = ViewFilter.from_query(
        {key: values for key, values in query.items() if key in KEYS.values()}, catalog()
    )
    put(view)
    if page == PROFILE:
        st.session_state[_SUBJECT] = _subject_of(query)[0]
    if page == STORIES:
        told.follow(told.read(query, st.session_state[LANG])[0])
    return page


def show(target: Target) -> None:
    """Make what a step of a story shows the visitor's: view, statistics, desk, profile, and where the map looks."""
    state = st.session_state
    put(target.view)
    state[_PLOT], state[_DESK], state[_SUBJECT] = target.plot, target.desk, target.subject
    state[_LANES], state[_SHADE], state[ROWS] = target.lanes, target.shade, target.rows
    state[_NOTICES] = ()
    state[_LOOK] = target.viewport
    state[_CAMERA] = (state.get(_CAMERA, (0, ""))[0] + 1, target.viewport)


def camera() -> tuple[int, str] | None:
    """Return where a step made the map look, after how many steps so far; None before the first."""
    found: tuple[int, str] | None = st.session_state.get(_CAMERA)
    return found


def shows(target: Target, page: str) -> bool:
    """Tell whether what is shown is what a step shows, the part of the world aside."""
    now = replace(
        target,
        page=page,
        view=current(),
        lanes=lanes(),
        shade=shade(),
        rows=st.session_state.get(ROWS, _FIRST_KIND),
        subject=subject() if page == PROFILE else None,
        plot=plot() if page == STATISTICS else target.plot,
        desk=desk() if page == EVIDENCE else target.desk,
        viewport=target.viewport,
    )
    return now.to_query() == target.to_query() and now.page == target.page


def find(key: object) -> None:
    """Select a record that was searched for; where the filters leave it out they are put aside, which is told."""
    choose(key)
    view = current()
    if view.selected and not view.is_empty:
        table = f"{view.selected.kind}s"
        shown = filtered(catalog(), view.without("selected"))
        if view.selected.id not in getattr(shown, table).index:
            put(ViewFilter(selected=view.selected))
            st.session_state[_WIDENED] = True


def widened() -> bool:
    """Tell, once, whether the filters have just been put aside for a record."""
    return bool(st.session_state.pop(_WIDENED, False))


def move(since: str, until: str) -> None:
    """Set the period to two days, each "" for an open end, written as short as they can be; no days at all change nothing."""
    try:
        first, last = dates.shortest(since, until)
        view = replace(current(), since=first or None, until=last or None)
    except ValueError:
        return
    put(view)


def loosen(view: ViewFilter) -> None:
    """Replace the choices by another view's, the selected record kept. Callback of the buttons that offer it."""
    put(replace(view, selected=current().selected))


def close() -> None:
    """Select nothing any more: the filters leave the selected record out."""
    st.session_state[_VIEW] = current().without("selected")


def lanes() -> str:
    """Return what the lanes of the timeline stand for."""
    chosen: str = st.session_state[_LANES]
    return chosen


def arrange(lanes: object) -> None:
    """Let the lanes of the timeline stand for something else; what they cannot stand for changes nothing."""
    if isinstance(lanes, str) and lanes in GROUPS:
        st.session_state[_LANES] = lanes
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


def query(view: ViewFilter, lang: str, more: Mapping[str, list[str]] | None = None) -> str:
    """Return a view, the language and what else is given as the query that the server is asked with. Needs no session."""
    return urlencode({**view.to_query(), **(more or {}), LANG: lang}, doseq=True)


def shaded() -> dict[str, list[str]]:
    """Return the key and value that say in a link what the map is shaded by; {} for nothing."""
    return {SHADE: [shade()]} if shade() else {}


def write(view: ViewFilter, lang: str, page: str = "") -> None:
    """Write the view into the address of a page, keeping keys that are not ours. Call once per run, after the widgets."""
    ours: dict[str, list[str]] = {**view.to_query(), **shaded()}
    if st.session_state.get(_PAGE) == STATISTICS:
        ours |= plot().to_query()
    if st.session_state.get(_PAGE) == EVIDENCE:
        ours |= desk().to_query()
    if lang != best(st.context.locale):
        ours[LANG] = [lang]
    if st.session_state.get(ROWS, _FIRST_KIND) != _FIRST_KIND:
        ours[ROWS] = [st.session_state[ROWS]]
    if lanes() != _FIRST_LANES:
        ours[LANES] = [lanes()]
    if made := release():
        ours[REL] = [made]
    if page == PROFILE and (about := subject()):
        ours[OF] = [str(about)]
    if following := told.current():
        ours |= following.to_query()
    now = address()
    look = st.session_state.pop(_LOOK, None)
    if look is not None or {key: values for key, values in now.items() if key in OURS} != ours:
        kept = {key: values for key, values in now.items() if key not in OURS and key in SHELL_KEYS}
        if look is not None:
            kept = {key: values for key, values in kept.items() if key != VIEWPORT}
            kept |= {VIEWPORT: [look]} if look else {}
        st.query_params.from_dict({**kept, **ours})
    st.session_state[_WRITTEN] = ours
    keep(lang)


def keep(lang: str) -> None:
    """Keep the values of widgets for the next run, which loses them where a script turns the page."""
    st.session_state[_KEPT] = (lang, st.session_state.get(ROWS, _FIRST_KIND))


def dismiss() -> None:
    """Forget the notices of the link."""
    st.session_state[_NOTICES] = ()
    touched()
