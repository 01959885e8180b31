"""Observations as panels: one figure per period is current, what is partial is told apart, an index has a common base."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from layers.captions import BREAKDOWNS, VALUES, breakdown_text, compared
from layers.catalog import Catalog
from layers.commensurability import MEASURES
from layers.figures import (
    Panel,
    base_period,
    indexed,
    latest,
    moment,
    panels,
    step_of,
)
from layers.tallies import Tallies

SERIES = "darien_crossings"


def made(catalog: Catalog, *rows: tuple[str, float, bool], series: str = SERIES) -> Tallies:
    """Return a catalog whose only figures are these (period, value, partial), in the order of publication."""
    first = catalog.observations[catalog.observations["series"] == SERIES].iloc[0]
    dated = catalog.sources[catalog.sources["published"].notna()].sort_values("published")
    records = [
        {
            **first.to_dict(),
            "series": series,
            "period": period,
            "value": value,
            "partial": partial,
            "breakdown": None,
            "sources": (dated.index[place * 20],),
            "start": date(int(period[-4:] if period[0] == "F" else period[:4]), 1, 1),
            "end": date(int(period[-4:] if period[0] == "F" else period[:4]), 12, 31),
        }
        for place, (period, value, partial) in enumerate(rows)
    ]
    frame = pd.DataFrame(records, index=[f"obs-{n}" for n in range(len(records))])
    frame = frame.astype({"value": float, "lower": float, "upper": float})
    whole = replace(catalog, observations=frame)
    return Tallies(whole, whole)


def only(tallies: Tallies, series: str = SERIES) -> Panel:
    (panel,) = panels(tallies, series)
    return panel


def states(panel: Panel) -> list[tuple[float, str]]:
    return [(figure.value, figure.state) for figure in panel.figures]


def test_the_figure_published_last_is_current(catalog: Catalog) -> None:
    panel = only(
        made(catalog, ("2020", 10, False), ("2020", 12, False), ("2020", 12, False), ("2020", 9, True))
    )
    assert sorted(states(panel)) == [(9, "hidden"), (10, "other"), (12, "current"), (12, "hidden")]


def test_of_partial_counts_the_furthest_is_drawn_and_is_no_figure_of_the_period(catalog: Catalog) -> None:
    panel = only(made(catalog, ("2020", 30, True), ("2020", 10, True)))
    assert sorted(states(panel)) == [(10, "hidden"), (30, "partial")]
    assert panel.current == ()
    with pytest.raises(ValueError, match="no figure for a whole period"):
        latest(panel)


def test_of_partial_rates_the_last_published_is_drawn(catalog: Catalog) -> None:
    assert MEASURES["homicide_rate_unodc"].nature == "rate"
    tallies = made(catalog, ("2020", 30, True), ("2020", 10, True), series="homicide_rate_unodc")
    assert sorted(states(only(tallies, "homicide_rate_unodc"))) == [(10, "partial"), (30, "hidden")]


def test_a_change_is_given_only_between_neighbours(catalog: Catalog) -> None:
    near = only(made(catalog, ("2020", 10, False), ("2021", 15, False)))
    assert compared(near, "en") == "+50\u00a0% on 2020 (10)"
    far = only(made(catalog, ("2020", 10, False), ("2022", 15, False)))
    assert compared(far, "en") == "the figure before is of 2020: 10"
    assert compared(only(made(catalog, ("2020", 10, False))), "en") == ""


def test_months_and_years_are_panels_of_their_own(catalog: Catalog) -> None:
    tallies = made(catalog, ("2020", 10, False), ("2020-01", 1, False), ("FY2020", 8, False))
    assert [panel.step for panel in panels(tallies, SERIES)] == ["year", "fiscal", "month"]
    assert [step_of(text) for text in ("2020", "FY2020", "2020-01", "2020-01-31")] == [
        "year", "fiscal", "month", "day",
    ]  # fmt: skip


def test_an_index_starts_at_the_first_common_period(catalog: Catalog) -> None:
    panel = only(
        made(catalog, ("2019", 0, False), ("2020", 40, False), ("2021", 10, False), ("2022", 5, True))
    )
    later = replace(panel, area="CL", figures=tuple(f for f in panel.figures if f.period != "2020"))
    assert base_period([panel]) == "2020"  # 2019 is zero: nothing can be divided by it
    assert base_period([panel, later]) == "2021"
    assert base_period([]) is None
    assert base_period([panel, replace(panel, figures=())]) is None
    scaled = indexed(panel, "2020")
    assert [figure.value for figure in scaled.figures] == [0, 100, 25]  # without the part of 2022


def test_areas_that_have_no_figure_leave_the_series_whole(catalog: Catalog) -> None:
    tallies = Tallies(catalog, catalog)
    assert {p.area for p in panels(tallies, "homicide_rate_unodc", ("CL", "PE"))} == {"CL", "PE"}
    assert [p.area for p in panels(tallies, "homicide_rate_unodc", ("PE", "CL"))] == ["PE", "CL"]
    assert {p.area for p in panels(tallies, SERIES, ("CL",))} == {"darien"}


def test_parts_of_a_whole_are_shown_when_asked_for_or_alone(catalog: Catalog) -> None:
    tallies = Tallies(catalog, catalog)
    assert not [p for p in panels(tallies, SERIES) if p.breakdown]
    assert [p for p in panels(tallies, SERIES, parts=True) if p.breakdown == "nationality=VE"]
    assert all(p.breakdown == "nationality=VE" for p in panels(tallies, "us_encounters_ven"))


@pytest.mark.parametrize(
    ("breakdown", "said"),
    [
        ("", ""),
        ("nationality=VE", "nationality: Venezuela"),
        ("source=prosecutors;offence=trafficking", "register: prosecutors, offence: trafficking in persons"),
        ("cumulative 2017-2019", "2017 to 2019 together"),
        ("leg=Loa to Antofagasta", "leg: Loa to Antofagasta"),
    ],
)
def test_parts_of_a_whole_in_words(breakdown: str, said: str) -> None:
    assert breakdown_text(breakdown, "en") == said


def test_every_part_of_a_whole_in_the_data_has_words(catalog: Catalog) -> None:
    for breakdown in catalog.observations["breakdown"].dropna().unique():
        for part in breakdown.split(";"):
            name, equals, value = part.partition("=")
            known = value in VALUES or re.fullmatch(r"[A-Z]{2}|\d{4}-\d{4}", value)
            assert (name in BREAKDOWNS and known) if equals else part in VALUES, part


def test_days_as_fractions_of_years() -> None:
    assert moment(date(2024, 1, 1)) == 2024
    assert moment(date(2024, 12, 31), after=True) == 2025
    assert moment(date(2023, 7, 2)) == pytest.approx(2023.5, abs=0.01)
