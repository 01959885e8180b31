"""The disputes that touch a series, with what the founding articles print: shown here and nowhere else."""

from functools import lru_cache
from typing import Any

from layers.captions import area_text, figure_text
from layers.cards import positions
from layers.catalog import Catalog
from layers.commensurability import FOUNDING, is_founding
from layers.figures import panels
from layers.language import Translator, pick
from layers.tallies import Tallies
from layers.vocabulary import DISPUTE_STATUS, UNITS


def touching(tallies: Tallies, series: str, lang: str) -> tuple[dict[str, Any], ...]:
    """Return the disputes in view about a series, the open ones first, each in words."""
    rows = tallies.shown.disputes
    touched = rows[[series in about["series"] for about in rows["about"]]].sort_values(
        "status", kind="stable"
    )
    return tuple(
        {**told(tallies.whole, key, lang), "founding": founding_figures(tallies, key, lang)}
        for key in touched.index
    )


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
        stem = series.removesuffix(FOUNDING)
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
