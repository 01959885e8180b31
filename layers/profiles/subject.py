"""What a profile is about, as a link names it: "country.CL", "corridor.cucuta", "event.ev-2024-…"."""

from dataclasses import dataclass
from typing import Any, Final

from layers.cards import PROFILED, TABLES, titles
from layers.catalog import Catalog
from layers.index import index_of
from layers.language import N_, Translator, country
from layers.notices import Notice
from layers.query import unknown

KEY: Final = "of"
KINDS: Final = ("country", *PROFILED)
KIND_NAMES: Final = {
    "country": N_("Country"),
    "corridor": N_("Corridor"),
    "place": N_("Place"),
    "actor": N_("Actor"),
    "event": N_("Event"),
}


@dataclass(frozen=True, order=True)
class Subject:
    """Name what a profile is about; a country by its ISO 3166-1 alpha-2 code, anything else by its id."""

    kind: str
    id: str

    def __str__(self) -> str:
        """Return the form used in links."""
        return f"{self.kind}.{self.id}"


def read(text: str, catalog: Catalog) -> tuple[Subject | None, tuple[Notice, ...]]:
    """Return the subject that a link names, or None with a notice that says why there is none; never raises."""
    kind, _dot, given = text.strip().partition(".")
    kind = kind.casefold()
    if kind == "country" and given.upper() in index_of(catalog).values["countries"]:
        return Subject(kind, given.upper()), ()
    if kind in PROFILED and given.casefold() in getattr(catalog, TABLES[kind]).index:
        return Subject(kind, given.casefold()), ()
    return None, (unknown(text.strip(), KEY, TABLES.get(kind), catalog),)


def name(catalog: Catalog, subject: Subject, lang: str) -> str:
    """Return what the subject is called in the language. Raises KeyError for an id that the catalog lacks."""
    if subject.kind == "country":
        return country(lang, subject.id)
    return titles(catalog, subject.kind, lang)[subject.id]


def word(catalog: Catalog, kind: str, ident: str, lang: str, **more: Any) -> dict[str, Any]:
    """Return the name as a word that leads to the profile."""
    subject = Subject(kind, ident)
    return {"text": name(catalog, subject, lang), "to": f"profile?of={subject}", **more}


def kind_name(kind: str, lang: str) -> str:
    """Return the name of a kind of subject."""
    return Translator(lang)(KIND_NAMES[kind])
