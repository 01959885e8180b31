"""The key figures at the top of the statistics: each with its change and with what it is not."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from layers.captions import compared, panel_title
from layers.charts import share
from layers.chronology import years_compared
from layers.figures import latest, panels
from layers.language import Translator, date_text, number, pick
from layers.tallies import Tallies
from layers.vocabulary import GRADES, SOURCE_LANGUAGES, UNITS

HEADLINES: Final = {
    "darien_crossings": "darien",
    "cl_irregular_entries_pdi": "CL",
    "homicide_rate_cl_official": "CL",
    "ven_hosted_r4v": "LAC",
    "us_encounters_ven": "us-mexico-border",
    "migrant_deaths_iom_region": "south-america",
    "homicide_rate_unodc": "",
}
"""Series whose latest figure opens the page, where they are in view, with the area that is taken where it is in view."""
SHOWN: Final = 4


@dataclass(frozen=True)
class KeyFigure:
    """One figure: what it is, its value, how it changed ("" where there is nothing to compare it with), what it is not.

    A published figure names its series and its observation.
    """

    label: str
    value: str
    change: str
    caveat: str
    series: str = ""
    observation: str = ""


def records(tallies: Tallies, today: date, lang: str) -> list[KeyFigure]:
    """Return the key figures of the records in view."""
    _ = Translator(lang)
    legs, events, sources = (tallies.size(name) for name in ("legs", "events", "sources"))
    year, now, before = years_compared(tallies, today)
    weakest = next(iter(GRADES))
    alone = sum(tallies.count(table, "grade").get(weakest, 0) for table in ("legs", "events"))
    languages = tallies.count("sources", "language")
    most = max(languages, key=lambda code: languages[code], default=None)
    return [
        KeyFigure(
            _("Events in view"),
            number(lang, events),
            _(
                "{now} dated {year}, {before} the year before",
                now=number(lang, now),
                year=year,
                before=number(lang, before),
            ),
            _("Reports, not crimes; the last years are still being reported."),
        ),
        KeyFigure(
            _("Legs in view"),
            number(lang, legs),
            _("of {n} in the whole atlas", n=number(lang, len(tallies.whole.legs))),
            _("What sources say of a way, not a count of journeys."),
        ),
        KeyFigure(
            _("On a single source"),
            share(lang, alone, legs + events),
            _("{n} of {total} legs and events", n=number(lang, alone), total=number(lang, legs + events)),
            _("Not wrong, but not confirmed."),
        ),
        KeyFigure(
            _("Sources in view"),
            number(lang, sources),
            _.n("{n} origin", "{n} origins", len(tallies.count("sources", "origin"))),
            _(
                "{share} in {language}: who looks decides what is seen.",
                share=share(lang, languages[most], sources),
                language=_(SOURCE_LANGUAGES[most]),
            )
            if most
            else _("Nobody reported anything that fits."),
        ),
    ]


def figures(tallies: Tallies, lang: str) -> list[KeyFigure]:
    """Return the latest figure for a whole period of the headline series in view; where none is, of the longest series."""
    _ = Translator(lang)
    shown = tallies.shown
    found: list[KeyFigure] = []
    for series, area in HEADLINES.items():
        own = panels(tallies, series) if series in shown.series.index else ()
        whole = [panel for panel in own if panel.current]
        if not whole or len(found) == SHOWN:
            continue
        panel = next((panel for panel in whole if panel.area == area), whole[0])
        now = latest(panel)[0]
        rivals = sum(f.period == now.period and f.state == "other" for f in panel.figures)
        disputed = sum(series in about["series"] for about in shown.disputes["about"])
        caveats = [
            _.n("{n} other figure for the same period", "{n} other figures for the same period", rivals)
            if rivals
            else "",
            _.n("{n} dispute touches the series", "{n} disputes touch the series", disputed)
            if disputed
            else "",
        ]
        about = (
            _(UNITS[str(shown.series.at[series, "unit"])]),
            panel_title(panel, lang, steps=False),
            date_text(lang, now.period),
        )
        found.append(
            KeyFigure(
                pick(lang, shown.series.loc[series], "title")[0],
                number(lang, round(now.value, 1)),
                "; ".join(filter(None, (", ".join(about), compared(panel, lang)))),
                "; ".join(filter(None, caveats))
                or pick(lang, shown.series.loc[series], "definition")[0].partition(". ")[0],
                series,
                now.id,
            )
        )
    return found
