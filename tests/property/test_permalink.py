"""Whatever a page shows: the address that it is written into opens the same."""

from dataclasses import replace
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from layers import migrations, release
from layers.catalog import Catalog, read_catalog
from layers.choices import KINDS, Selection
from layers.choropleth import choosable
from layers.commensurability import is_founding
from layers.desk.question import FACETS, SECTIONS, Desk, _allowed
from layers.flow import DIRECTIONS, Flow
from layers.index import index_of
from layers.lanes import LANES
from layers.language import LANGUAGES
from layers.permalink import EVIDENCE, PAGES, PARTS, PROFILE, STATISTICS, Permalink, read
from layers.plots import MEASURES, MOST_SERIES, Plot
from layers.plots import PARTS as PLOT_PARTS
from layers.profiles.subject import Subject
from layers.rows import KINDS as ROWS
from tests.conftest import ROOT
from tests.views import views


@lru_cache
def atlas() -> Catalog:
    return read_catalog(ROOT / "data")


RELEASES = release.ids(ROOT / "data")
COUNTRIES = index_of(atlas()).values["countries"]
RECORDS = [(kind, key) for kind in KINDS for key in getattr(atlas(), f"{kind}s").index]
SUBJECTS = [(kind, key) for kind, key in RECORDS if kind in ("corridor", "place", "actor", "event")]
AREAS = sorted(set(atlas().observations["geography"]))
SERIES = [key for key in atlas().series.index if not is_founding(key)]
VIEWPORTS = st.builds(
    lambda zoom, lat, lng: f"{round(zoom, 2):g}_{lat:.3f}_{lng:.3f}",
    st.floats(2, 9),
    st.floats(-85, 85),
    st.floats(-180, 180),
)
PLOTS = st.builds(
    Plot,
    part=st.sampled_from(PLOT_PARTS),
    series=st.lists(st.sampled_from(SERIES), unique=True, max_size=MOST_SERIES).map(tuple),
    areas=st.lists(st.sampled_from(AREAS), unique=True, max_size=5).map(tuple),
    measure=st.sampled_from(MEASURES),
    parts=st.booleans(),
    marks=st.booleans(),
)
SOURCES = st.builds(
    Desk,
    section=st.just("sources"),
    text=st.sampled_from(["", "frontera", "cúcuta, 2024"]),
    **{
        name: st.lists(
            st.sampled_from(sorted(set(_allowed(name, atlas()).values()))), unique=True, max_size=3
        ).map(lambda chosen: tuple(sorted(chosen)))
        for name in FACETS
    },
)


@st.composite
def states(draw: st.DrawFn) -> Permalink:
    """Draw what any page may show; what belongs to one page alone is drawn for that page."""
    page = draw(st.sampled_from(PAGES))
    flow = st.builds(Flow, st.sampled_from(DIRECTIONS), st.sampled_from([*COUNTRIES, *atlas().places.index]))
    view = replace(
        draw(views(atlas())),
        flow=draw(st.none() | flow),
        selected=draw(st.none() | st.sampled_from(RECORDS).map(lambda each: Selection(*each))),
    )
    show = draw(st.sampled_from(["", "", *PARTS]))
    story = draw(st.sampled_from(["", "", "cucuta", "mine"]))
    subjects = st.sampled_from([*SUBJECTS, *(("country", code) for code in COUNTRIES)])
    return Permalink(
        page,
        view,
        plot=draw(PLOTS) if page == STATISTICS or show == "chart" else Plot(),
        desk=draw(st.sampled_from(list(SECTIONS)).map(Desk) | SOURCES) if page == EVIDENCE else Desk(),
        subject=draw(st.none() | subjects.map(lambda each: Subject(*each))) if page == PROFILE else None,
        lang=draw(st.sampled_from(["", *LANGUAGES])),
        rows=draw(st.sampled_from(list(ROWS))),
        lanes=draw(st.sampled_from(list(LANES))),
        viewport=draw(st.just("") | VIEWPORTS),
        shade=draw(st.sampled_from(["", *choosable(atlas())])),
        release=draw(st.sampled_from([None, *RELEASES])),
        show=show,
        chart=draw(st.sampled_from(["", "countries", "leg-years"])) if show == "chart" else "",
        story=story,
        step=draw(st.integers(0, 999)) if story else 0,
        aside=draw(st.booleans()) if story else False,
    )


@settings(deadline=None, max_examples=200)
@given(states())
def test_a_link_opens_the_state_it_was_made_from(state: Permalink) -> None:
    assert read(state.page, state.query(), atlas(), RELEASES) == (state, ())
    assert read(state.page, migrations.versioned(state.query(), latest=1), atlas(), RELEASES) == (state, ())
