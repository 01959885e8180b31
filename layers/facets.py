"""The words of the filters and of what can be chosen in them, in one language: what the panel of filters is made of."""

from collections.abc import Mapping
from typing import Any, Final

from layers import shading
from layers.cards import titles
from layers.catalog import Catalog
from layers.choices import KEYS, LEVELS
from layers.index import index_of
from layers.language import N_, Translator, country, fold
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, CRIMES, GRADES

OPEN: Final = ("countries", "crimes")
"""The filters that are unfolded at first: the most used."""
HEADINGS: Final = {
    "countries": N_("Country"),
    "crimes": N_("Crime named"),
    "evidence": N_("Evidence at least"),
    "flow": N_("Direction of travel"),
    "corridors": N_("Corridor"),
    "attribution": N_("Who is named on a leg"),
    "acts": N_("Status of an event"),
    "actors": N_("Actor"),
    "period": N_("Period"),
    "text": N_("Search the words"),
}
FLOWS: Final = {
    "": N_("all directions"),
    "into": N_("into"),
    "out": N_("out of"),
    "through": N_("through"),
}
WORDS: Final = {
    "filters": N_("Filters"),
    "all": N_("all"),
    "country_hint": N_("A leg counts for a country when it starts, ends or crosses there."),
    "narrow": N_("Narrow the list"),
    "named": N_("Only where the group is named"),
    "any": N_("any source"),
    "flow_area": N_("Country or place"),
    "flow_any": N_("anywhere"),
    "flow_countries": N_("Countries"),
    "flow_places": N_("Places"),
    "flow_hint": N_(
        "Through: part of a way, leg after leg, that comes in from one side and goes out on another. That the same people go on is not said."
    ),
    "shade": N_("Shade the map by"),
    "shade_none": N_("nothing"),
    "shade_counts": N_("What the filters leave"),
    "shade_series": N_("Official figures"),
    "shade_hint": N_("Figures and classes stand in a table below the map."),
    "from": N_("From"),
    "to": N_("To"),
    "date_hint": N_("2021 or 2021-03"),
    "text_hint": N_("names, titles, notes"),
    "reset": N_("Reset all filters"),
}


def labels(catalog: Catalog, lang: str) -> dict[str, list[tuple[str, str]]]:
    """Return, per filter, the codes and what they are called, in the order in which they are listed."""
    _ = Translator(lang)
    named: dict[str, Mapping[str, str]] = {
        "countries": {code: country(lang, code) for code in index_of(catalog).values["countries"]},
        "crimes": {code: _(text) for code, text in CRIMES.items()},
        "corridors": titles(catalog, "corridor", lang),
        "attribution": {code: _(text) for code, text in ATTRIBUTION.items()},
        "acts": {code: _(text) for code, text in ACT_STATUS.items()},
        "actors": titles(catalog, "actor", lang),
    }
    found = {name: list(known.items()) for name, known in named.items()}
    for name in ("countries", "actors"):
        found[name].sort(key=lambda item: fold(item[1]))
    return found


def areas(catalog: Catalog, lang: str) -> dict[str, list[tuple[str, str]]]:
    """Return the countries and the places that a direction can be asked of, with their names, by name."""
    nations = {code: country(lang, code) for code in index_of(catalog).values["countries"]}
    places = catalog.places[["name", "country"]].itertuples()
    towns = {key: f"{name}, {nations[code]}" for key, name, code in places}
    return {
        name: sorted(known.items(), key=lambda item: fold(item[1]))
        for name, known in (("flow_countries", nations), ("flow_places", towns))
    }


def panel(catalog: Catalog, lang: str) -> dict[str, Any]:
    """Return everything that the panel of filters needs once per catalog and language."""
    _ = Translator(lang)
    return {
        "headings": {name: _(text) for name, text in HEADINGS.items()},
        "words": {name: _(text) for name, text in WORDS.items()},
        "keys": dict(KEYS),
        "open": list(OPEN),
        "labels": labels(catalog, lang),
        "levels": [[code, _(GRADES[code]) if code else _(WORDS["any"])] for code in LEVELS],
        "flows": [[code, _(text)] for code, text in FLOWS.items()],
        "areas": areas(catalog, lang),
        "shades": {f"shade_{name}": known for name, known in shading.names(catalog, lang).items()},
    }
