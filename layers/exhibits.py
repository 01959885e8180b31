"""The charts of the official series: panels side by side on one scale, several series on one axis where that is allowed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from layers.cards import positions
from layers.catalog import Catalog
from layers.charts import Cell, Chart
from layers.commensurability import is_founding, measure
from layers.figures import (
    COLUMNS,
    INDEXED,
    MOST_PANELS,
    Figure,
    Panel,
    area_text,
    base_period,
    breakdown_text,
    cited,
    compared,
    figure_text,
    indexed,
    latest,
    moment,
    panel_title,
    panels,
)
from layers.language import N_, Translator, date_text, listing, number, pick
from layers.plots import Plot
from layers.tallies import Tallies
from layers.vocabulary import DISPUTE_STATUS, QUALITY, UNITS

MOST_LINES: Final = 6
NAMED: Final = 3
"""Panels whose latest figure the sentence gives."""
STATES: Final = {
    "current": N_("drawn"),
    "other": N_("drawn as a ring: another figure for the period"),
    "partial": N_("drawn hatched: part of the period"),
    "hidden": N_("not drawn: repeats one that is, or covers less"),
}
MARKED: Final = N_(
    "Marks below an axis: our events in view that concern the area, by month. They are reports and no part of the series; an event without a month has none."
)
PUBLISHERS: Final = 6


def exhibit(tallies: Tallies, series: str, plot: Plot, lang: str) -> Chart:
    """Return the chart of one series in view, for the areas and the measure chosen."""
    _ = Translator(lang)
    record: Any = tallies.shown.series.loc[series]
    found = panels(tallies, series, plot.areas, plot.parts)
    nature, unit = measure(series).nature, _(UNITS[str(record["unit"])])
    drawn, notes = found[:MOST_PANELS], []
    base = base_period(drawn) if plot.measure == "index" and nature in INDEXED else None
    if plot.measure == "index":
        notes.append(_index_note(base, nature, lang))
    if base:
        drawn = tuple(indexed(panel, base) for panel in drawn)
        unit = _("index, {period} = 100", period=date_text(lang, base))
    several = len({panel.step for panel in found}) > 1
    if len(found) > len(drawn):
        counts = {"n": number(lang, len(drawn)), "all": number(lang, len(found))}
        notes.append(_("{n} of {all} panels are drawn; the table holds the figures of all.", **counts))
    columns = nature in COLUMNS and not base
    return Chart(
        series,
        pick(lang, record, "title")[0],
        _sentence(drawn, unit, lang, several),
        _head(lang),
        tuple(row for panel in found for row in _rows(tallies, panel, lang)),
        {
            "kind": "none" if nature == "listing" else "panels",
            "form": "columns" if columns else "points",
            "panels": [
                _drawn(panel, lang, unit, several, tallies if plot.marks else None) for panel in drawn
            ],
        },
        _source(tallies, found, lang),
        unit=unit,
        notes=tuple(
            filter(
                None,
                (
                    pick(lang, record, "definition")[0],
                    pick(lang, record, "note")[0],
                    *notes,
                    *_forms(drawn, lang),
                    _(MARKED) if plot.marks else "",
                ),
            )
        ),
        disputes=tuple(_dispute(tallies, key, lang) for key in _touching(tallies.shown, series)),
    )


def comparison(tallies: Tallies, series: Sequence[str], plot: Plot, lang: str) -> Chart:
    """Return several series that may share an axis as lines on one, for whole periods only."""
    _ = Translator(lang)
    lines: list[tuple[str, Panel]] = []
    for key in series:
        own = panels(tallies, key, plot.areas)
        title = pick(lang, tallies.shown.series.loc[key], "title")[0]
        lines += [(title, panel) for panel in own if panel.current and not panel.breakdown]
    times = Counter(panel.area for _title, panel in lines)  # first the areas that most of the series have
    lines = sorted(lines, key=lambda each: (-times[each[1].area], -len(each[1].current)))[:MOST_LINES]
    unit = _(UNITS[str(tallies.shown.series.at[series[0], "unit"])])
    base = base_period([panel for _title, panel in lines]) if plot.measure == "index" else None
    if base:
        lines = [(title, indexed(panel, base)) for title, panel in lines]
        unit = _("index, {period} = 100", period=date_text(lang, base))
    names = [f"{title}: {area_text(panel.area, lang)}" for title, panel in lines]
    return Chart(
        "comparison",
        _("The series chosen on one axis"),
        _(
            "They count the same thing in the same unit: {n} lines, whole periods only.",
            n=number(lang, len(lines)),
        ),
        (_("Line"), _("Period"), _("Value")),
        tuple(
            (name, date_text(lang, figure.period), round(figure.value, 3))
            for name, (_title, panel) in zip(names, lines, strict=True)
            for figure in panel.current
        ),
        {
            "kind": "lines",
            "lines": [
                {"title": name, "marks": [_mark(figure, lang, unit) for figure in panel.current]}
                for name, (_title, panel) in zip(names, lines, strict=True)
            ],
        },
        _source(tallies, [panel for _title, panel in lines], lang),
        unit=unit,
    )


def _index_note(base: str | None, nature: str, lang: str) -> str:
    _ = Translator(lang)
    if nature not in INDEXED:
        return _("No index is drawn: of scores, shares, amounts and listings it would say nothing.")
    if base is None:
        return _("No index is drawn: there is no period for which all areas chosen have a figure above zero.")
    return _("The index leaves out figures for part of a period.")


def _sentence(drawn: Sequence[Panel], unit: str, lang: str, steps: bool) -> str:
    """Say the latest figure for a whole period of the first panels, and the one before it."""
    _ = Translator(lang)
    said = []
    for panel in [panel for panel in drawn if panel.current][:NAMED]:
        now = latest(panel)[0]
        values = {
            "area": panel_title(panel, lang, steps),
            "value": number(lang, round(now.value, 1)),
            "unit": unit,
            "period": date_text(lang, now.period),
        }
        against = compared(panel, lang)
        if against:
            said.append(_("{area}: {value} ({unit}) in {period}; {against}.", **values, against=against))
        else:
            said.append(_("{area}: {value} ({unit}) in {period}.", **values))
    return " ".join(said) or _("No figure for a whole period is in view.")


def _forms(drawn: Sequence[Panel], lang: str) -> list[str]:
    """Say what of the drawing needs words: hatched parts of periods, rivals of a figure, years between."""
    _ = Translator(lang)
    partial = [figure for panel in drawn for figure in panel.figures if figure.state == "partial"]
    rivals = {(panel.area, f.period) for panel in drawn for f in panel.figures if f.state == "other"}
    notes = []
    if partial:
        notes.append(
            _.n(
                "{n} period is covered only in part: hatched, never to be read as a whole one.",
                "{n} periods are covered only in part: hatched, never to be read as whole ones.",
                len(partial),
            )
        )
    if rivals:
        notes.append(
            _.n(
                "For {n} period there are several figures, revised or of different sources: the one published last is drawn full, the others as rings.",
                "For {n} periods there are several figures, revised or of different sources: the one published last is drawn full, the others as rings.",
                len(rivals),
            )
        )
    return notes


def _drawn(panel: Panel, lang: str, unit: str, steps: bool, tallies: Tallies | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": panel_title(panel, lang, steps),
        "marks": [_mark(figure, lang, unit) for figure in panel.figures if figure.state != "hidden"],
    }
    if tallies is not None:
        found["events"] = [
            [year + (month - 0.5) / 12, n] for (year, month), n in tallies.months(panel.countries).items()
        ]
    return found


def _mark(figure: Figure, lang: str, unit: str) -> dict[str, Any]:
    _ = Translator(lang)
    parts = [f"{date_text(lang, figure.period)}: {number(lang, round(figure.value, 1))} {unit}"]
    if figure.lower is not None or figure.upper is not None:
        parts.append(_range(figure, lang))
    parts.append(_(QUALITY[figure.quality]))
    if figure.state in ("partial", "other"):
        parts.append(_(STATES[figure.state]))
    mark: dict[str, Any] = {
        "from": moment(figure.start),
        "to": moment(figure.end, after=True),
        "value": round(figure.value, 3),
        "quality": figure.quality,
        "state": figure.state,
        "text": ", ".join(parts),
    }
    if figure.lower is not None or figure.upper is not None:
        mark |= {"lower": figure.lower, "upper": figure.upper}
    return mark


def _range(figure: Figure, lang: str) -> str:
    _ = Translator(lang)
    if figure.lower is None:
        return _("up to {upper}", upper=number(lang, figure.upper))
    if figure.upper is None:
        return _("from {lower} on", lower=number(lang, figure.lower))
    return _("{lower} to {upper}", lower=number(lang, figure.lower), upper=number(lang, figure.upper))


def _head(lang: str) -> tuple[str, ...]:
    _ = Translator(lang)
    return (
        _("Area"), _("Part of the whole"), _("Period"), _("Value"), _("Lower end"), _("Upper end"), _("Kind of figure"),
        _("Covers"), _("In the chart"), _("Source"), _("Remark"),
    )  # fmt: skip


def _rows(tallies: Tallies, panel: Panel, lang: str) -> list[tuple[Cell, ...]]:
    _ = Translator(lang)
    rows: list[tuple[Cell, ...]] = []
    for figure in panel.figures:
        rows.append(
            (
                area_text(panel.area, lang),
                breakdown_text(panel.breakdown, lang) or _("the whole"),
                date_text(lang, figure.period),
                _plain_number(figure.value),
                _plain_number(figure.lower),
                _plain_number(figure.upper),
                _(QUALITY[figure.quality]),
                _("part of the period") if figure.partial else _("the whole period"),
                _(STATES[figure.state]),
                _publishers(tallies.whole, figure.sources),
                {"text": figure.note, "lang": "en"},
            )
        )
    return rows


def _plain_number(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


def _publishers(whole: Catalog, keys: Sequence[str]) -> Mapping[str, str]:
    """Return the publishers of a figure; the address is that of the first source whose address may be shown."""
    known = [cited(whole)[key] for key in keys]
    found = {"text": "; ".join(dict.fromkeys(each.publisher for each in known))}
    address = next((each.url for each in known if each.url), None)
    return found | {"url": address} if address else found


def _source(tallies: Tallies, found: Sequence[Panel], lang: str) -> str:
    _ = Translator(lang)
    keys = dict.fromkeys(key for panel in found for figure in panel.figures for key in figure.sources)
    names = list(dict.fromkeys(cited(tallies.whole)[key].publisher for key in keys))
    more = len(names) - PUBLISHERS
    if more > 0:
        names = [*names[:PUBLISHERS], _.n("{n} more", "{n} more", more)]
    return _("Sources: {names}. The table names the source of every figure.", names=listing(lang, names))


def _touching(shown: Catalog, series: str) -> list[str]:
    """Return the ids of the disputes in view about a series, the open ones first."""
    rows = shown.disputes
    touched = [series in about["series"] for about in rows["about"]]
    return list(rows[touched].sort_values("status", kind="stable").index)


def _dispute(tallies: Tallies, key: str, lang: str) -> dict[str, Any]:
    return {**told(tallies.whole, key, lang), "founding": founding_figures(tallies, key, lang)}


@lru_cache(maxsize=512)
def told(whole: Catalog, key: str, lang: str) -> dict[str, Any]:
    """Return a dispute in words: the question, where it stands, who says what, how the atlas reads it. Not to be changed."""
    dispute: Any = whole.disputes.loc[key]
    reading, reading_lang = pick(lang, dispute, "our_reading")
    return {
        "key": f"dispute.{key}",
        "question": pick(lang, dispute, "question")[0],
        "status": Translator(lang)(DISPUTE_STATUS[dispute["status"]]),
        "sides": positions(whole, dispute, lang),
        "reading": {"text": reading, "lang": reading_lang},
    }


def founding_figures(tallies: Tallies, key: str, lang: str) -> list[str]:
    """Return the figures of the founding articles that a dispute is about, each in words; the only place that shows them.

    A founding series belongs to the disputes about it, and to those that cite its source and are about an official series of
    the same name ("cl_irregular_entries" of "cl_irregular_entries_pdi").
    """
    _ = Translator(lang)
    dispute, said = tallies.shown.disputes.loc[key], []
    quoted = {source for position in dispute["positions"] for source in position["sources"]}
    for series in filter(is_founding, tallies.shown.series.index):
        stem = series.removesuffix("_founding_article")
        record = tallies.shown.series.loc[series]
        sibling = any(each.startswith(stem) for each in dispute["about"]["series"])
        if series in dispute["about"]["series"] or (sibling and quoted & set(record["sources"])):
            for panel in panels(tallies, series):
                said += [
                    _(
                        "{area}, {figure} ({unit}): {title}.",
                        area=area_text(panel.area, lang),
                        figure=figure_text(figure, lang),
                        unit=_(UNITS[str(record["unit"])]),
                        title=pick(lang, record, "title")[0],
                    )
                    for figure in panel.figures
                ]
    return said
