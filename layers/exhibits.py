"""The charts of the official series: panels side by side on one scale, several series on one axis where that is allowed."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from layers.captions import area_text, compared, panel_title
from layers.charts import Chart
from layers.commensurability import measure
from layers.contention import touching
from layers.figures import COLUMNS, INDEXED, MOST_PANELS, Panel, base_period, indexed, latest, panels
from layers.language import N_, Translator, date_text, number, pick
from layers.plots import Plot
from layers.readings import head, mark, rows, source_line
from layers.tallies import Tallies
from layers.vocabulary import UNITS

MOST_LINES: Final = 6
NAMED: Final = 3
"""Panels whose latest figure the sentence gives."""
MARKED: Final = N_(
    "Marks below an axis: our events in view that concern the area, by month. They are reports and no part of the series; an event without a month has none."
)


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
        head(lang),
        tuple(row for panel in found for row in rows(tallies, panel, lang)),
        {
            "kind": "none" if nature == "listing" else "panels",
            "form": "columns" if columns else "points",
            "panels": [
                _drawn(panel, lang, unit, several, tallies if plot.marks else None) for panel in drawn
            ],
        },
        source_line(tallies, found, lang),
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
        disputes=touching(tallies, series, lang),
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
                {"title": name, "marks": [mark(figure, lang, unit) for figure in panel.current]}
                for name, (_title, panel) in zip(names, lines, strict=True)
            ],
        },
        source_line(tallies, [panel for _title, panel in lines], lang),
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
        "marks": [mark(figure, lang, unit) for figure in panel.figures if figure.state != "hidden"],
    }
    if tallies is not None:
        found["events"] = [
            [year + (month - 0.5) / 12, n] for (year, month), n in tallies.months(panel.countries).items()
        ]
    return found
