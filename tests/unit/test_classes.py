"""Classes of a shaded map: quarters, with ties and few values."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.classes import MOST, Span, class_of, quantiles

FIGURES = st.lists(st.integers(1, 30) | st.floats(0.1, 1e6), max_size=60)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([], []),
        ([7], [(7, 7)]),
        ([3, 3, 3], [(3, 3)]),
        ([9, 2], [(2, 2), (9, 9)]),
        ([1, 1, 1, 1, 1, 1, 1, 2, 50], [(1, 1), (2, 2), (50, 50)]),
        ([1, 2, 3, 4, 5, 6, 7, 8], [(1, 2), (3, 4), (5, 6), (7, 8)]),
        ([1, 1, 1, 1, 1, 1, 2, 3, 4, 5], [(1, 1), (2, 3), (4, 5)]),
    ],
)
def test_quarters(values: list[float], wanted: list[tuple[float, float]]) -> None:
    assert quantiles(values) == tuple(Span(*pair) for pair in wanted)


@given(FIGURES)
def test_every_value_is_in_exactly_one_class_and_in_order(values: list[float]) -> None:
    classes = quantiles(values)
    assert len(classes) <= MOST
    assert len(classes) >= min(len(set(values)), 1)
    for span in classes:
        assert span.low in values
        assert span.high in values
    for before, after in pairwise(classes):
        assert before.high < after.low
    for value in values:
        assert sum(span.low <= value <= span.high for span in classes) == 1
    assert [class_of(v, classes) for v in sorted(values)] == sorted(class_of(v, classes) for v in values)


@given(st.lists(st.integers(1, 10**6), min_size=MOST + 1, max_size=60, unique=True))
def test_without_ties_the_classes_are_of_one_size(values: list[int]) -> None:
    classes = quantiles(values)
    sizes = [sum(span.low <= value <= span.high for value in values) for span in classes]
    assert max(sizes) - min(sizes) <= 1


def test_a_value_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="none of the classes"):
        class_of(5, (Span(1, 4), Span(6, 9)))
