"""Figures as rows of a table and as marks of a drawing: the same figures, in the same words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from layers.captions import area_text, breakdown_text
from layers.catalog import Catalog
from layers.charts import Cell
from layers.figures import Panel, moment
from layers.language import N_, Translator, date_text, listing, number
from layers.observations import Figure, cited
from layers.tallies import Tallies
from layers.vocabulary import QUALITY

STATES: Final = {
    "current": N_("drawn"),
    "other": N_("drawn as a ring: another figure for the period"),
    "partial": N_("drawn hatched: part of the period"),
    "hidden": N_("not drawn: repeats one that is, or covers less"),
}
PUBLISHERS: Final = 6


def mark(figure: Figure, lang: str, unit: str) -> dict[str, Any]:
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


def head(lang: str) -> tuple[str, ...]:
    _ = Translator(lang)
    return (
        _("Area"), _("Part of the whole"), _("Period"), _("Value"), _("Lower end"), _("Upper end"), _("Kind of figure"),
        _("Covers"), _("In the chart"), _("Source"), _("Remark"),
    )  # fmt: skip


def rows(tallies: Tallies, panel: Panel, lang: str) -> list[tuple[Cell, ...]]:
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


def source_line(tallies: Tallies, found: Sequence[Panel], lang: str) -> str:
    _ = Translator(lang)
    keys = dict.fromkeys(key for panel in found for figure in panel.figures for key in figure.sources)
    names = list(dict.fromkeys(cited(tallies.whole)[key].publisher for key in keys))
    more = len(names) - PUBLISHERS
    if more > 0:
        names = [*names[:PUBLISHERS], _.n("{n} more", "{n} more", more)]
    return _("Sources: {names}. The table names the source of every figure.", names=listing(lang, names))
