"""What holds for every filter and every link."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from layers import dates
from layers.catalog import Catalog, build
from layers.choices import DIMENSIONS, KEYS, KINDS, LEVELS, Selection
from layers.evidence import rank
from layers.filters import ViewFilter, count_flows, counts
from layers.flow import DIRECTIONS, Flow
from layers.index import index_of, the_group
from layers.language import LANGUAGES
from layers.load import read
from layers.vocabulary import TABLES

usual = settings(deadline=None, max_examples=100)


@lru_cache
def atlas() -> Catalog:
    return build(read(Path(__file__).parents[2] / "data")[0])


VALUES = index_of(atlas()).values
DATES = st.one_of(
    st.dates(date(2016, 1, 1), date(2027, 12, 31)).map(str),
    st.dates(date(2016, 1, 1), date(2027, 12, 31)).map(lambda day: str(day)[:7]),
    st.integers(2016, 2027).map(str),
)
SELECTIONS = st.sampled_from([Selection(k, i) for k in KINDS for i in getattr(atlas(), f"{k}s").index])
AREAS = st.sampled_from([*VALUES["countries"], *atlas().places.index])
FLOWS = st.builds(Flow, st.sampled_from(DIRECTIONS), AREAS)
WORDS = st.just("") | st.sampled_from(["tren", "cúcuta", "mujeres", "a", "Lima", "border", "zzz"])


def some(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.one_of(st.just(()), st.lists(st.sampled_from(VALUES[name]), max_size=3).map(tuple))


@st.composite
def views(draw: st.DrawFn, text: st.SearchStrategy[str] = WORDS) -> ViewFilter:
    since, until = draw(st.none() | DATES), draw(st.none() | DATES)
    if since and until and dates.parse(until).end < dates.parse(since).start:
        since, until = until, since
    chosen = {name: draw(some(name)) for name in DIMENSIONS}
    return ViewFilter(
        **chosen,
        since=since,
        until=until,
        text=draw(text),
        evidence=draw(st.sampled_from(LEVELS)),
        named=draw(st.booleans()),
        flow=draw(st.none() | FLOWS),
        selected=draw(st.none() | SELECTIONS),
    )


def rows(catalog: Catalog) -> dict[str, set[str]]:
    return {name: set(getattr(catalog, name).index) for name in TABLES}


@usual
@given(views(text=st.text(max_size=300)))
def test_a_link_gives_back_the_view_it_was_made_from(view):
    assert ViewFilter.from_query(view.to_query(), atlas()) == (view, ())


@usual
@given(views())
def test_what_is_shown_is_part_of_the_whole_in_the_same_order(view):
    whole, shown = atlas(), view.apply(atlas())
    for name in TABLES:
        kept = list(getattr(shown, name).index)
        known = set(kept)
        assert kept == [key for key in getattr(whole, name).index if key in known]


@usual
@given(views(), st.sampled_from([*DIMENSIONS, "since", "until", "text", "evidence", "named", "flow"]))
def test_dropping_a_choice_never_loses_a_leg_an_event_or_a_place(view, name):
    narrow, wide = rows(view.apply(atlas())), rows(view.without(name).apply(atlas()))
    assert narrow["legs"] <= wide["legs"]
    assert narrow["events"] <= wide["events"]
    assert narrow["places"] <= wide["places"]
    assert narrow["corridors"] <= wide["corridors"]


@usual
@given(views())
def test_what_falls_away_is_the_difference_to_any_source(view):
    narrow, wide = view.apply(atlas()), view.without("evidence").apply(atlas())
    fallen = view.fallen(atlas())
    if fallen is None:
        assert not view.evidence
        return
    assert fallen[:4] == (
        len(wide.legs) - len(narrow.legs),
        len(wide.legs),
        len(wide.events) - len(narrow.events),
        len(wide.events),
    )
    assert set(fallen.corridors) == set(wide.corridors.index) - set(narrow.corridors.index)
    countries = [
        {code for table in (shown.legs, shown.events) for codes in table["countries"] for code in codes}
        for shown in (wide, narrow)
    ]
    assert set(fallen.countries) == countries[0] - countries[1]
    assert all(view.describe_fallen(atlas(), lang) for lang in LANGUAGES)


@usual
@given(views())
def test_nothing_shown_is_weaker_than_asked_for(view):
    shown = view.apply(atlas())
    least = LEVELS.index(view.evidence)
    for frame in (shown.legs, shown.events, shown.relations):
        assert all(rank(grade) >= least for grade in frame["grade"])
    assert all(rank(grade) >= least for grades in shown.legs["crime_grades"] for grade in grades)
    if view.named:
        assert set(shown.legs["attribution"]) <= {"tda", "tda_partial"}
        assert all(set(actors) & the_group(atlas()) for actors in shown.events["actors"])


@usual
@given(views(), st.sampled_from(DIMENSIONS))
def test_a_further_alternative_never_loses_a_row(view, name):
    chosen = getattr(view, name)
    if chosen:
        wider = replace(view, **{name: (*chosen, VALUES[name][0])})
        narrow, wide = rows(view.apply(atlas())), rows(wider.apply(atlas()))
        assert all(narrow[table] <= wide[table] for table in ("legs", "events", "places", "observations"))


@usual
@given(views())
def test_nothing_shown_hangs_in_the_air(view):
    shown = view.apply(atlas())
    places, actors = set(shown.places.index), set(shown.actors.index)
    assert set(shown.legs["from_place"]) | set(shown.legs["to_place"]) <= places
    assert set(shown.events["place"]) - {None} <= places
    assert set(shown.legs["corridor"]) == set(shown.corridors.index)
    assert {actor for row in shown.events["actors"] for actor in row} <= actors
    assert set(shown.relations["from"]) | set(shown.relations["to"]) <= actors


@usual
@given(views(), st.sampled_from(DIMENSIONS), st.data())
def test_counts_agree_with_the_filter(view, dimension, data):
    value = data.draw(st.sampled_from(VALUES[dimension]))
    shown = replace(view, **{dimension: (value,)}).apply(atlas())
    assert counts(atlas(), view, dimension)[value] == (len(shown.legs), len(shown.events))


@usual
@given(views(), FLOWS)
def test_counts_of_directions_agree_with_the_filter(view, flow):
    for direction, left in count_flows(atlas(), replace(view, flow=flow)).items():
        shown = replace(view, flow=Flow(direction, flow.area)).apply(atlas())
        assert left == (len(shown.legs), len(shown.events))


@usual
@given(AREAS)
def test_directions_keep_to_their_country_or_place(area):
    def shown(direction):
        return ViewFilter(flow=Flow(direction, area)).apply(atlas())

    kept = {direction: rows(shown(direction))["legs"] for direction in DIRECTIONS}
    legs, where = atlas().legs, atlas().places["country"]
    first, last = (where[legs[end]] if area.isupper() else legs[end] for end in ("from_place", "to_place"))
    starts, ends = set(legs.index[first == area]), set(legs.index[last == area])
    assert kept["into"] == ends - starts
    assert kept["out"] == starts - ends
    touched = {key for key, codes in legs["countries"].items() if area in codes} if area.isupper() else set()
    assert kept["through"] <= starts | ends | touched
    assert not kept["into"] & kept["out"]
    assert len({frozenset(shown(direction).events.index) for direction in DIRECTIONS}) == 1


@usual
@given(views(), st.sampled_from(LANGUAGES))
def test_every_view_has_a_sentence(view, lang):
    assert view.describe(atlas(), lang).endswith(".")


HOSTILE = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "{{7*7}}",
            "into.cl",
            "through.Cucuta",
            "out.ᏸ",
            "into.",
            "\x00",
            "{0.__class__}",
            "%00",
            "<script>",
            "x" * 10_000,
            "cl",
            "Cl,pe",
            "2021",
            "9" * 50,
        ]
    ),
    st.sampled_from([f"{kind}.{key}" for kind in (*KINDS, "table", "") for key in ("cucuta", "x", "")]),
    st.characters(categories=["Cs"]),
)
LINKS = st.dictionaries(
    st.one_of(st.sampled_from([*KEYS.values(), "lang", "map"]), st.text()),
    st.one_of(HOSTILE, st.lists(HOSTILE, max_size=5), st.none(), st.integers()),
    max_size=12,
)


@settings(deadline=None, max_examples=400)
@given(LINKS)
def test_no_link_can_do_harm(link):
    view, notices = ViewFilter.from_query(link, atlas(), known=("lang", "map"))
    shown = view.apply(atlas())
    assert set(shown.legs.index) <= set(atlas().legs.index)
    assert ViewFilter.from_query(view.to_query(), atlas()) == (view, ())
    assert len(notices) <= 10
    for notice in notices:
        assert all(len(text) <= 60 and text.isprintable() for _name, text in notice.params)
        assert all(notice.text(lang) for lang in LANGUAGES)
