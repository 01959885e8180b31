"""The timeline's bars, lanes, months and answer."""

import json
from datetime import date
from itertools import pairwise

import pytest

from layers import crowd, dates
from layers.catalog import Catalog
from layers.dates import Interval
from layers.filters import ViewFilter
from layers.lanes import LANES, LEGS, NONE, bars, day_of, number_of, order, undated
from layers.language import LANGUAGES
from layers.periods import touching
from layers.timeline import answer, density, domain, words_of
from layers.transform import reported_interval
from layers.vocabulary import ACT_STATUS, EVENT_TYPES, GUILT, GUILT_WITHHELD

YEAR = ViewFilter(since="2024", until="2024")


def asked(catalog: Catalog, view: ViewFilter, lanes: str = "corridor", lang: str = "en", held: str = ""):
    wide = view.without("since", "until").apply(catalog)
    return answer(catalog, wide, view.apply(catalog), view, lang, lanes, held)


def test_days_are_counted_from_1970() -> None:
    assert number_of(date(1970, 1, 1)) == 0
    assert number_of(date(2024, 2, 29)) == 19782
    assert day_of(19782) == date(2024, 2, 29)


def test_a_bar_is_as_wide_as_what_is_known(catalog: Catalog) -> None:
    found = {bar.key: bar for bar in bars(catalog, "type")}
    for key, text in catalog.events["date"].items():
        known = dates.parse(text)
        bar = found[f"event.{key}"]
        assert (bar.start, bar.end) == (number_of(known.start), number_of(known.end))
    for key, leg in catalog.legs.iterrows():
        known = reported_interval(leg)
        assert (f"leg.{key}" in found) == (known is not None)
        if known is not None:
            bar = found[f"leg.{key}"]
            assert (bar.start, bar.end) == (number_of(known.start), number_of(known.end))
    widths = {bar.end - bar.start + 1 for bar in found.values() if bar.key.startswith("event.")}
    assert {1, 30, 31, 365} <= widths, "days, months and a year"


def test_what_bears_no_date_is_in_the_tray(catalog: Catalog) -> None:
    tray = undated(catalog)
    assert tray == tuple(f"leg.{key}" for key, day in catalog.legs["start"].items() if day is None)
    assert len(tray) == 2
    assert {item["key"] for item in asked(catalog, ViewFilter())["undated"]} == set(tray)


def test_bars_are_in_time_order(catalog: Catalog) -> None:
    found = [(bar.start, bar.end, bar.key) for bar in bars(catalog, "country")]
    assert found == sorted(found)


@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_bar_stands_in_lanes_that_have_names(catalog: Catalog, lanes: str, lang: str) -> None:
    drawn = bars(catalog, lanes)
    rows = order(catalog, drawn, lanes, lang)
    codes = [code for code, _name in rows]
    assert len(codes) == len(set(codes))
    assert {code for bar in drawn for code in bar.lanes} == set(codes)
    assert all(name for _code, name in rows)


def test_legs_have_a_lane_of_their_own_where_they_record_nothing(catalog: Catalog) -> None:
    for lanes in ("type", "actor"):
        assert {bar.lanes for bar in bars(catalog, lanes) if bar.key.startswith("leg.")} == {(LEGS,)}


def test_the_order_of_lanes(catalog: Catalog) -> None:
    def codes(lanes: str) -> list[str]:
        return [code for code, _name in order(catalog, bars(catalog, lanes), lanes, "en")]

    assert codes("corridor") == [*catalog.corridors.index, NONE]
    assert codes("type") == [*EVENT_TYPES, LEGS]
    events = catalog.events["countries"].explode().value_counts()
    counted = [events.get(code, 0) for code in codes("country")]
    assert counted == sorted(counted, reverse=True)
    assert codes("actor")[0] == "tren-de-aragua"


def test_the_months_sum_up_to_the_events(catalog: Catalog) -> None:
    months = density(bars(catalog, "type"))
    exact = sum(len(text) > 4 for text in catalog.events["date"])
    assert sum(month[2] for month in months) == exact
    assert sum(month[3] for month in months) == pytest.approx(len(catalog.events) - exact, abs=0.1)
    assert sum(month[4] for month in months) == sum(month[5] for month in months) == len(catalog.events)
    for (_first, last, *_), (following, *_rest) in pairwise(months):
        assert following == last + 1, "no gap between months"
    assert density([]) == []


def test_the_months_count_the_events_of_a_span_exactly(catalog: Catalog) -> None:
    months = density(bars(catalog, "type"))
    for first, last in ((0, 3), (10, 40), (30, 30), (0, len(months) - 1)):
        low, high = months[first][0], months[last][1]
        begun = sum(month[4] for month in months if month[0] <= high)
        ended = sum(month[5] for month in months if month[1] < low)
        assert begun - ended == touching(catalog, Interval(day_of(int(low)), day_of(int(high))))


