"""A brief in order: head, map, key figures, legs, events, disputes, what is not known, sources."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from layers import press
from layers.brief import chart, disputes, figures, legs, parts, strip, subject, unknown
from layers.brief.code import code
from layers.brief.numbering import Numbering
from layers.brief.parts import Part
from layers.catalog import Catalog
from layers.descriptor import LICENCE
from layers.filters import ViewFilter, totals
from layers.language import N_, Translator, date_text, gettext, number
from layers.phrases import NOTHING, dropped
from layers.profiles import sections
from layers.profiles.subject import Subject

ATLAS: Final = "Corridor Atlas"
TEMPLATE: Final = "brief"
COUNTED: Final = {
    "legs": N_("Legs"),
    "places": N_("Places"),
    "events": N_("Events"),
}
FOOT: Final = N_(
    "A line is no real path. Not reported is not safe. An official act says nothing about guilt."
)
PAGE: Final = N_("Page {n} of {all}")
FILTERS_IN_FOOT_CHARACTERS: Final = 200
OFFERS: Final = 3


class Limits(NamedTuple):
    """How many legs, events and questions are told; of more their number is said."""

    legs: int
    events: int
    disputes: int


OF_SUBJECT: Final = Limits(40, 12, 6)
OF_VIEW: Final = Limits(12, 8, 4)
"""A brief of many subjects is a sample that says so: what it leaves out is a scan of its code away."""


@dataclass(frozen=True)
class Edition:
    """What the core cannot know of itself.

    Attributes:
        link: the address that restores the view; one that begins with http also becomes a code to scan.
        today: the day, YYYY-MM-DD.
        release: what names the state of the data, in the language of the brief.
        paper: one of `press.PAPERS`.
    """

    link: str
    today: str
    release: str
    paper: str = press.PAPERS[0]


def brief(catalog: Catalog, shown: Catalog, view: ViewFilter, lang: str, edition: Edition) -> bytes:
    """Return the brief of a view as a tagged PDF, the same bytes for the same input.

    `shown` is what `view.apply(catalog)` gives. Raises press.PressError.
    """
    data, pictures = compose(catalog, shown, view, lang, edition)
    return press.press(TEMPLATE, data, pictures, edition.today)


def compose(
    catalog: Catalog, shown: Catalog, view: ViewFilter, lang: str, edition: Edition
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the template reads and its pictures. A view that shows nothing says so and how to loosen it."""
    _ = Translator(lang)
    view = view.without("selected")
    pictures: dict[str, bytes] = {}
    scanned = code(edition.link)
    if scanned:
        pictures["link.svg"] = scanned
    about = subject.of_view(view)
    numbers = Numbering()
    empty = not (len(shown.legs) or len(shown.places) or len(shown.events))
    title = subject.title(catalog, view, about, lang)
    words = view.describe(catalog, lang)
    shown_map = None
    if not empty:
        shown_map, drawn = chart.chart(catalog, shown, view, title, lang)
        pictures |= drawn
    body = (
        _nothing(catalog, view, lang) if empty else _body(catalog, shown, view, about, edition, numbers, lang)
    )
    data = {
        "title": title,
        "author": ATLAS,
        "lang": lang,
        "paper": edition.paper,
        "about": _about(catalog, shown, edition, words, lang),
        "foot": {"page": gettext(lang, PAGE), "lines": _foot(edition, words, lang)},
        "eyebrow": _("{atlas}: brief", atlas=ATLAS),
        "words": words,
        "facts": [
            [_("Date"), date_text(lang, edition.today)],
            [_("Data"), edition.release],
            [_("In view"), _in_view(catalog, shown, lang)],
            [_("This view in the atlas"), edition.link],
        ],
        "code": {"picture": "link.svg", "alt": _("Code to scan: the link to this view")} if scanned else None,
        "map": shown_map,
        "sections": body,
        "sources": {
            "heading": _("Sources"),
            "note": _(
                "In the order in which they are first named. A title without quotation marks is our description of the page."
            ),
            "items": numbers.listed(catalog, lang),
        },
    }
    return data, pictures


def _body(
    catalog: Catalog,
    shown: Catalog,
    view: ViewFilter,
    about: Subject | None,
    edition: Edition,
    numbers: Numbering,
    lang: str,
) -> list[dict[str, Any]]:
    """Return the sections in order; sources are numbered as they come."""
    _ = Translator(lang)
    most = OF_SUBJECT if about and about.kind != "actor" else OF_VIEW
    page = subject.page(catalog, shown, view, about, lang) if about else None
    answers = [block for block in page or () if block["kind"] == "points"]
    points = [{"kind": "points", "items": block["items"]} for block in answers]
    found = [
        parts.section(
            _("Key figures"),
            figures.key(catalog, shown, about, edition.today, lang),
            *points,
            *_summary(catalog, about, lang),
            *figures.series(catalog, shown, view, about, numbers, lang),
        ),
        parts.section(_("Leg by leg"), *legs.walk(catalog, shown, numbers, lang, most.legs)),
        parts.section(
            _("What is reported, and when?"),
            *strip.strip(shown.events, lang),
            *strip.latest(catalog, shown, numbers, lang, most.events),
        ),
    ]
    about_it = subject.disputes(catalog, shown, about)
    said = disputes.told(catalog, shown, about_it, numbers, lang, most.disputes)
    found.append(parts.section(_("Who says otherwise?"), *said))
    found.append(parts.section(_("What is not known?"), *unknown.told(catalog, shown, view, page, lang)))
    return found


def _summary(catalog: Catalog, about: Subject | None, lang: str) -> list[Part]:
    """Return what sources report about a corridor, in its own words."""
    if about is None or about.kind != "corridor":
        return []
    corridor: Any = catalog.corridors.loc[about.id]
    return parts.words_of(sections.note(corridor, "summary", lang), lang)


def _nothing(catalog: Catalog, view: ViewFilter, lang: str) -> list[dict[str, Any]]:
    _ = Translator(lang)
    offers = view.loosen(catalog)[:OFFERS]
    listed = [
        parts.text(dropped(lang, offer.names, offer.legs, offer.places, offer.events)) for offer in offers
    ]
    return [parts.section(_("Nothing is in this view"), parts.text(_(NOTHING)), *listed)]


def _in_view(catalog: Catalog, shown: Catalog, lang: str) -> str:
    _ = Translator(lang)
    counts = totals(catalog, shown)
    told = (
        (
            _(label),
            _("{shown} of {all}", shown=number(lang, counts[table][0]), all=number(lang, counts[table][1])),
        )
        for table, label in COUNTED.items()
    )
    return " · ".join(_("{label}: {n}", label=label, n=share) for label, share in told)


def _about(catalog: Catalog, shown: Catalog, edition: Edition, words: str, lang: str) -> str:
    """Return what the file says of itself where a program looks: state, filters, how much of the whole, link, terms."""
    state = [
        edition.release,
        date_text(lang, edition.today),
        words,
        _in_view(catalog, shown, lang),
        edition.link,
    ]
    return " · ".join([*state, f"CC BY 4.0, {LICENCE['path']}"])


def _foot(edition: Edition, words: str, lang: str) -> list[str]:
    _ = Translator(lang)
    if len(words) > FILTERS_IN_FOOT_CHARACTERS:
        words = words[:FILTERS_IN_FOOT_CHARACTERS].rpartition(" ")[0] + " …"
    state = f"{ATLAS} · {edition.release} · {date_text(lang, edition.today)} · CC BY 4.0"
    return [state, words, _(FOOT)]
