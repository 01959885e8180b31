"""Dates: what holds for every one of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from layers.dates import Interval, overlaps, parse, parse_period, span

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TEXTS = DAYS.flatmap(lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", day.isoformat()]))


@given(DAYS)
def test_coarser_dates_contain_finer_ones(day: date) -> None:
    year, month, exact = parse(f"{day.year}"), parse(f"{day.year}-{day.month:02d}"), parse(day.isoformat())
    assert exact == Interval(day, day)
    assert year.start <= month.start <= day <= month.end <= year.end
    assert year.days in (365, 366)
    assert month.days in range(28, 32)


@given(DAYS)
def test_months_and_years_are_whole(day: date) -> None:
    for text in (f"{day.year}", f"{day.year}-{day.month:02d}"):
        interval = parse(text)
        before, after = interval.start - timedelta(1), interval.end + timedelta(1)
        assert not before.isoformat().startswith(text)
        assert not after.isoformat().startswith(text)
        assert interval.start.isoformat().startswith(text)
        assert interval.end.isoformat().startswith(text)


@given(TEXTS, TEXTS)
def test_overlap_is_symmetric_and_means_a_common_day(first: str, second: str) -> None:
    one, other = parse(first), parse(second)
    common = max(one.start, other.start) <= min(one.end, other.end)
    assert overlaps(one, other) is overlaps(other, one) is common
    assert overlaps(one, one)


@given(TEXTS, TEXTS)
def test_span_covers_both(first: str, second: str) -> None:
    one, other = parse(first), parse(second)
    if other.end < one.start:
        first, second, one, other = second, first, other, one
    whole = span(first, second)
    assert whole.start == one.start
    assert whole.end == other.end


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_clear_refusal(text: str) -> None:
    for read in (parse, parse_period):
        refusal = ""
        try:
            read(text)
        except ValueError as error:
            refusal = str(error)
        assert not refusal or repr(text) in refusal


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_only_days_of_the_calendar_are_read(year: int, month: int, day: int) -> None:
    text = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        expected = date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        expected = None
    try:
        found = parse(text).start
    except ValueError:
        found = None
    assert found == expected
