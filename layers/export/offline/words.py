"""The words of the page in the file, in one language."""

from typing import Any, Final

from layers.language import N_, Translator
from layers.notices import TEMPLATES

WORDS: Final = {
    "title": N_("One view"),
    "note": N_(
        "A copy of one view of the atlas. The file holds these rows and no others, loads nothing, and tells nobody that it is read."
    ),
    "map": N_("Map of corridors"),
    "appearance": N_("Appearance"),
    "auto": N_("as the device"),
    "light": N_("light"),
    "dark": N_("dark"),
    "language": N_("Language"),
    "sources": N_("Sources"),
    "about": N_("About this file"),
    "back": N_("This view in the atlas"),
    "card_note": N_("This card speaks of all rows of the file, not only of those that the filters leave."),
    "hash": N_("SHA-256 of the data in this file"),
    "check": N_("To compute it yourself, save the file as atlas.html and run:"),
    "matches": N_("Computed in this browser just now: the data are those that the file was made with."),
    "differs": N_("Computed in this browser just now: the data are not those that the file was made with."),
}
TEMPLATED: Final = {
    "shown": N_("Shown: {rows}"),
    "share": N_("{shown} of {all}"),
    "narrowed": N_("Narrowed down by: {filters}"),
    "bad_date": TEMPLATES["bad-date"],
    "reversed": TEMPLATES["reversed-dates"],
}
"""Sentences in which the page itself puts what changes."""
TOTALS: Final = N_("In this file, of the whole atlas: {rows}.")
WITHOUT_SCRIPTS: Final = N_(
    "The map, the filters and the cards of this file need scripts. These are its rows in words."
)
TOO_OLD: Final = N_("This browser cannot unpack the file. Any browser from 2023 or later can.")
NAMES: Final = {"en": "English", "es": "Español", "pt": "Português"}


def words(lang: str) -> dict[str, Any]:
    """Return the words and the sentences with places to fill."""
    _ = Translator(lang)
    return {
        "words": {name: _(text) for name, text in WORDS.items()},
        "templates": {name: _(text) for name, text in TEMPLATED.items()},
    }
