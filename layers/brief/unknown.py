"""What is not known: of a subject as its profile says it, of a view what bears no date or rests on one source, and who looked."""

from layers import gaps
from layers.blocks import Block, Word
from layers.brief.parts import Part, under, words_of
from layers.cards import titles
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import Translator
from layers.profiles import sections


def told(
    catalog: Catalog, shown: Catalog, view: ViewFilter, page: list[Block] | None, lang: str
) -> list[Part]:
    """Return what is not known; `page` is the profile of the subject, None for a view."""
    if page is not None:
        return words_of(under(page, "unknown"), lang)
    looked = [block for block in gaps.blocks(catalog, view, lang) if block["kind"] == "text"]
    return words_of([*looked, *sections.unknown_section(_items(catalog, shown, lang), lang)], lang)


def _items(catalog: Catalog, shown: Catalog, lang: str) -> list[tuple[str, list[Word]]]:
    _ = Translator(lang)
    names = titles(catalog, "leg", lang)
    legs, events = shown.legs, shown.events
    undated = [str(key) for key, start in legs["start"].items() if start is None]
    single = list(map(str, legs.index[legs["grade"] == "single_source"]))
    alone = list(map(str, events.index[events["grade"] == "single_source"]))
    event = titles(catalog, "event", lang)
    found = [
        (
            _.n("{n} leg bears no date.", "{n} legs bear no date.", len(undated)),
            [names[key] for key in undated],
        ),
        (
            _.n("{n} leg rests on a single source.", "{n} legs rest on a single source.", len(single)),
            [names[key] for key in single],
        ),
        (
            _.n("{n} event rests on a single source.", "{n} events rest on a single source.", len(alone)),
            [event[key] for key in alone],
        ),
    ]
    return [(said, [*words]) for said, words in found if words]
