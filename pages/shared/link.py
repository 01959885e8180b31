"""Keep the address and the visitor's choices the same thing.

The view is one value in the session. On a run that a choice caused, the view wins and the address is written; on any other
run (first visit, back button, edited address) the address wins and the view is read from it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs, urlencode

import streamlit as st

from layers import dates, migrations, permalink
from layers.choices import KEYS
from layers.choropleth import choosable
from layers.desk.question import Desk
from layers.filters import ViewFilter
from layers.lanes import LANES as GROUPS
from layers.language import best
from layers.notices import Notice
from layers.permalink import Permalink
from layers.plots import Plot
from layers.profiles.subject import Subject
from layers.release import pinned as pin
from layers.rows import KINDS
from layers.stories.target import Target
from pages.shared import told
from pages.shared.store import catalog, filtered, releases

LANG: Final = permalink.LANG
VIEWPORT: Final = permalink.VIEWPORT
ROWS: Final = permalink.ROWS
LANES: Final = permalink.LANES
SHADE: Final = permalink.SHADE
OF: Final = permalink.OF
MAP: Final = permalink.MAP
TIMELINE: Final = permalink.TIMELINE
PROFILE: Final = permalink.PROFILE
STATISTICS: Final = permalink.STATISTICS
STORIES: Final = permalink.STORIES
EVIDENCE: Final = permalink.EVIDENCE
SHELL_KEYS: Final = permalink.SHELL_KEYS
OURS: Final = permalink.CHOICES | {*SHELL_KEYS} - {permalink.VIEWPORT, *permalink.FRAME_KEYS}
"""The keys that the atlas writes into an address; the section of the map is written by the map itself."""
QUERY_LIMIT_CHARACTERS: Final = 20_000

_FIRST_KIND: Final = next(iter(KINDS))
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
_SHOWN: Final = "_shown"
_KEPT: Final = "_kept"
_WIDENED: Final = "_widened"
_SUBJECT: Final = "_subject"
_CAMERA: Final = "_camera"
_LOOK: Final = "_look"
_CARRIED: Final = "_carried"
_UNTOLD: Final = "_untold"
_STEP_ALONE: Final = frozenset((*told.KEYS, permalink.LANG, *permalink.FRAME_KEYS))


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
    carried = state.pop(_CARRIED, False)  # the link itself has turned the page: what is told of it goes along
    # Streamlit drops the query when the visitor changes the page: then the choices stay.
    turned = state.get(_PAGE) not in (None, page) and not ours
    state[_PAGE] = page
    if _WRITTEN in state and (by_choice or turned or ours == state[_WRITTEN]):
        if by_choice and not carried:
            state[_NOTICES] = ()
        if LANG not in state:  # a page that a script turned to starts without any widget's value
            state[LANG], state[ROWS] = state[_KEPT]
        return tuple(state.get(_NOTICES, ()))
    made, found = permalink.read(page, query, catalog(), releases())
    state[_VIEW], state[_PLOT], state[_DESK], state[_SUBJECT] = made.view, made.plot, made.desk, made.subject
    state[LANG], state[ROWS], state[_LANES] = made.lang or best(st.context.locale), made.rows, made.lanes
    state[_RELEASE], state[_SHADE], state[_SHOWN] = made.release, made.shade, (made.show, made.chart)
    following, story_notices = told.read(query, state[LANG])
    told.follow(following)
    found = (*found, *story_notices)
    telling = bool(following and not following.aside)
    state[_UNTOLD] = telling and query.keys() <= _STEP_ALONE
    if following and telling and VIEWPORT not in query:
        step = told.step(following, state[LANG])
        if step and not step.viewport and shows(step, made.page):
            state[_CAMERA] = (state.get(_CAMERA, (0, ""))[0] + 1, "")
    state[_TYPED], state[_NOTICES], state[_WRITTEN] = {}, found, ours
    return found


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


def part() -> tuple[str, str]:
    """Return which part of the page is shown alone, one of `permalink.PARTS` or "" for all of it, and which chart."""
    found: tuple[str, str] = st.session_state[_SHOWN]
    return found


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
    st.session_state[_SHADE] = permalink.one_of(sent, SHADE, choosable(catalog()), "", [])
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
    """Take the view and what is the page's own from a link, "profile?of=country.CL&crime=extortion"; return the page's name.

    What the browser sends is checked like an address; the language stays.
    """
    page, _mark, given = str(address or "")[:QUERY_LIMIT_CHARACTERS].partition("?")
    query = parse_qs(given)
    view, _notices = ViewFilter.from_query(
        {key: values for key, values in query.items() if key in KEYS.values()}, catalog()
    )
    put(view)
    if page == PROFILE:
        st.session_state[_SUBJECT] = permalink.read(page, query, catalog(), releases())[0].subject
    elif page == STATISTICS:
        st.session_state[_PLOT] = Plot.from_query(query, catalog())[0]
    elif page == EVIDENCE:
        st.session_state[_DESK] = Desk.from_query(query, catalog())[0]
    elif page == STORIES:
        told.follow(told.read(query, st.session_state[LANG])[0])
    return page


def show(target: Target, by_link: bool = False) -> None:
    """Make what a step of a story shows the visitor's: view, statistics, desk, profile, and where the map looks.

    Where a link asks for it, not the visitor, what is to be told of the link stays.
    """
    state = st.session_state
    notices = state[_NOTICES] if by_link else ()
    put(target.view)
    state[_PLOT], state[_DESK], state[_SUBJECT] = target.plot, target.desk, target.subject
    state[_LANES], state[_SHADE], state[ROWS] = target.lanes, target.shade, target.rows
    state[_NOTICES] = notices
    state[_CARRIED] = by_link and target.page != (state[_PAGE] or MAP)
    state[_LOOK] = target.viewport
    state[_CAMERA] = (state.get(_CAMERA, (0, ""))[0] + 1, target.viewport)


def untold() -> bool:
    """Tell, once, whether the address names a step of a story and nothing that is to be seen: then the step is shown."""
    return bool(st.session_state.pop(_UNTOLD, False))


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
    return pin(migrations.versioned({**view.to_query(), LANG: [lang]}), made[-1] if made else None)


def query(view: ViewFilter, lang: str, more: Mapping[str, list[str]] | None = None) -> str:
    """Return a view, the language and what else is given as the query that the server is asked with. Needs no session."""
    return urlencode(migrations.versioned({**view.to_query(), **(more or {}), LANG: [lang]}), doseq=True)


def shaded() -> dict[str, list[str]]:
    """Return the key and value that say in a link what the map is shaded by; {} for nothing."""
    return {SHADE: [shade()]} if shade() else {}


def write(view: ViewFilter, lang: str, page: str = "") -> None:
    """Write the view into the address of a page, keeping keys that are not ours. Call once per run, after the widgets."""
    ours = _ours(view, lang, page)
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


def _ours(view: ViewFilter, lang: str, page: str) -> dict[str, list[str]]:
    """Return the keys and values of the address of a page that are ours."""
    following = told.current()
    made = Permalink(
        page,
        view,
        plot(),
        desk(),
        subject(),
        lang if lang != best(st.context.locale) else "",
        st.session_state.get(ROWS, _FIRST_KIND),
        lanes(),
        shade=shade(),
        release=release(),
        show=part()[0],
        chart=part()[1],
        story=following.slug if following else "",
        step=following.step if following else 0,
        aside=bool(following and following.aside),
    )
    return migrations.versioned(made.query())


def towards(page: str, lang: str) -> dict[str, list[str]]:
    """Return the address of the page that is turned to, so that going back needs no more steps than going on did."""
    ours = _ours(current(), lang, page)
    st.session_state[_WRITTEN] = ours
    return ours


def keep(lang: str) -> None:
    """Keep the values of widgets for the next run, which loses them where a script turns the page."""
    st.session_state[_KEPT] = (lang, st.session_state.get(ROWS, _FIRST_KIND))


def dismiss() -> None:
    """Forget the notices of the link."""
    st.session_state[_NOTICES] = ()
    touched()
