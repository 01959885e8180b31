"""What the lines and marks of the map mean, in words beside a sample of each; only what is on this map."""

from typing import Any

from layers.catalog import Catalog
from layers.evidence import rank
from layers.language import Translator
from layers.look import LIGHT, LINE_FORMS
from layers.still.legs import STRENGTH
from layers.vocabulary import CRIME_FAMILIES, GRADES
from layers.wording import NOTES, SHORT_ATTRIBUTION, UI


def legend(shown: Catalog, lang: str) -> list[dict[str, Any]]:
    """Return groups of a heading and rows; a row has a `colour`, or a `dash` and `width`, and words. [] without legs."""
    _ = Translator(lang)
    families = {family for each in shown.legs["families"] for family in each}
    nameless = any(not each for each in shown.legs["families"])
    colours = [
        {"text": _(text), "colour": LIGHT[code]} for code, text in CRIME_FAMILIES.items() if code in families
    ]
    colours += [{"text": _(UI["unnamed"]), "colour": LIGHT["unnamed"]}] if nameless else []
    named = set(shown.legs["attribution"])
    forms: list[dict[str, Any]] = [
        {"text": _(SHORT_ATTRIBUTION[code]), "dash": form["dash"], "width": form["width"]}
        for code, form in LINE_FORMS.items()
        if code in named
    ]
    grades = set(shown.legs["grade"])
    widths = [
        {"text": _(text), "dash": (), "width": STRENGTH[rank(code)]}
        for code, text in GRADES.items()
        if code in grades
    ]
    if not forms:
        return []
    return [
        {"heading": _(UI["colour"]), "rows": colours},
        {"heading": _(UI["form"]), "rows": forms},
        {"heading": _(UI["evidence"]), "rows": widths},
    ]


def notes(lang: str) -> list[str]:
    """Return what has to be said under every map."""
    _ = Translator(lang)
    return [*map(_, NOTES), _(UI["credit"])]
