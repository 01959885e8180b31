"""Which official series may share an axis: only those that count the same thing, in the same unit, in the same way of counting.

What a series counts is read from its definition by a person and kept here, series by series. A series that is not listed
counts something of its own, and shares an axis with none. Rules in the order in which they are tried: unit; what is counted
(police cases are not victims); flow, stock or other (what happens in a period is not what there is on a day); basis (a half
year is not a year).
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from layers.language import N_, Translator

FOUNDING: Final = "_founding_article"
"""How the id of a series ends that holds figures of a founding article: shown in its dispute, never on an axis."""

NATURES: Final[Mapping[str, str]] = {
    "flow": N_("a count over a period"),
    "stock": N_("a number at a date"),
    "rate": N_("a rate over a period"),
    "share": N_("a share"),
    "change": N_("a change on the period before"),
    "score": N_("a score"),
    "price": N_("an amount of money"),
    "listing": N_("a listing"),
}

COUNTED: Final[Mapping[str, str]] = {
    "registrations": N_("registrations of irregular entry"),
    "detections": N_("people caught while entering"),
    "entry_arrests": N_("arrests for irregular entry"),
    "readmissions": N_("people offered for readmission"),
    "smuggled": N_("smuggled people identified"),
    "arrivals": N_("people registered on arrival"),
    "encounters": N_("border encounters"),
    "apprehensions": N_("apprehensions between ports of entry"),
    "moved": N_("people said to be moved"),
    "hosted": N_("people reported by host governments"),
    "protected": N_("people in need of protection"),
    "homicide_victims": N_("homicide victims"),
    "homicides": N_("homicides as each country's own source defines them"),
    "homicide_cases": N_("police cases of homicide"),
    "violent_deaths": N_("violent deaths of every kind"),
    "incident_deaths": N_("dead and missing in recorded incidents"),
    "published_deaths": N_("totals as published at the time"),
    "local_deaths": N_("dead and missing around one crossing, from two kinds of source"),
    "prices": N_("prices reported for a leg"),
    "debts": N_("debts said to be demanded"),
    "worse": N_("expert scores that rise with the problem"),
    "better": N_("expert scores that rise with the answer to it"),
    "listed": N_("countries listed by a source"),
    "countries": N_("numbers of countries listed"),
    "members": N_("guesses at the number of members"),
    "trafficking_cases": N_("trafficking cases"),
    "investigations": N_("investigations opened"),
    "convicted": N_("people convicted"),
    "register_victims": N_("victims in a national register"),
    "tip_victims": N_("victims as printed in the US report"),
    "unodc_victims": N_("victims as reported to UNODC"),
}


class Measure(NamedTuple):
    """What a series counts (a key of `COUNTED`), how (a key of `NATURES`), and over what ("year", "half" or "week")."""

    counted: str
    nature: str
    basis: str = "year"


MEASURES: Final[Mapping[str, Measure]] = {
    "cl_irregular_entries_detected": Measure("detections", "flow"),
    "cl_irregular_entries_detected_share": Measure("detections", "share"),
    "cl_irregular_entries_pdi": Measure("registrations", "flow"),
    "cl_irregular_entries_region_share": Measure("registrations", "share"),
    "cl_irregular_entry_arrests": Measure("entry_arrests", "flow"),
    "cl_reconducciones": Measure("readmissions", "flow"),
    "cl_smuggled_persons_found": Measure("smuggled", "flow"),
    "darien_crossings": Measure("arrivals", "flow"),
    "homicide_cases_cl_cead": Measure("homicide_cases", "flow"),
    "homicide_change_cl_fiscalia": Measure("homicide_victims", "change"),
    "homicide_context_share": Measure("homicide_victims", "share"),
    "homicide_count_national": Measure("homicides", "flow"),
    "homicide_firearm_share": Measure("homicide_victims", "share"),
    "homicide_rate_cl_fiscalia": Measure("homicide_victims", "rate"),
    "homicide_rate_cl_official": Measure("homicide_victims", "rate"),
    "homicide_rate_cl_official_h1": Measure("homicide_victims", "rate", "half"),
    "homicide_rate_insight": Measure("homicides", "rate"),
    "homicide_rate_national": Measure("homicides", "rate"),
    "homicide_rate_unodc": Measure("homicide_victims", "rate"),
    "homicide_victims_cl_fiscalia": Measure("homicide_victims", "flow"),
    "homicide_victims_cl_official": Measure("homicide_victims", "flow"),
    "migrant_deaths_colchane": Measure("local_deaths", "flow"),
    "migrant_deaths_iom_country": Measure("incident_deaths", "flow"),
    "migrant_deaths_iom_press": Measure("published_deaths", "flow"),
    "migrant_deaths_iom_region": Measure("incident_deaths", "flow"),
    "migrant_deaths_iom_route": Measure("incident_deaths", "flow"),
    "migrant_debt_usd": Measure("debts", "price"),
    "migrant_price_clp": Measure("prices", "price"),
    "migrant_price_cop": Measure("prices", "price"),
    "migrant_price_usd": Measure("prices", "price"),
    "ocindex_criminality": Measure("worse", "score"),
    "ocindex_foreign_actors": Measure("worse", "score"),
    "ocindex_human_smuggling": Measure("worse", "score"),
    "ocindex_human_trafficking": Measure("worse", "score"),
    "ocindex_mafia_style_groups": Measure("worse", "score"),
    "ocindex_resilience": Measure("better", "score"),
    "tda_countries_count": Measure("countries", "stock"),
    "tda_members_estimate": Measure("members", "stock"),
    "tda_presence_reported": Measure("listed", "listing"),
    "tda_weekly_migrants_cl": Measure("moved", "flow", "week"),
    "trafficking_cases_national": Measure("trafficking_cases", "flow"),
    "trafficking_convicted_unodc": Measure("convicted", "flow"),
    "trafficking_investigations_tip": Measure("investigations", "flow"),
    "trafficking_victims_national": Measure("register_victims", "flow"),
    "trafficking_victims_tip": Measure("tip_victims", "flow"),
    "trafficking_victims_unodc": Measure("unodc_victims", "flow"),
    "us_encounters_ven": Measure("encounters", "flow"),
    "us_swb_apprehensions_all": Measure("apprehensions", "flow"),
    "ven_hosted_r4v": Measure("hosted", "stock"),
    "ven_hosted_unhcr": Measure("protected", "stock"),
    "violent_death_rate_ovv": Measure("violent_deaths", "rate"),
}
"""What every official series counts; those of the founding articles are none."""


def measure(series: str) -> Measure:
    """Return what a series counts; one that is not listed counts something of its own, at dates."""
    return MEASURES.get(series, Measure(series, "stock"))


def is_founding(series: str) -> bool:
    """Tell whether a series holds figures of a founding article."""
    return series.endswith(FOUNDING)


class Conflict(NamedTuple):
    """Two series that may not share an axis, and why: "founding", "unit", "counted", "nature" or "basis"."""

    first: str
    second: str
    reason: str


def conflict(first: str, second: str, units: Mapping[str, str]) -> Conflict | None:
    """Return why two series may not share an axis; None where they may. `units` gives the unit of a series."""
    a, b = measure(first), measure(second)
    differ = {
        "founding": is_founding(first) or is_founding(second),
        "unit": units[first] != units[second],
        "counted": a.counted != b.counted,
        "nature": a.nature != b.nature,
        "basis": a.basis != b.basis,
    }
    return next((Conflict(first, second, reason) for reason, found in differ.items() if found), None)


def conflicts(series: Sequence[str], units: Mapping[str, str]) -> list[Conflict]:
    """Return every pair of the series that may not share an axis; [] where all may."""
    found = (conflict(a, b, units) for a, b in combinations(series, 2))
    return [each for each in found if each]


def explained(found: Conflict, names: Mapping[str, str], units: Mapping[str, str], lang: str) -> str:
    """Say in words why two series may not share an axis; `names` gives titles, `units` units in words."""
    _ = Translator(lang)
    a, b = found.first, found.second
    titles = {"a": names[a], "b": names[b]}
    if found.reason == "founding":
        return _("“{a}” and “{b}”: figures of a founding article stand only in their dispute.", **titles)
    if found.reason == "unit":
        return _(
            "“{a}” is in the unit “{unit_a}”, “{b}” in “{unit_b}”.",
            unit_a=units[a],
            unit_b=units[b],
            **titles,
        )
    if found.reason == "counted":
        return _(
            "“{a}” counts {what_a}, “{b}” {what_b}.", what_a=_said(a, lang), what_b=_said(b, lang), **titles
        )
    if found.reason == "nature":
        return _(
            "“{a}” is {what_a}, “{b}” is {what_b}.",
            what_a=_(NATURES[measure(a).nature]),
            what_b=_(NATURES[measure(b).nature]),
            **titles,
        )
    return _("“{a}” and “{b}” cover periods of different length.", **titles)


def _said(series: str, lang: str) -> str:
    _ = Translator(lang)
    counted = measure(series).counted
    return _(COUNTED[counted]) if counted in COUNTED else _("something that no other series counts")
