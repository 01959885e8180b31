"""The closed lists of codes used in `data/`, each with the English label a visitor reads.

Labels are message ids: `layers.language.gettext` gives them in Spanish and Portuguese. A code that is not
listed here is an error, never a default. The closed schemas in `data/schema/` are built from these lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from layers.language import N_

Labels = Mapping[str, str]

CRIMES: Final[Labels] = {
    "migrant_smuggling": N_("migrant smuggling"),
    "human_trafficking": N_("human trafficking"),
    "sexual_exploitation": N_("sexual exploitation"),
    "labour_exploitation": N_("labour exploitation"),
    "forced_criminality": N_("forced criminality"),
    "extortion": N_("extortion"),
    "kidnapping": N_("kidnapping"),
    "homicide": N_("homicide"),
    "drug_trafficking": N_("drug trafficking"),
    "weapons_trafficking": N_("weapons trafficking"),
    "money_laundering": N_("money laundering"),
}

CRIME_FAMILIES: Final[Labels] = {
    "movement": N_("movement of people"),
    "exploitation": N_("exploitation"),
    "coercion": N_("coercion"),
    "trade": N_("illicit trade"),
}

CRIME_FAMILY: Final[Mapping[str, str]] = {
    "migrant_smuggling": "movement",
    "human_trafficking": "exploitation",
    "sexual_exploitation": "exploitation",
    "labour_exploitation": "exploitation",
    "forced_criminality": "exploitation",
    "extortion": "coercion",
    "kidnapping": "coercion",
    "homicide": "coercion",
    "drug_trafficking": "trade",
    "weapons_trafficking": "trade",
    "money_laundering": "trade",
}

ATTRIBUTION: Final[Labels] = {
    "tda": N_("Tren de Aragua or a faction is named"),
    "tda_partial": N_("Tren de Aragua is named in part: by some sources, or at one end"),
    "other_group": N_("another group is named"),
    "context": N_("migrant route, nobody is named"),
}

ACT_STATUS: Final[Labels] = {
    "official_act": N_("act announced by an authority"),
    "reported": N_("reported"),
    "claimed": N_("claimed"),
}

GUILT: Final[Labels] = {
    "none": N_("no charge or conviction recorded"),
    "charged": N_("charged"),
    "convicted": N_("convicted"),
}

GUILT_WITHHELD: Final = frozenset({"ev-2022-oruro-arrest"})
"""Events behind which a coerced person stands: whether they were charged is not ours to show."""

EVIDENCE_RESEARCHER: Final[Labels] = {
    "confirmed": N_("marked as confirmed by the researcher"),
    "reported": N_("marked as reported by the researcher"),
    "alleged": N_("marked as alleged by the researcher"),
}

GRADES: Final[Labels] = {
    "single_source": N_("single source"),
    "corroborated": N_("corroborated"),
    "established": N_("established"),
}
"""Grades of evidence, the weakest first; `layers.evidence` computes them."""

ORIGIN_KINDS: Final[Labels] = {
    "authority": N_("authority"),
    "agency": N_("news agency"),
    "aggregator": N_("rewriter, digest or encyclopaedia"),
    "unknown": N_("not to be told"),
}
"""Kinds of origin that count otherwise than an ordinary newsroom or organisation."""

RESEARCHER_GRADE: Final[Mapping[str, str]] = {
    "confirmed": "established",
    "reported": "corroborated",
    "alleged": "single_source",
}
"""The grade that each mark of the researcher stands for when the two are compared."""

REVIEW_REASONS: Final[Labels] = {
    "act_one_origin": N_(
        "The researcher trusted the one report of an official act; the rule asks for a second origin or for the authority's own publication"
    ),
    "act_backed": N_(
        "The act is beyond doubt: two origins report it, or the authority published it. The researcher's mark weighed what is said in it"
    ),
    "statement": N_(
        "That it was said is not in doubt; the grade is of what is said, and on that there is one origin"
    ),
    "no_finding": N_(
        "Well reported, but no court, sanctions list or other official act found this very claim"
    ),
    "one_origin": N_("Copies and rewriters left out, one origin is left"),
    "two_origins": N_(
        "Two independent origins report it; the researcher held it for weaker than their number"
    ),
    "joined": N_("No source describes the whole leg; the researcher marked the two ends"),
    "convicted": N_(
        "A court has convicted people for it since, or the mark weighed who is said to have done it"
    ),
}
"""Why a computed grade and the researcher's mark differ."""

PUBLIC_FIGURE: Final[Labels] = {
    "sanctioned": N_("named on a public sanctions list"),
    "convicted": N_("convicted by a court"),
    "head_of_state": N_("head of state or government"),
}
"""Why a person may be named at all."""

MODES: Final[Labels] = {
    "road": N_("by road"),
    "foot": N_("on foot"),
    "sea": N_("by sea"),
    "air": N_("by air"),
    "mixed": N_("by several means"),
    "unknown": N_("means not stated"),
}

LEG_PRECISION: Final[Labels] = {
    "town_to_town": N_("one source names both ends"),
    "region": N_("an end or the course is only indicative"),
}

PLACE_PRECISION: Final[Labels] = {
    "town": N_("town"),
    "district": N_("district"),
    "region": N_("region (the point stands for a wider area)"),
}

PLACE_ROLES: Final[Labels] = {
    "transit_hub": N_("transit hub"),
    "exploitation_site": N_("exploitation site"),
    "border_crossing": N_("border crossing"),
    "destination": N_("destination"),
    "base": N_("reported base"),
    "origin": N_("place of origin"),
}

