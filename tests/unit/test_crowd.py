"""Counts per lane and step of time, where there is too much for single marks."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.crowd import MARKS_MOST, STEPS_MOST, cells, crowded, steps
from layers.lanes import Bar, day_of, number_of

DAYS = st.integers(number_of(date(2015, 1, 1)), number_of(date(2027, 1, 1)))


@st.composite
def bars(draw: st.DrawFn) -> list[Bar]:
    spans = draw(st.lists(st.tuples(DAYS, st.integers(0, 400), st.sampled_from(["a", "b"]), st.booleans())))
    return [
        Bar(f"{'event' if event else 'leg'}.{n}", start, start + days, (lane,))
        for n, (start, days, lane, event) in enumerate(spans)
    ]


@given(DAYS, st.integers(0, 5_000))
def test_steps_cover_the_axis_without_gap_or_overlap(first: int, days: int) -> None:
    found = steps((first, first + days))
    assert len(found) <= STEPS_MOST
    assert found[0][0] <= first
    assert found[-1][1] >= first + days
    assert all(a <= b for a, b in found)
    assert all(after[0] == before[1] + 1 for before, after in itertools.pairwise(found))


def test_longer_steps_begin_with_the_calendar() -> None:
    found = steps((number_of(date(2017, 2, 1)), number_of(date(2026, 11, 30))))
    assert {day_of(first).day for first, _last in found} == {1}
    assert day_of(found[0][0]) == date(2017, 1, 1)
    assert day_of(found[0][1]) == date(2017, 3, 31)


@given(bars(), DAYS, st.integers(0, 4_000))
def test_a_cell_counts_what_touches_it(drawn: list[Bar], first: int, days: int) -> None:
    axis = (first, first + days)
    found = cells(drawn, {"a": 0, "b": 1}, axis)
    told = {(lane, start): (end, events, legs) for lane, start, end, events, legs in found}
    for lane, code in enumerate("ab"):
        for start, end in steps(axis):
            touching = [b.key for b in drawn if code in b.lanes and b.start <= end and b.end >= start]
            events = sum(key.startswith("event.") for key in touching)
            expected = (end, events, len(touching) - events) if touching else None
            assert told.get((lane, start)) == expected


@pytest.mark.parametrize(("marks", "many"), [(MARKS_MOST, False), (MARKS_MOST + 1, True)])
def test_what_lies_outside_of_the_axis_is_no_crowd(marks: int, many: bool) -> None:
    drawn = [Bar(f"event.{n}", 100, 100, ("a",)) for n in range(marks)]
    assert crowded(drawn, (50, 100)) is many
    assert crowded(drawn, (101, 200)) is False
    assert crowded(drawn, None) is False
