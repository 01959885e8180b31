"""The latest published figures about a country, as they were published: unit, period, quality, source."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from layers.blocks import Block, Word, heading, table, text
from layers.catalog import Catalog
from layers.language import Translator, country, date_text, number, pick
from layers.profiles import sections
from layers.profiles.reports import published
from layers.profiles.tally import holding
from layers.vocabulary import GEOGRAPHIES, QUALITY, UNITS

HEADLINES: Final = (
    "ven_hosted_r4v",
    "cl_irregular_entries_pdi",
    "darien_crossings",
    "us_encounters_ven",
    "ven_hosted_unhcr",
)
"""The series whose latest figure stands in the first screen: the first of them that has one."""

OTHER: Final = "OTHER"
"""What stands for all nationalities that a series does not name."""
USED: Final = ["series", "geography", "breakdown", "start", "end", "partial"]


@dataclass(frozen=True)
class Figure:
    """The id of an observation and of its series: the newest of that series for a geography."""

    series: str
    observation: str


def latest(observations: pd.DataFrame, code: str) -> tuple[Figure, ...]:
    """Return the latest observations about a country, in the order of the series.

    A series that gives figures for the country as a whole is taken at that, another at each region, crossing or border that
    belongs to the country. Without a breakdown where there is one without. The latest is the one whose period ends last, then
    the one that begins first (a whole year before its last month), then one that is not partial.
    """
    mine = holding(observations, "countries", code)
    rows: dict[str, list[dict[Hashable, Any]]] = {}
    for row in mine[USED].reset_index().to_dict("records"):
        rows.setdefault(row["series"], []).append(row)
    found: list[Figure] = []
    for series in sorted(rows):
        own = [row for row in rows[series] if row["geography"] == code] or rows[series]
        for geography in sorted({row["geography"] for row in own}):
            each = [row for row in own if row["geography"] == geography]
            usable = [row for row in each if row["breakdown"] is None] or each
            first = max(usable, key=_newest)
            found += [Figure(series, row["id"]) for row in usable if _newest(row) == _newest(first)]
    return tuple(found)


def alone(observations: pd.DataFrame, series: Collection[str], code: str) -> list[str]:
    """Return those of the series whose every observation is about one country, sorted."""
    others = {
        name
        for name, countries in zip(observations["series"], observations["countries"], strict=True)
        if set(countries) != {code}
    }
    return sorted(set(series) - others)


def _newest(row: dict[Hashable, Any]) -> tuple[Any, ...]:
    return row["end"], -row["start"].toordinal(), not row["partial"]


def point(catalog: Catalog, figures: Iterable[Figure], lang: str) -> dict[str, str] | None:
    """Say the headline figure; None without any figure."""
    _ = Translator(lang)
    per_series = {figure.series: figure for figure in reversed(tuple(figures))}
    if not per_series:
        return sections.point(_("No published series in view gives a figure for the country."))
    key = next((key for key in HEADLINES if key in per_series), next(iter(per_series)))
    observation: Any = catalog.observations.loc[per_series[key].observation]
    said = _(
        "{title}: {value} ({period}).",
        title=pick(lang, catalog.series.loc[key], "title")[0],
        value=value(catalog, observation, lang),
        period=period(observation, lang),
    )
    more = _.n(
        "{n} published series gives figures for the country.",
        "{n} published series give figures for the country.",
        len(per_series),
    )
    return sections.point(said, more, "figures", _("Figures"))


def section(catalog: Catalog, figures: tuple[Figure, ...], code: str, lang: str) -> list[Block]:
    """Return the latest figure of every series as a table."""
    _ = Translator(lang)
    made: list[Block] = [heading(_("What do published figures say?"), 3, "figures")]
    if not figures:
        return [*made, text(_("No published series in view gives a figure for the country."))]
    rows: list[list[Word | list[Word]]] = []
    said = published(catalog)
    for figure in figures:
        observation: Any = catalog.observations.loc[figure.observation]
        series = catalog.series.loc[figure.series]
        title: Word = {"text": pick(lang, series, "title")[0], "sub": _of(observation, code, lang)}
        rows.append(
            [
                title,
                value(catalog, observation, lang),
                period(observation, lang),
                _(QUALITY[observation["quality"]]),
                [said[key] for key in observation["sources"]],
            ]
        )
    columns = [_("Series"), _("Latest value"), _("Period"), _("Quality"), _("Source")]
    caution = _("Figures of different series count different things and must not be added up or chained.")
    return [*made, text(caution, quiet=True), table(_("The latest figure of each series"), columns, rows)]


def _of(observation: "pd.Series[Any]", code: str, lang: str) -> str:
    """Say of which area and which part a figure is; "" where it is of the country as a whole."""
    _ = Translator(lang)
    geography = observation["geography"]
    area = (
        ""
        if geography == code
        else _(GEOGRAPHIES[geography])
        if geography in GEOGRAPHIES
        else country(lang, geography)
    )
    return " · ".join(filter(None, (area, _part(observation["breakdown"], lang))))


def _part(breakdown: object, lang: str) -> str:
    """Name the part that a figure is of: a nationality in the language, anything else as the data have it."""
    if not isinstance(breakdown, str):
        return ""
    dimension, _sep, part = breakdown.rpartition("=")
    if dimension != "nationality":
        return part.replace("_", " ")
    _ = Translator(lang)
    return _("other nationalities") if part == OTHER else country(lang, part)


def value(catalog: Catalog, observation: "pd.Series[Any]", lang: str) -> str:
    """Return the value, or the range, with its unit."""
    _ = Translator(lang)
    unit = _(UNITS[str(catalog.series.at[observation["series"], "unit"])])
    if pd.isna(observation["value"]):
        lower, upper = number(lang, observation["lower"]), number(lang, observation["upper"])
        given = _("{lower} to {upper}", lower=lower, upper=upper) if lower and upper else lower or upper
    else:
        given = number(lang, observation["value"])
    return f"{given} {unit}"


def period(observation: "pd.Series[Any]", lang: str) -> str:
    """Return the period in words; one that is not over, or not wholly counted, is said to be partial."""
    _ = Translator(lang)
    said = date_text(lang, observation["period"])
    return _("{period}, partial", period=said) if observation["partial"] else said
