"""Counts add up, and a view never counts more than the whole."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.catalog import Catalog
from layers.commensurability import MEASURES
from layers.figures import panels
from layers.filters import ViewFilter
from layers.plots import MEASURES as KINDS
from layers.plots import PARTS, Plot
from layers.statistics import charts
from layers.tallies import Tallies
from layers.vocabulary import ACT_STATUS, CRIMES, GRADES

SETTINGS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
views = st.builds(
    ViewFilter,
    countries=st.lists(st.sampled_from(["CL", "CO", "PE", "MX", "TT"]), max_size=2).map(tuple),
    crimes=st.lists(st.sampled_from(list(CRIMES)), max_size=2).map(tuple),
    acts=st.lists(st.sampled_from(list(ACT_STATUS)), max_size=1).map(tuple),
    evidence=st.sampled_from(["", *list(GRADES)[1:]]),
    named=st.booleans(),
    since=st.sampled_from([None, "2020", "2023-05"]),
    text=st.sampled_from(["", "iquique"]),
)
SINGLE = {
    "events": ("type", "act_status", "guilt", "grade", "year"),
    "legs": ("attribution", "grade", "corridor", "mode"),
}


@SETTINGS
@given(view=views)
def test_a_value_that_every_row_has_once_adds_up(catalog: Catalog, view: ViewFilter) -> None:
    tallies = Tallies(catalog, view.apply(catalog))
    for table, columns in SINGLE.items():
        for column in columns:
            assert sum(tallies.count(table, column).values()) == tallies.size(table), column
    for column in ("kind", "language", "origin"):
        assert sum(tallies.count("sources", column).values()) == tallies.size("sources")


@SETTINGS
@given(view=views)
def test_no_bar_of_a_view_is_longer_than_that_of_the_whole(catalog: Catalog, view: ViewFilter) -> None:
    whole, part = Tallies(catalog, catalog), Tallies(catalog, view.apply(catalog))
    for table, column in (
        ("events", "countries"), ("events", "crimes"), ("legs", "crimes"), ("events", "pair"), ("legs", "crossing"),
        ("legs", "year"), ("sources", "origin"), ("places", "country"),
    ):  # fmt: skip
        all_of_them, shown = whole.count(table, column), part.count(table, column)
        assert all(n <= all_of_them[value] for value, n in shown.items()), column
        assert all(n <= part.size(table) for n in shown.values())


@SETTINGS
@given(view=views)
def test_counts_are_those_of_the_frames(catalog: Catalog, view: ViewFilter) -> None:
    shown = view.apply(catalog)
    tallies = Tallies(catalog, shown)
    for table, column in (
        ("events", "countries"),
        ("events", "crimes"),
        ("legs", "crimes"),
        ("events", "actors"),
    ):
        counted = getattr(shown, table)[column].explode().dropna().value_counts().to_dict()
        found = tallies.actors() if column == "actors" else tallies.count(table, column)
        assert found == counted, column


@SETTINGS
@given(
    view=views,
    plot=st.builds(
        Plot,
        part=st.sampled_from(PARTS),
        series=st.lists(st.sampled_from(list(MEASURES)), max_size=3, unique=True).map(tuple),
        areas=st.lists(st.sampled_from(["CL", "PE", "darien", "WORLD"]), max_size=2, unique=True).map(tuple),
        measure=st.sampled_from(KINDS),
        parts=st.booleans(),
        marks=st.booleans(),
    ),
    lang=st.sampled_from(["en", "es", "pt"]),
)
def test_any_choice_of_any_view_gives_whole_charts(
    catalog: Catalog, view: ViewFilter, plot: Plot, lang: str
) -> None:
    tallies = Tallies(catalog, view.apply(catalog))
    for chart in charts(tallies, plot, lang):
        assert chart.title
        assert chart.sentence
        assert all(len(row) == len(chart.head) for row in chart.rows)
        if chart.draw["kind"] == "panels":
            drawn = sum(len(panel["marks"]) for panel in chart.draw["panels"])
            assert drawn <= len(chart.rows)


@SETTINGS
@given(series=st.sampled_from(list(MEASURES)), parts=st.booleans())
def test_a_period_has_one_current_figure_at_most(catalog: Catalog, series: str, parts: bool) -> None:
    for panel in panels(Tallies(catalog, catalog), series, parts=parts):
        periods = [figure.period for figure in panel.figures if figure.state in ("current", "partial")]
        assert sorted(periods) == sorted({figure.period for figure in panel.figures})
        assert not [figure for figure in panel.current if figure.partial]
        assert [figure.start for figure in panel.figures] == sorted(f.start for f in panel.figures)
