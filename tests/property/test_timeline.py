"""What holds for the timeline of every view."""

from hypothesis import given, settings
from hypothesis import strategies as st

from layers import dates
from layers.filters import ViewFilter
from layers.lanes import LANES, LEGS, NONE, bars, number_of
from layers.timeline import answer, density
from tests.property.test_filters import atlas, views

usual = settings(deadline=None, max_examples=60)


@usual
@given(views(), st.sampled_from(list(LANES)))
def test_every_dated_row_is_in_exactly_its_lanes(view, lanes):
    shown = view.apply(atlas())
    found = {bar.key: bar for bar in bars(shown, lanes)}
    expected = {}
    for key, event in shown.events.iterrows():
        own = {
            "corridor": [event["corridor"]] if event["corridor"] else [],
            "country": event["countries"],
            "type": [event["type"]],
            "actor": event["actors"],
        }[lanes]
        expected[f"event.{key}"] = set(own) or {NONE}
    for key, leg in shown.legs.iterrows():
        if leg["reported_from"] or leg["reported_to"] or leg["last_reported"]:
            own = {"corridor": [leg["corridor"]], "country": leg["countries"]}.get(lanes, [LEGS])
            expected[f"leg.{key}"] = set(own) or {NONE}
    assert {key: set(bar.lanes) for key, bar in found.items()} == expected
    assert all(len(bar.lanes) == len(set(bar.lanes)) for bar in found.values())


@usual
@given(views())
def test_a_bar_covers_exactly_what_its_date_says(view):
    shown = view.apply(atlas())
    for bar in bars(shown, "type"):
        kind, _sep, key = bar.key.partition(".")
        if kind == "event":
            known = dates.parse(shown.events.at[key, "date"])
            assert (bar.start, bar.end) == (number_of(known.start), number_of(known.end))


@usual
@given(views())
def test_the_period_decides_which_bars_are_inside(view):
    wide = view.without("since", "until").apply(atlas())
    shown = view.apply(atlas())
    told = answer(atlas(), wide, shown, view, "en", "corridor")
    kept = range(len(told["bars"])) if told["inside"] is None else told["inside"]
    keys = {told["bars"][place][0] for place in kept}
    dated = {f"leg.{key}" for key, start in shown.legs["start"].items() if start is not None}
    assert keys == {f"event.{key}" for key in shown.events.index} | dated


@usual
@given(views())
def test_months_never_gain_or_lose_an_event(view):
    shown = view.apply(atlas())
    months = density(bars(shown, "type"))
    assert abs(sum(month[2] + month[3] for month in months) - len(shown.events)) < 0.2
    assert sum(month[4] for month in months) == sum(month[5] for month in months) == len(shown.events)


def test_the_empty_view_is_the_whole_atlas():
    assert len(bars(atlas(), "type")) == len(atlas().events) + int(atlas().legs["start"].notna().sum())
    assert ViewFilter().apply(atlas()) is atlas()
