"""Key figures, each with what it is out of and what it is not; then what published series say."""

from datetime import date
from typing import Any, Final

from layers import overview
from layers.brief import parts
from layers.brief.numbering import Numbering
from layers.brief.parts import Part, line
from layers.catalog import Catalog
from layers.choices import Choices
from layers.commensurability import is_founding
from layers.language import Translator, pick
from layers.profiles import figures as published
from layers.profiles.subject import Subject
from layers.tallies import Tallies
from layers.vocabulary import QUALITY

SERIES_AT_MOST: Final = 6


def key(catalog: Catalog, shown: Catalog, subject: Subject | None, today: str, lang: str) -> Part:
    """Return the key figures of the records in view.

    What a view holds of sources (those of all series too) says nothing about one subject; its answers count its own.
    """
    found = overview.records(Tallies(catalog, shown), date.fromisoformat(today), lang)
    if subject:
        found = found[:-1]  # the sources
    return {
        "kind": "figures",
        "items": [
            {"label": one.label, "value": one.value, "change": one.change, "caveat": one.caveat}
            for one in found
        ],
    }


def series(
    catalog: Catalog, shown: Catalog, view: Choices, subject: Subject | None, numbers: Numbering, lang: str
) -> list[Part]:
    """Return the latest published figures: of a country its own, of several or the whole atlas the headlines; else [].

    No series is about a corridor, a crime or an actor.
    """
    _ = Translator(lang)
    caution = parts.text(
        _("Figures of different series count different things and must not be added up or chained."),
        quiet=True,
    )
    if subject and subject.kind == "country":
        rows = _of_country(catalog, shown, subject.id, numbers, lang)
        columns = [_("Series"), _("Latest value"), _("Period"), _("Quality and source")]
        return [parts.table(columns, (44, 22, 16, 18), rows), caution] if rows else []
    if subject or not (view.is_empty or view.countries):
        return []
    found = overview.figures(Tallies(catalog, shown), lang)
    rows = [
        [
            [line(one.label)],
            [line(one.value, strong=True), line(one.change, quiet=True)],
            [line(one.caveat, refs=numbers.cite(_sources(shown, one.observation)))],
        ]
        for one in found
    ]
    columns = [_("Series"), _("Latest value"), _("What it is not, and source")]
    return [parts.table(columns, (36, 34, 30), rows), caution] if rows else []


def _of_country(
    catalog: Catalog, shown: Catalog, code: str, numbers: Numbering, lang: str
) -> list[list[list[dict[str, Any]]]]:
    """Return a row per series, the headlines first, at most `SERIES_AT_MOST`.

    Only figures for the country as a whole: one of its parts would stand for the others. None of a founding article.
    """
    _ = Translator(lang)
    found: dict[str, Any] = {}
    for figure in published.latest(shown.observations, code):
        observation: Any = shown.observations.loc[figure.observation]
        whole = observation["geography"] == code and observation["breakdown"] is None
        if whole and not is_founding(figure.series):
            found.setdefault(figure.series, observation)
    order = {name: place for place, name in enumerate(published.HEADLINES)}
    first = sorted(found, key=lambda name: (order.get(name, len(order)), name))[:SERIES_AT_MOST]
    rows = []
    for name in first:
        observation = found[name]
        rows.append(
            [
                [line(pick(lang, shown.series.loc[name], "title")[0])],
                [line(published.value(catalog, observation, lang), strong=True)],
                [line(published.period(observation, lang))],
                [line(_(QUALITY[observation["quality"]]), refs=numbers.cite(observation["sources"]))],
            ]
        )
    return rows


def _sources(shown: Catalog, observation: str) -> tuple[str, ...]:
    found: Any = shown.observations.at[observation, "sources"]
    return tuple(found)
