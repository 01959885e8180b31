"""Partial dates as closed intervals."""

from __future__ import annotations

from datetime import date

import pytest

from layers.dates import Interval, overlaps, parse, parse_period, span


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2000-02-29", date(2000, 2, 29), date(2000, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("1900", date(1900, 1, 1), date(1900, 12, 31)),
        ("2100-12-31", date(2100, 12, 31), date(2100, 12, 31)),
    ],
)
def test_parse(text: str, start: date, end: date) -> None:
    assert parse(text) == Interval(start, end)
    assert parse_period(text) == Interval(start, end)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2024-13", "'2024-13' has month 13; months go from 01 to 12"),
        ("2024-00", "has month 00"),
        ("2023-02-30", "'2023-02-30' has day 30; 2023-02 has days 01 to 28"),
        ("1900-02-29", "1900-02 has days 01 to 28"),
        ("2024-04-31", "2024-04 has days 01 to 30"),
        ("2024-04-00", "has day 00"),
        ("1899", "'1899' has year 1899; years go from 1900 to 2100"),
        ("2101-01", "has year 2101"),
        ("0000", "has year 0000"),
        *((text, "is not a date; write YYYY, YYYY-MM or YYYY-MM-DD") for text in (
            "", " 2024", "2024 ", "2024-1", "24", "2024-01-1", "2024/01", "2024-01-01T00:00", "202", "20244",
            "2024-", "٢٠٢٤", "2024\n", "2024?", "2024-05/2024-06", "FY2024", "-2024", "May 2024",
        )),
    ],
)  # fmt: skip
def test_parse_refuses(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"year|month|day|date") as caught:
        parse(text)
    assert sentence in str(caught.value)


def test_fiscal_year() -> None:
    assert parse_period("FY2024") == Interval(date(2023, 10, 1), date(2024, 9, 30))
    assert parse_period("FY2024").days == 366


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("FY24", "'FY24' is not a period; write YYYY, YYYY-MM, YYYY-MM-DD or FY2024"),
        ("fy2024", "is not a period"),
        ("FY1899", "has year 1899"),
        ("2024-13", "has month 13"),
        ("2024-Q1", "is not a period"),
    ],
)
def test_parse_period_refuses(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"year|month|period") as caught:
        parse_period(text)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024", "2024-12-31", True),
        ("2024", "2025", False),
        ("2024-02", "2024-02-29", True),
        ("2024-02", "2024-03-01", False),
        ("2024-06-15", "2024-06-15", True),
    ],
)
def test_overlaps(first: str, second: str, expected: bool) -> None:
    assert overlaps(parse(first), parse(second)) is expected
    assert overlaps(parse(second), parse(first)) is expected


def test_span_covers_both_ends_whole() -> None:
    assert span("2023", "2024-03") == Interval(date(2023, 1, 1), date(2024, 3, 31))
    assert span("2024-05", "2024") == Interval(date(2024, 5, 1), date(2024, 12, 31))
    with pytest.raises(ValueError, match="'2022' is before '2023-01'"):
        span("2023-01", "2022")


def test_interval_is_closed_and_ordered() -> None:
    may = parse("2024-05")
    assert date(2024, 5, 1) in may
    assert date(2024, 5, 31) in may
    assert date(2024, 6, 1) not in may
    assert may.days == 31
    assert parse("2024-05-02") > may
    with pytest.raises(ValueError, match="before the start"):
        Interval(date(2024, 1, 2), date(2024, 1, 1))
