"""The names of the fields of every table, and their values in words."""

from collections.abc import Mapping
from typing import Any, Final

from layers import vocabulary as v
from layers.cards import titles
from layers.catalog import Catalog
from layers.language import LANGUAGES, N_, Translator, country, date_text, number

RECORDS: Final[Mapping[str, str]] = {
    "corridors": N_("Corridor"),
    "legs": N_("Leg"),
    "places": N_("Place"),
    "events": N_("Event"),
    "actors": N_("Actor"),
    "relations": N_("Tie"),
    "disputes": N_("Dispute"),
    "series": N_("Series"),
    "observations": N_("Figure"),
    "sources": N_("Source"),
    "origins": N_("Origin"),
    "reviews": N_("Reviewed difference"),
    "claims": N_("Claim of a founding article"),
    "exceptions": N_("Exception from the gazetteer"),
    "public_figures": N_("Public figure"),
}
"""What one record of a table is called."""

FIELDS: Final[Mapping[str, str]] = {
    "about": N_("What it is about"),
    "act_status": N_("Act status"),
    "actors": N_("Actors named"),
    "admin1": N_("Region"),
    "aliases": N_("Other names"),
    "article": N_("Article"),
    "attribution": N_("Who is named"),
    "breakdown": N_("Part of the whole"),
    "claim": N_("Claim"),
    "computed": N_("Computed grade"),
    "corridor": N_("Corridor"),
    "countries": N_("Countries"),
    "country": N_("Country"),
    "crime_sources": N_("Sources of single crimes"),
    "crimes": N_("Crimes named"),
    "date": N_("Date"),
    "definition": N_("Definition"),
    "evidence_researcher": N_("The researcher's own mark"),
    "found_by": N_("Acts that found this very claim"),
    "from": N_("Begins at"),
    "geography": N_("Area"),
    "geography_level": N_("Kind of area"),
    "guilt": N_("What courts had established"),
    "guilt_as_of": N_("Time of what courts had established"),
    "headline": N_("One of the corridors the atlas is named after"),
    "kind": N_("Kind"),
    "joined": N_("Joined from reports of its ends"),
    "language": N_("Language"),
    "last_reported": N_("Last reported"),
    "lat": N_("Latitude"),
    "licence": N_("Licence"),
    "lon": N_("Longitude"),
    "lower": N_("Lower end of the range"),
    "mode": N_("Means of travel"),
    "name": N_("Name"),
    "note": N_("Note"),
    "origin": N_("Origin"),
    "origin_count": N_("Origins"),
    "our_reading": N_("How the atlas treats it"),
    "partial": N_("Covers only part of the period"),
    "period": N_("Period"),
    "place": N_("Place"),
    "positions": N_("Positions"),
    "precision": N_("Precision"),
    "published": N_("Published"),
    "publisher": N_("Publisher"),
    "quality": N_("Kind of figure"),
    "question": N_("Question"),
    "reason": N_("Reason"),
    "record": N_("Records that carry it"),
    "repeating": N_("Sources that only repeat another"),
    "researcher": N_("The researcher's own mark"),
    "relays": N_("Source that it only repeats"),
    "reported_from": N_("First reported"),
    "reported_to": N_("Reported to have ended"),
    "roles": N_("Role"),
    "seq": N_("Place in the travel order"),
    "series": N_("Series"),
    "since": N_("Since"),
    "sources": N_("Sources"),
    "status": N_("Status"),
    "summary": N_("Summary"),
    "title": N_("Title"),
    "title_is_description": N_("Title is our own description"),
    "to": N_("Ends at"),
    "type": N_("Kind"),
    "unit": N_("Unit"),
    "upper": N_("Upper end of the range"),
    "url": N_("Address"),
    "url_display": N_("Address may be shown"),
    "value": N_("Value"),
    "why": N_("Why the person may be named"),
}
"""What a field is called, by its name without the language at its end."""

_OF_RELATIONS: Final = {"from": N_("Actor of whom it is said"), "to": N_("The other actor")}
_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "act_status": v.ACT_STATUS,
    "attribution": v.ATTRIBUTION,
    "computed": v.GRADES,
    "crimes": v.CRIMES,
    "evidence_researcher": v.EVIDENCE_RESEARCHER,
    "geography": v.GEOGRAPHIES,
    "geography_level": v.GEOGRAPHY_LEVELS,
    "guilt": v.GUILT,
    "language": v.SOURCE_LANGUAGES,
    "mode": v.MODES,
    "quality": v.QUALITY,
    "reason": v.REVIEW_REASONS,
    "researcher": v.EVIDENCE_RESEARCHER,
    "roles": v.PLACE_ROLES,
    "type": v.EVENT_TYPES,
    "unit": v.UNITS,
    "why": v.PUBLIC_FIGURE,
}
_CODES_OF: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("actors", "kind"): v.ACTOR_KINDS,
    ("claims", "status"): v.CLAIM_STATUS,
    ("disputes", "status"): v.DISPUTE_STATUS,
    ("legs", "precision"): v.LEG_PRECISION,
    ("origins", "kind"): v.ORIGIN_KINDS,
    ("places", "precision"): v.PLACE_PRECISION,
    ("relations", "kind"): v.RELATION_KINDS,
    ("sources", "kind"): v.SOURCE_KINDS,
}
"""Fields whose codes depend on the table."""
_DATES: Final = (
    "date", "guilt_as_of", "last_reported", "period", "published", "reported_from", "reported_to", "since",
)  # fmt: skip
_NAMED: Final[Mapping[str, str]] = {
    "actors": "actor", "corridor": "corridor", "found_by": "event", "from": "place", "place": "place", "to": "place",
}  # fmt: skip
_CITED: Final = ("article", "relays", "repeating", "sources")


def stem(field: str) -> tuple[str, str]:
    """Return a field without the language at its end, and the language; "" for a field that has none."""
    name, _sep, lang = field.rpartition("_")
    return (name, lang) if lang in LANGUAGES else (field, "")


def label(table: str, field: str, lang: str) -> str:
    """Return what a field is called in the language. Raises KeyError for an unknown one."""
    name = stem(field)[0]
    own = _OF_RELATIONS if table == "relations" else {}
    return Translator(lang)(own.get(name) or FIELDS[name])


def value_text(catalog: Catalog, table: str, field: str, value: Any, lang: str) -> str:
    """Return one value of a field in words; an id or a code that is not known (any more) as it is.

    None gives "not stated". A list or an object has no words here: give its members one by one.
    """
    _ = Translator(lang)
    if value is None:
        return _("not stated")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return number(lang, value)
    text = str(value)
    codes = _CODES_OF.get((table, field)) or _CODES.get(field, {})
    if text in codes:
        return _(codes[text])
    if field in ("country", "countries", "geography"):
        return country(lang, text)
    if field in _DATES:
        return date_text(lang, text)
    if field in _CITED:
        return str(catalog.sources.at[text, "title"]) if text in catalog.sources.index else text
    if field in _NAMED:
        return titles(catalog, "actor" if table == "relations" else _NAMED[field], lang).get(text, text)
    if field == "series" and text in catalog.series.index:
        return str(catalog.series.at[text, f"title_{lang}"])
    return text
