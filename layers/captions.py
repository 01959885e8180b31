"""How figures are called: areas, parts of a whole, panels, changes, in words."""

from collections.abc import Mapping
from typing import Final

from layers.charts import change
from layers.figures import Panel, follows, latest
from layers.language import N_, Translator, country, date_text, number
from layers.observations import Figure
from layers.vocabulary import GEOGRAPHIES

STEPS: Final = {
    "year": N_("by year"),
    "fiscal": N_("by fiscal year"),
    "month": N_("by month"),
    "day": N_("by day"),
}
BREAKDOWNS: Final[Mapping[str, str]] = {
    "nationality": N_("nationality"),
    "source": N_("register"),
    "type": N_("kind of report"),
    "category": N_("category"),
    "outcome": N_("outcome"),
    "mechanism": N_("mechanism"),
    "context": N_("context"),
    "exploitation": N_("exploitation"),
    "stage": N_("stage"),
    "component": N_("component"),
    "offence": N_("offence"),
    "leg": N_("leg"),
    "period": N_("period"),
}
VALUES: Final[Mapping[str, str]] = {
    "OTHER": N_("other"),
    "foreign": N_("foreign"),
    "refugees": N_("refugees"),
    "asylum_seekers": N_("asylum-seekers"),
    "oip": N_("other people in need of protection"),
    "effected": N_("carried out"),
    "refused": N_("refused"),
    "blade": N_("blade"),
    "interpersonal": N_("between persons who know each other"),
    "organised or other crime": N_("organised or other crime"),
    "settling of scores": N_("settling of scores"),
    "labour": N_("labour"),
    "trafficking": N_("trafficking in persons"),
    "sexual": N_("sexual"),
    "potential": N_("potential"),
    "confirmed": N_("confirmed"),
    "autodenuncia": N_("self-report of an entry"),
    "denuncia": N_("report by the police"),
    "police": N_("police"),
    "prosecutors": N_("prosecutors"),
    "prosecutors cumulative 2011-2023": N_("prosecutors, 2011 to 2023 together"),
    "IOM": N_("International Organization for Migration"),
    "Ministry of the Interior": N_("Ministry of the Interior"),
    "Ministry of Defence": N_("Ministry of Defence"),
    "Ministerio Publico": N_("Public Prosecutor's Office"),
    "Ministerio Publico complaints": N_("complaints at the Public Prosecutor's Office"),
    "Medicina Legal": N_("Institute of Legal Medicine"),
    "SESNSP": N_("public security secretariat (SESNSP)"),
    "Defensoria": N_("Ombudsman's Office"),
    "UNODC via press": N_("UNODC, as the press reports it"),
    "local authorities via press": N_("local authorities, as the press reports them"),
    "protocol entries": N_("entries in the protocol register"),
    "PDI trafficking and smuggling": N_("PDI, trafficking and smuggling"),
    "homicides committed by criminals": N_("homicides committed by criminals"),
    "short crossing with a guide": N_("short crossing with a guide"),
    "trail toll": N_("toll on a trail"),
    "payment to pass Cucuta": N_("payment to pass Cúcuta"),
    "boat on the Gulf of Uraba": N_("boat on the Gulf of Urabá"),
    "whole trip to the Chilean border": N_("whole trip to the Chilean border"),
    "Darien guide only": N_("guide through the Darién only"),
    "smuggling to the US through Mexico": N_("smuggling to the United States through Mexico"),
    "Colchane to Huara": N_("Colchane to Huara"),
    "Colchane to Iquique": N_("Colchane to Iquique"),
    "Colchane to Pozo Almonte and beyond": N_("Colchane to Pozo Almonte and beyond"),
    "Lima to Iquique": N_("Lima to Iquique"),
    "Loa to Antofagasta": N_("Loa to Antofagasta"),
    "Tacna to Chile": N_("Tacna to Chile"),
    "Tarapaca to Santiago": N_("Tarapacá to Santiago"),
    "cumulative 2017-2019": N_("2017 to 2019 together"),
    "cumulative 2017-2024": N_("2017 to 2024 together"),
    "cumulative 2018-2023": N_("2018 to 2023 together"),
    "cumulative 2019 to September 2021": N_("2019 to September 2021 together"),
}
"""What the data say in words of their own; a figure with words that are not here is shown in those words, and a test fails."""


def compared(panel: Panel, lang: str) -> str:
    """Say what the latest figure is to be compared with: the change on the period before, or the last figure there is."""
    _ = Translator(lang)
    now, before = latest(panel)
    if before is None:
        return ""
    values = {"before": number(lang, round(before.value, 1)), "earlier": date_text(lang, before.period)}
    if follows(now, before):
        return _("{change} on {earlier} ({before})", change=change(lang, now.value, before.value), **values)
    return _("the figure before is of {earlier}: {before}", **values)


def area_text(area: str, lang: str) -> str:
    """Return the name of a geography in the language."""
    return Translator(lang)(GEOGRAPHIES[area]) if area in GEOGRAPHIES else country(lang, area)


def breakdown_text(breakdown: str, lang: str) -> str:
    """Return which part of a whole is meant: "nationality: Venezuela"; what the data say in words of their own stays."""
    _ = Translator(lang)
    said = []
    for part in filter(None, breakdown.split(";")):
        name, _equals, value = part.partition("=")
        if name not in BREAKDOWNS:
            said.append(_(VALUES[part]) if part in VALUES else part)
            continue
        text = _(VALUES[value]) if value in VALUES else country(lang, value) if len(value) == 2 else value
        said.append(_("{name}: {value}", name=_(BREAKDOWNS[name]), value=text))
    return ", ".join(said)


def panel_title(panel: Panel, lang: str, steps: bool) -> str:
    """Name a panel by its area, its part of the whole and, where lengths of periods differ, its step."""
    step = Translator(lang)(STEPS[panel.step]) if steps and panel.step in STEPS else ""
    parts = (area_text(panel.area, lang), breakdown_text(panel.breakdown, lang), step)
    title = ", ".join(filter(None, parts))
    return title[:1].upper() + title[1:]


def figure_text(figure: Figure, lang: str) -> str:
    """Return a figure with its period: "2021: 56,586"."""
    return f"{date_text(lang, figure.period)}: {number(lang, figure.value)}"
