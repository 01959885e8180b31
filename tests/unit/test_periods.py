"""A period in figures and in words."""

from datetime import date

import pytest

from layers.catalog import Catalog
from layers.dates import Interval
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.periods import before, busiest, period, sources, to_the_day, told, touching

AXIS = (date(2015, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2024-01-01", "2024-12-31", "2023-01-01", "2023-12-31"),
        ("2024-03-01", "2024-03-31", "2024-02-01", "2024-02-29"),
        ("2024-11-01", "2025-01-31", "2024-08-01", "2024-10-31"),
        ("2024-03-10", "2024-03-19", "2024-02-29", "2024-03-09"),
        ("2024-03-01", "2024-03-01", "2024-02-29", "2024-02-29"),
    ],
)
def test_the_period_before(start: str, end: str, first: str, last: str) -> None:
    given = Interval(date.fromisoformat(start), date.fromisoformat(end))
    assert before(given) == Interval(date.fromisoformat(first), date.fromisoformat(last))


def test_open_ends_close_where_the_axis_ends() -> None:
    assert period(ViewFilter(), AXIS) == Interval(*AXIS)
    assert period(ViewFilter(since="2024"), AXIS) == Interval(date(2024, 1, 1), AXIS[1])
    assert period(ViewFilter(until="2016-02"), AXIS) == Interval(AXIS[0], date(2016, 2, 29))
    assert period(ViewFilter(since="2030"), AXIS) == Interval(date(2030, 1, 1), date(2030, 1, 1))
    assert period(ViewFilter(until="1990"), AXIS) == Interval(date(1990, 12, 31), date(1990, 12, 31))
    assert period(ViewFilter(), None) is None
    assert period(ViewFilter(since="2024"), None) is None
    both = ViewFilter(since="2024", until="2024-06")
    assert period(both, None) == Interval(date(2024, 1, 1), date(2024, 6, 30))


def figures(catalog: Catalog, view: ViewFilter, lang: str = "en") -> list[tuple[str, str, str]]:
    wide, shown = view.without("since", "until").apply(catalog), view.apply(catalog)
    found = told(wide, shown, view, period(view, AXIS), lang)["figures"]
    return [(figure["value"], figure["label"], figure["note"]) for figure in found]


def test_the_figures_are_those_of_the_filter(catalog: Catalog) -> None:
    view = ViewFilter(since="2024", until="2024")
    shown = view.apply(catalog)
    former = ViewFilter(since="2023", until="2023").apply(catalog)
    count, change, exact, undated = figures(catalog, view)
    assert count == (str(len(shown.events)), "events reported", "in the period chosen")
    assert change[0] == f"+{len(shown.events) - len(former.events)}"
    assert change[2] == f"{len(former.events)} then: 1 January 2023 to 31 December 2023"
    known = sum(len(text) == 10 for text in shown.events["date"])
    assert to_the_day(shown) == known
    assert exact[0] == f"{round(100 * known / len(shown.events))} %"
    assert undated == ("2", "legs without a date", "outside every period")


def test_fewer_reports_and_as_many(catalog: Catalog) -> None:
    less = ViewFilter(since="2019", until="2019")
    former = len(ViewFilter(since="2018", until="2018").apply(catalog).events)
    assert figures(catalog, less)[1][0] == f"−{former - len(less.apply(catalog).events)}"
    view = ViewFilter(since="2015-06", until="2015-06")
    assert figures(catalog, view)[1][0] == "±0"


def test_all_time_has_nothing_to_be_compared_with(catalog: Catalog) -> None:
    assert [label for _value, label, _note in figures(catalog, ViewFilter())] == [
        "events reported",
        "dated to the day",
        "legs without a date",
    ]


def test_nothing_dated_is_compared_with_nothing(catalog: Catalog) -> None:
    assert len(figures(catalog, ViewFilter(text="nosuchwordanywhere", since="2024"))) == 3


def test_a_period_that_runs_beyond_the_data_says_so(catalog: Catalog) -> None:
    note = figures(catalog, ViewFilter(since="2026", until="2026"))[0][2]
    assert note == "the latest is of 16 March 2026"


def test_touching_counts_what_the_filter_shows(catalog: Catalog) -> None:
    for year in range(2016, 2027):
        view = ViewFilter(since=str(year), until=str(year))
        assert touching(catalog, Interval(date(year, 1, 1), date(year, 12, 31))) == len(
            view.apply(catalog).events
        )


def test_the_busiest_month_leaves_out_what_is_dated_to_a_year(catalog: Catalog) -> None:
    found = busiest(catalog)
    assert found is not None
    month, count = found
    assert count == sum(text.startswith(month) for text in catalog.events["date"])
    assert len(month) == len("YYYY-MM")
    assert busiest(ViewFilter(text="nosuchwordanywhere").apply(catalog)) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_holds_the_same_numbers(catalog: Catalog, lang: str) -> None:
    view = ViewFilter(since="2024", until="2024")
    shown = view.apply(catalog)
    found = told(catalog, shown, view, period(view, AXIS), lang)
    for count in (
        len(shown.events),
        *shown.events["act_status"].value_counts(),
        len(shown.legs),
    ):
        assert str(count) in found["sentence"]
    assert str(len(shown.events)) in found["title"]
    assert "{" not in found["sentence"] + found["title"] + found["caveat"]


def test_a_single_month_is_not_compared_with_itself(catalog: Catalog) -> None:
    for since, until, said in (("2025-02", "2025-02", False), ("2025-02", "2025-03", True)):
        view = ViewFilter(since=since, until=until)
        found = told(catalog, view.apply(catalog), view, period(view, AXIS), "en")
        assert ("the month with the most is February 2025" in found["sentence"]) == said


def test_reports_are_never_called_crimes(catalog: Catalog) -> None:
    found = told(catalog, catalog, ViewFilter(), period(ViewFilter(), AXIS), "en")
    assert "crime" not in found["sentence"] + found["title"]
    assert "reports, not of crimes" in found["caveat"]


def test_sources_are_those_that_the_rows_cite(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("TT",)).apply(catalog)
    cited = {key for frame in (shown.events, shown.legs) for keys in frame["sources"] for key in keys}
    assert sources(shown, "en").startswith(f"Sources: {len(cited)} sources, most from ")
    assert sources(ViewFilter(text="nosuchwordanywhere").apply(catalog), "en") == ""