def test_a_crowd_is_counted_instead_of_drawn(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "MARKS_MOST", 100)
    told = answer(catalog, catalog, catalog, ViewFilter(), "en", "country")
    assert told["bars"] == []
    assert told["inside"] is None
    assert sum(month[4] for month in told["months"]) == len(catalog.events)
    assert {cell[0] for cell in told["cells"]} == set(range(len(told["lanes"])))
    # A period that holds few enough shows them one by one, and sends no others.
    view = ViewFilter(since="2017", until="2017")
    few = answer(catalog, catalog, view.apply(catalog), view, "en", "type", told["held"])
    assert few["cells"] is None
    assert 0 < len(few["bars"]) < 100
    first, last = few["sight"]
    assert all(bar[1] <= last and bar[2] >= first for bar in few["bars"])
    assert few["held"] != answer(catalog, catalog, catalog, ViewFilter(), "en", "type")["held"]


def test_the_axis_covers_whole_months(catalog: Catalog) -> None:
    drawn = bars(catalog, "type")
    axis = domain(drawn)
    assert axis is not None
    assert (day_of(axis[0]).day, day_of(axis[1] + 1).day) == (1, 1)
    assert axis[0] <= min(bar.start for bar in drawn)
    assert axis[1] >= max(bar.end for bar in drawn)
    assert domain([]) is None


def test_the_period_leaves_what_the_filter_leaves(catalog: Catalog) -> None:
    told = asked(catalog, YEAR)
    shown = YEAR.apply(catalog)
    inside = {told["bars"][place][0] for place in told["inside"]}
    assert inside == {f"event.{key}" for key in shown.events.index} | {
        f"leg.{key}" for key in shown.legs.index
    }
    assert len(told["bars"]) == len(bars(catalog, "corridor")), "what lies around it is drawn as well"
    assert told["window"] == ["2024", "2024"]
    assert told["span"] == [number_of(date(2024, 1, 1)), number_of(date(2024, 12, 31))]
    assert asked(catalog, ViewFilter())["inside"] is None


def test_only_rows_of_the_view_are_sent(catalog: Catalog) -> None:
    view = ViewFilter(countries=("TT",))
    shown = view.apply(catalog)
    told = asked(catalog, view, "actor")
    assert {row[0] for row in told["bars"]} <= {f"event.{key}" for key in shown.events.index} | {
        f"leg.{key}" for key in shown.legs.index
    }
    text = json.dumps(told, ensure_ascii=False)
    assert "Pisiga" not in text
    assert "Iquique" not in text


def test_bars_travel_once_per_view(catalog: Catalog) -> None:
    first = asked(catalog, ViewFilter())
    moved = asked(catalog, YEAR, held=first["held"])
    assert moved["held"] == first["held"]
    assert "bars" not in moved
    assert moved["inside"]
    for other in (
        asked(catalog, ViewFilter(countries=("CL",)), held=first["held"]),
        asked(catalog, YEAR, "country", held=first["held"]),
        asked(catalog, YEAR, lang="es", held=first["held"]),
    ):
        assert other["held"] != first["held"]
        assert other["bars"]


def test_the_answer_is_plain(catalog: Catalog) -> None:
    for lang in LANGUAGES:
        told = asked(catalog, YEAR, "country", lang)
        json.dumps(told, allow_nan=False)
        for _key, start, end, lanes, form, _line, is_open, grade, disputed, title, phrases in told["bars"]:
            assert start <= end
            assert lanes
            assert max(lanes) < len(told["lanes"])
            assert form in (*ACT_STATUS, LEGS)
            assert (is_open, disputed) in {(0, 0), (0, 1), (1, 0), (1, 1)}
            assert grade in (0, 1, 2)
            assert title
            assert len(phrases) == 6


def test_guilt_is_said_in_words_and_withheld_where_it_must_be(catalog: Catalog) -> None:
    known = words_of(catalog, "en")
    for key, code in catalog.events["guilt"].items():
        courts = known[f"event.{key}"][6][3]
        assert courts.startswith(GUILT[code]) if key not in GUILT_WITHHELD else courts == ""
    assert any(key in catalog.events.index for key in GUILT_WITHHELD)
    assert {row[6][3] for key, row in known.items() if key.startswith("leg.")} == {""}


def test_an_empty_view(catalog: Catalog) -> None:
    told = asked(catalog, ViewFilter(text="nosuchwordanywhere"))
    assert (told["bars"], told["lanes"], told["months"], told["axis"]) == ([], [], [], None)
    assert told["sentence"].startswith("In this view nobody reported anything")
