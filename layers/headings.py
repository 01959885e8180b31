"""What a view is called in a few words: the title of a picture, of a slide, of a link in a message."""

from typing import Final

from layers.cards import TABLES, title, titles
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import N_, Translator, country, listing
from layers.vocabulary import CRIMES

WHOLE: Final = N_("Corridors out of Venezuela")
NAMED_AT_MOST: Final = 3
"""More names than that, and a title no longer is one; the sentence below it has them all."""


def heading(catalog: Catalog, shown: Catalog, view: ViewFilter, lang: str) -> str:
    """Return the title of a view: what is selected in it, else the first kind of choice that a few names can tell.

    `shown` is what `view.apply(catalog)` gives: a record that the filters leave out is not named for being selected.
    Names come from the catalog as data and are escaped like any other text.
    """
    _ = Translator(lang)
    selected = view.selected
    if selected is not None and selected.id in getattr(shown, TABLES[selected.kind]).index:
        return title(catalog, selected, lang)
    corridors = [titles(catalog, "corridor", lang)[key] for key in view.corridors]
    if 0 < len(corridors) < NAMED_AT_MOST:
        return listing(lang, corridors)
    named = (
        [country(lang, code) for code in view.countries],
        [_(CRIMES[code]) for code in view.crimes],
        [titles(catalog, "actor", lang)[key] for key in view.actors],
    )
    for names in named:
        if 0 < len(names) <= NAMED_AT_MOST:
            subject = listing(lang, names)
            return _("{subject}: what is reported", subject=subject[:1].upper() + subject[1:])
    return _(WHOLE)