EVENT_TYPES: Final[Labels] = {
    "arrest": N_("arrest"),
    "operation": N_("police or military operation"),
    "rescue": N_("rescue"),
    "conviction": N_("conviction"),
    "sanction": N_("sanction"),
    "homicide": N_("homicide"),
    "kidnapping": N_("kidnapping"),
    "border_measure": N_("border measure"),
    "policy": N_("policy"),
    "official_statement": N_("official statement"),
    "report": N_("report"),
}

ACTOR_KINDS: Final[Labels] = {
    "criminal_group": N_("criminal group"),
    "faction": N_("faction"),
    "network": N_("network"),
    "state_agency": N_("state agency"),
}

RELATION_KINDS: Final[Labels] = {
    "faction_of": N_("faction of"),
    "split_from": N_("split from"),
    "ally_of": N_("ally of"),
    "coordinates_with": N_("coordinates with"),
    "rival_of": N_("rival of"),
    "taxes": N_("takes a cut from"),
    "supplies": N_("supplies"),
}

SOURCE_KINDS: Final[Labels] = {
    "official": N_("official source"),
    "sanctions": N_("sanctions list"),
    "dataset": N_("data set"),
    "academic": N_("academic work"),
    "ngo_report": N_("report of a non-governmental organisation"),
    "investigative": N_("investigative reporting"),
    "news": N_("news report"),
}

SOURCE_LANGUAGES: Final[Labels] = {
    "es": N_("Spanish"),
    "pt": N_("Portuguese"),
    "en": N_("English"),
    "de": N_("German"),
}

DISPUTE_STATUS: Final[Labels] = {
    "open": N_("open"),
    "resolved": N_("resolved"),
}

STANCE: Final[Labels] = {
    "supports": N_("supports"),
    "contradicts": N_("contradicts"),
    "qualifies": N_("qualifies"),
}

CLAIM_STATUS: Final[Labels] = {
    "corroborated": N_("corroborated by other sources"),
    "disputed": N_("disputed"),
    "not_found": N_("not found in any other source"),
    "opinion": N_("opinion, not checkable"),
}

QUALITY: Final[Labels] = {
    "official": N_("official figure"),
    "estimate": N_("estimate"),
    "press": N_("figure given in the press"),
}

UNITS: Final[Labels] = {
    "persons": N_("persons"),
    "persons per week": N_("persons per week"),
    "cases": N_("cases"),
    "arrests": N_("arrests"),
    "apprehensions": N_("apprehensions"),
    "encounters": N_("encounters"),
    "countries": N_("countries"),
    "percent": N_("per cent"),
    "per 100,000 inhabitants": N_("per 100,000 inhabitants"),
    "score 1-10": N_("score from 1 to 10"),
    "USD": N_("US dollars"),
    "CLP": N_("Chilean pesos"),
    "COP": N_("Colombian pesos"),
    "1 = listed": N_("listed (1 = yes)"),
}

GEOGRAPHY_LEVELS: Final[Labels] = {
    "country": N_("by country"),
    "region": N_("by region of a country"),
    "border": N_("by border or crossing area"),
    "regional": N_("by group of countries"),
}

COUNTRIES: Final[tuple[str, ...]] = (
    "AR", "AW", "BO", "BR", "CA", "CL", "CO", "CR", "CW", "DO", "EC", "ES", "GT",
    "GY", "HN", "MX", "NI", "PA", "PE", "PY", "SV", "TT", "US", "UY", "VE",
)  # fmt: skip
"""ISO 3166-1 alpha-2 codes of the countries in the data; `layers.language.country` names them."""

TOWN_GEOGRAPHIES: Final = frozenset({"colchane", "cucuta-la-parada"})
"""Those of `GEOGRAPHIES` that are no larger than a town with its surroundings."""

GEOGRAPHIES: Final[Labels] = {
    "BO-oruro": N_("Oruro (Bolivia)"),
    "CL-antofagasta": N_("Antofagasta (Chile)"),
    "CL-arica-y-parinacota": N_("Arica y Parinacota (Chile)"),
    "CL-atacama": N_("Atacama (Chile)"),
    "CL-metropolitana": N_("Santiago Metropolitan Region (Chile)"),
    "CL-tarapaca": N_("Tarapacá (Chile)"),
    "CO-norte-de-santander": N_("Norte de Santander (Colombia)"),
    "LAC": N_("Latin America and the Caribbean"),
    "WORLD": N_("World"),
    "americas": N_("the Americas"),
    "caribbean": N_("the Caribbean"),
    "caribbean-to-us": N_("Caribbean to the United States"),
    "central-america": N_("Central America"),
    "colchane": N_("Colchane"),
    "cucuta-la-parada": N_("Cúcuta and La Parada"),
    "darien": N_("Darién"),
    "dominican-republic-to-puerto-rico": N_("Dominican Republic to Puerto Rico"),
    "haiti-to-dominican-republic": N_("Haiti to the Dominican Republic"),
    "north-america": N_("North America"),
    "south-america": N_("South America"),
    "us-canada-border": N_("border between the United States and Canada"),
    "us-mexico-border": N_("border between the United States and Mexico"),
    "us-other": N_("United States, other places of encounter"),
    "venezuela-to-caribbean": N_("Venezuela to the Caribbean"),
}
"""Geographies of observations other than countries; an observation has one of these or a country."""

TABLES: Final[tuple[str, ...]] = (
    "corridors", "legs", "places", "events", "actors", "relations", "disputes",
    "series", "observations", "sources", "origins", "reviews", "claims", "exceptions", "public_figures", "withdrawn",
)  # fmt: skip
"""Names of the tables, in the order in which they are listed everywhere."""
