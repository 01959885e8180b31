"""What a visitor has chosen of the statistics, to and from a link."""

import pytest

from layers.catalog import Catalog
from layers.plots import MOST_SERIES, Plot

FULL = Plot(
    "figures", ("darien_crossings", "homicide_rate_unodc"), ("PE", "CL"), "index", parts=True, marks=True
)


@pytest.mark.parametrize("plot", [Plot(), FULL, Plot(part="figures"), Plot(areas=("darien",))])
def test_a_link_gives_the_same_choices_again(catalog: Catalog, plot: Plot) -> None:
    assert Plot.from_query(plot.to_query(), catalog) == (plot, ())


def test_defaults_are_not_written() -> None:
    assert Plot().to_query() == {}


def test_case_and_commas_do_not_matter(catalog: Catalog) -> None:
    found, notices = Plot.from_query(
        {"series": "DARIEN_crossings, homicide_rate_unodc", "geo": ["cl", "CL"]}, catalog
    )
    assert found == Plot(series=("darien_crossings", "homicide_rate_unodc"), areas=("CL",))
    assert not notices


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"part": ["all"]}, "unknown-value"),
        ({"series": ["no_such_series"]}, "unknown-value"),
        ({"series": ["homicide_rate_cl_founding_article"]}, "founding-series"),
        ({"geo": ["XX"]}, "unknown-value"),
        ({"measure": ["rate"]}, "unknown-value"),
        ({"marks": ["yes"]}, "unknown-value"),
        ({"series": ["<script>alert(1)</script>"]}, "unknown-value"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(
    catalog: Catalog, query: dict[str, list[str]], code: str
) -> None:
    found, notices = Plot.from_query(query, catalog)
    assert found == Plot()
    assert [notice.code for notice in notices] == [code]
    assert all(notice.text(lang) for notice in notices for lang in ("en", "es", "pt"))


def test_no_more_series_than_can_be_looked_at(catalog: Catalog) -> None:
    many = [key for key in catalog.series.index if not key.endswith("_founding_article")][:9]
    found, notices = Plot.from_query({"series": many}, catalog)
    assert found.series == tuple(many[:MOST_SERIES])
    assert [notice.code for notice in notices] == ["more"]


def test_a_flood_is_cut(catalog: Catalog) -> None:
    _found, notices = Plot.from_query({"geo": [f"x{n}" for n in range(1000)]}, catalog)
    assert len(notices) <= 10
