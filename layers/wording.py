"""The fixed words and colours of the map document, for one language."""

from typing import Any

from layers.language import N_, Translator, country
from layers.look import LINE_FORMS, PRINT, THEMES
from layers.vocabulary import (
    ATTRIBUTION,
    COUNTRIES,
    CRIME_FAMILIES,
    CRIMES,
    GRADES,
    PLACE_PRECISION,
    PLACE_ROLES,
)

UI = {
    "map_name": N_("Map of corridors"),
    "legend": N_("Legend"),
    "colour": N_("Colour: what moves or is done there"),
    "form": N_("Line: who is named"),
    "evidence": N_("Width: strength of evidence"),
    "disputed": N_("disputed"),
    "disputed_mark": N_("disputed: an open question touches it"),
    "place": N_("Places: role by shape, precision by form"),
    "area": N_("area of exploitation, not a route"),
    "fit": N_("Show everything in view"),
    "full": N_("Full screen"),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
    "credit": N_("Made with Natural Earth (public domain) · Place names © GeoNames, CC BY 4.0"),
    "no_crime": N_("no crime named"),
    "undated": N_("no date stated"),
    "reported_between": N_("reported from {start} to {end}"),
    "reported_last": N_("reported from {start}, last reported {last}"),
    "reported_from": N_("reported from {start}"),
    "last_reported": N_("last reported {last}"),
    "one_event": N_("{n} dated event"),
    "many_events": N_("{n} dated events"),
    "open_corridor": N_("Click for the corridor"),
    "unnamed": N_("no crime named"),
    "time": N_("Time"),
    "play": N_("Play"),
    "pause": N_("Pause"),
    "previous_event": N_("Previous event"),
    "next_event": N_("Next event"),
    "loop": N_("Start again at the end"),
    "all_time": N_("All time"),
    "window": N_("Window of time: arrow keys go from event to event"),
    "window_start": N_("Start of the window"),
    "window_end": N_("End of the window"),
    "window_width": N_("Width of the window"),
    "speed": N_("Speed"),
    "one_month": N_("{n} month"),
    "many_months": N_("{n} months"),
    "one_event_between": N_("{n} event between {start} and {end}"),
    "many_events_between": N_("{n} events between {start} and {end}"),
    "vague": N_("dated to a year only: {n}"),
    "elsewhere": N_("without a place: {n}"),
    "one_undated": N_("{n} leg bears no date and is not shown"),
    "many_undated": N_("{n} legs bear no date and are not shown"),
    "hexagon": N_("{n} events around here: click to come closer"),
    "one_leg": N_("{n} leg"),
    "many_legs": N_("{n} legs"),
    "from_to": N_("From {start} to {end}"),
    "nth_corridor": N_("corridor {n} of {all}"),
    "nth_leg": N_("leg {n} of {all}"),
    "nth_place": N_("place {n} of {all}"),
    "nth_hexagon": N_("group of events {n} of {all}"),
    "in_view": N_("Zoom {zoom}. Legs in view: {legs}. Places in view: {places}."),
    "nothing": N_("Nothing is shown"),
    "keys": N_("Keys of the map"),
    "keys_hint": N_("Page Down goes to the next corridor, leg or place. The question mark shows all keys."),
}
KEYS = (
    (N_("Page Down, N"), N_("next corridor, leg or place, in travel order")),
    (N_("Page Up, P"), N_("the one before")),
    (N_("with Shift"), N_("from corridor to corridor")),
    (N_("Home, End"), N_("first, last")),
    (N_("Enter"), N_("open the card")),
    (N_("Esc"), N_("close the card, go back to the map")),
    (N_("Arrow keys"), N_("move the map")),
    (N_("+, −"), N_("zoom in, zoom out")),
    (N_("?"), N_("show or hide these keys")),
)
# The legend has room for a few words; the full ones are on cards and in tables.
SHORT_ATTRIBUTION = {
    "tda": N_("Tren de Aragua is named"),
    "tda_partial": N_("named in part"),
    "other_group": N_("another group is named"),
    "context": N_("nobody is named"),
}
SHORT_PRECISION = {
    "town": N_("town"),
    "district": N_("district"),
    "region": N_("stands for a wider area"),
}
NOTES = (
    N_("Lines join two places and are drawn as curves to be legible. They are no paths."),
    N_(
        "A line that fades ends somewhere in that area. Blank means that nobody reported, not that a place is safe."
    ),
)


def strings(lang: str) -> dict[str, Any]:
    """Return every word the map document and the card write themselves, in the language."""
    _ = Translator(lang)
    return {
        "ui": {key: _(text) for key, text in UI.items()} | {"notes": [_(note) for note in NOTES]},
        "keys": [[_(name), _(meaning)] for name, meaning in KEYS],
        "families": {code: _(text) for code, text in CRIME_FAMILIES.items()} | {"unnamed": _(UI["unnamed"])},
        "forms": {code: _(text) for code, text in ATTRIBUTION.items()},
        "short": {code: _(text) for code, text in (SHORT_ATTRIBUTION | SHORT_PRECISION).items()},
        "grades": [_(text) for text in GRADES.values()],
        "crimes": [_(text) for text in CRIMES.values()],
        "roles": {code: _(text) for code, text in PLACE_ROLES.items()},
        "precision": {code: _(text) for code, text in PLACE_PRECISION.items()},
        "countries": {code: country(lang, code) for code in COUNTRIES},
        "card": {key: _(text) for key, text in CARD.items()},
    }


CARD = {
    "close": N_("Close"),
    "described": N_("our description, not the page's own title"),
    "fallback": N_("Shown in {language}: no translation yet."),
    "no_address": N_("address not shown"),
}


def setup(lang: str) -> dict[str, Any]:
    """Return what the map needs once per language: words, the colours of both themes, the line forms."""
    return {
        "language": lang,
        "strings": strings(lang),
        "themes": {name: dict(tokens) for name, tokens in THEMES.items()},
        "print": dict(PRINT),
        "forms": {code: dict(form) for code, form in LINE_FORMS.items()},
    }
