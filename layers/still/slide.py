"""A slide: the map with a title, the sentence of the view, a legend, how much it is of the whole, and what it does not say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from layers.catalog import Catalog
from layers.filters import ViewFilter, totals
from layers.headings import heading
from layers.language import N_, Translator, number
from layers.look import THEMES
from layers.still import legend
from layers.still.ink import Group, Mark, Thing, Words, box
from layers.still.plan import Plan
from layers.still.typeface import width as text_width
from layers.still.typeface import wrapped
from layers.wording import NOTES, UI

TITLE: Final = "Corridor Atlas"
EDGE: Final = 30.0
LEGEND: Final = 262.0
GAP: Final = 26.0
TITLE_SIZE, SENTENCE_SIZE, SMALL = 24.0, 13.0, 11.5
CARD_EDGE, CARD_TITLE = 22.0, 18.0
TITLE_LINE, SENTENCE_LINE, SMALL_LINE = 30.0, 18.5, 16.0
GRADED: Final = N_("Grades are computed by the rule on the method page; an open dispute does not lower them.")
LICENCE: Final = "CC BY 4.0"


@dataclass(frozen=True)
class Slide:
    """The furniture, and the room it leaves for the map: left, top, width, height."""

    things: tuple[Thing, ...]
    room: tuple[float, float, float, float]


def counts(catalog: Catalog, shown: Catalog, lang: str) -> str:
    """Say how much of the whole is shown, and on how many sources these legs, places and events rest."""
    _ = Translator(lang)
    cited = {
        key for frame in (shown.legs, shown.places, shown.events) for keys in frame["sources"] for key in keys
    }
    given = {
        table: {"shown": number(lang, part), "all": number(lang, whole)}
        for table, (part, whole) in totals(catalog, shown).items()
    }
    return " · ".join(
        (
            _("{shown} of {all} legs", **given["legs"]),
            _("{shown} of {all} places", **given["places"]),
            _("{shown} of {all} events", **given["events"]),
            _.n("{n} source", "{n} sources", len(cited)),
        )
    )


def slide(
    catalog: Catalog,
    shown: Catalog,
    view: ViewFilter,
    lang: str,
    theme: str,
    size: tuple[float, float],
    foot: Sequence[str],
) -> Slide:
    """Return the words around a map on a sheet of a size in points; `foot` is said last, before the credits."""
    _, tokens, (width, height) = Translator(lang), THEMES[theme], size
    column = width - 2 * EDGE - LEGEND - GAP
    things: list[Thing] = [Mark(box(0, 0, width, height), fill=tokens["paper"])]
    y = EDGE - 6
    for line in wrapped(heading(catalog, shown, view, lang), TITLE_SIZE, column, 2, bold=True):
        y += TITLE_LINE
        things.append(Words(line, EDGE, y - 6, TITLE_SIZE, tokens["ink"], bold=True))
    for line in wrapped(view.describe(catalog, lang), SENTENCE_SIZE, column, 4):
        y += SENTENCE_LINE
        things.append(Words(line, EDGE, y, SENTENCE_SIZE, tokens["ink"]))
    for line in wrapped(counts(catalog, shown, lang), SMALL, column, 2):
        y += SMALL_LINE + 2
        things.append(Words(line, EDGE, y, SMALL, tokens["quiet"]))
    top = y + 14
    notes = " ".join((*(_(note) for note in NOTES), _(GRADED)))
    wide = width - 2 * EDGE
    ours, others = " · ".join((TITLE, *foot, LICENCE)), _(UI["credit"])
    both = f"{ours} · {others}"
    credits = [both] if text_width(both, SMALL) <= wide else [ours, others]
    lines = [
        *wrapped(notes, SMALL, wide, 4),
        *(part for each in credits for part in wrapped(each, SMALL, wide, 2)),
    ]
    y = height - EDGE + 6 - (len(lines) - 1) * SMALL_LINE
    bottom = y - SMALL - 14
    for line in lines:
        things.append(Words(line, EDGE, y, SMALL, tokens["quiet"]))
        y += SMALL_LINE
    return Slide(tuple(things), (EDGE, top, column, bottom - top))


def card(catalog: Catalog, shown: Catalog, view: ViewFilter, lang: str, size: tuple[float, float]) -> Slide:
    """Return the few words of a picture that is seen small, and the room for the map between them."""
    _, tokens, (width, height) = Translator(lang), THEMES["light"], size
    brand = Words(TITLE, 0, CARD_EDGE + 12, SMALL, tokens["accent"], bold=True)
    long = text_width(TITLE, SMALL, bold=True)
    column = width - 3 * CARD_EDGE - long
    words: list[Thing] = [brand._replace(x=width - CARD_EDGE - long)]
    y = CARD_EDGE - 8
    for line in wrapped(heading(catalog, shown, view, lang), CARD_TITLE, column, 2, bold=True):
        y += CARD_TITLE + 4
        words.append(Words(line, CARD_EDGE, y, CARD_TITLE, tokens["ink"], bold=True))
    for line in wrapped(view.describe(catalog, lang), SMALL + 1, width - 2 * CARD_EDGE, 2):
        y += SMALL_LINE + 1
        words.append(Words(line, CARD_EDGE, y, SMALL + 1, tokens["quiet"]))
    top, note = y + 11, wrapped(_(NOTES[0]), SMALL, width - 2 * CARD_EDGE, 2)
    bottom = height - len(note) * SMALL_LINE - 12
    y = bottom + 6
    for line in note:
        y += SMALL_LINE - 2
        words.append(Words(line, CARD_EDGE, y, SMALL, tokens["quiet"]))
        y += 2
    plates = (
        Mark(box(0, 0, width, top), fill=tokens["paper"]),
        Mark(box(0, bottom, width, height - bottom), fill=tokens["paper"]),
    )
    return Slide((*plates, *words), (0, top, width, bottom - top))


def framing(slide: Slide, theme: str) -> list[Thing]:
    """Return the line around the map."""
    left, top, width, height = slide.room
    return [Mark(box(left, top, width, height), line=THEMES[theme]["rule"], width=1.0)]


def explained(slide: Slide, sections: Sequence[legend.Section], theme: str, width: float) -> list[Thing]:
    """Return the legend beside the map, as closely set as the slide asks for."""
    x, top = width - EDGE - LEGEND, EDGE - 12
    room = slide.room[1] + slide.room[3] - top
    spread = max(0.8, min(1.12, room / max(1.0, legend.height(sections, LEGEND))))
    return legend.legend(sections, x, top, LEGEND, THEMES[theme], spread)


def blank(plan: Plan, slide: Slide, lang: str, theme: str) -> list[Thing]:
    """Return what is said on the map of a view that holds nothing."""
    if plan.legs or plan.places:
        return []
    left, top, _width, _height = slide.room
    text = Translator(lang)(UI["nothing"])
    tokens = THEMES[theme]
    words = Words(text, left + 16, top + 30, SENTENCE_SIZE, tokens["ink"], bold=True, halo=tokens["paper"])
    return [words]


def moved(map_: Sequence[Thing], slide: Slide) -> list[Thing]:
    """Return the map in the room that the slide leaves for it."""
    left, top, width, height = slide.room
    return [Group(tuple(map_), left, top, width, height)]
