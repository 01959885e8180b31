"""What is not known: of a subject as its profile says it, of a view what bears no date or has the weakest grade, and who looked."""

from layers import gaps
from layers.blocks import Block, Word
from layers.brief.parts import Part, under, words_of
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.profiles import sections, unsure


def told(
    catalog: Catalog, shown: Catalog, view: ViewFilter, page: list[Block] | None, lang: str
) -> list[Part]:
    """Return what is not known; `page` is the profile of the subject, None for a view."""
    if page is not None:
        return words_of(under(page, "unknown"), lang)
    looked = [block for block in gaps.blocks(catalog, view, lang) if block["kind"] == "text"]
    return words_of([*looked, *sections.unknown_section(_items(catalog, shown, lang), lang)], lang)


def _items(catalog: Catalog, shown: Catalog, lang: str) -> list[tuple[str, list[Word]]]:
    legs, events = shown.legs, shown.events
    without = tuple(str(key) for key, start in legs["start"].items() if start is None)
    return [
        *unsure.undated(catalog, without, lang),
        *unsure.legs(catalog, tuple(legs.index[legs["grade"] == "single_source"]), lang),
        *unsure.events(catalog, tuple(events.index[events["grade"] == "single_source"]), lang),
    ]
