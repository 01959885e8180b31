"""A story on paper: each step with its caption, the map, the words of its view, the link to scan, and who says so."""

from __future__ import annotations

from typing import Any, Final

from layers import press
from layers.brief import disputes
from layers.brief.code import code
from layers.brief.document import ATLAS, FOOT, PAGE, Edition
from layers.brief.numbering import Numbering
from layers.cards import TABLES, title
from layers.catalog import Catalog
from layers.descriptor import LICENCE
from layers.export.stamp import released, stamp
from layers.filters import ViewFilter
from layers.language import Translator, date_text, gettext
from layers.still import picture
from layers.stories import target
from layers.stories.story import Step, Story
from layers.viewport import read_viewport

TEMPLATE: Final = "handout"
MAP_PIXELS: Final = {"a4": (1000, 340), "us-letter": (1000, 300)}
"""So high that two steps stand on a page."""
MAP_POINTS: Final = 540.0
"""Points of its width. It is printed 170 mm (482 points) wide: the names on it, of 11 points and more, come out above 9."""


def edition(
    catalog: Catalog, lang: str, day: str, state: tuple[str, bool], address: str, paper: str
) -> Edition:
    """Return what the core cannot know: the day, the release (its id and whether data differ from it), where the atlas is served."""
    made = stamp(catalog, catalog, ViewFilter(), lang, day, *state)
    return Edition(address, day, released(made), paper)


def file_name(slug: str, lang: str) -> str:
    """Return what the file of a story is called."""
    return f"corridor-atlas-story-{slug}-{lang}.pdf"


def handout(catalog: Catalog, story: Story, edition: Edition) -> bytes:
    """Return a story as a tagged PDF in its language, the same bytes for the same input.

    The `link` of the edition is the address where the atlas is served, with a final slash; "" leaves the links relative and
    the codes out. Raises press.PressError.
    """
    data, pictures = compose(catalog, story, edition)
    return press.press(TEMPLATE, data, pictures, edition.today)


def compose(catalog: Catalog, story: Story, edition: Edition) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the template reads and its pictures."""
    _ = Translator(story.lang)
    numbers = Numbering()
    pictures: dict[str, bytes] = {}
    steps = [
        _step(catalog, story, n, step, edition, numbers, pictures) for n, step in enumerate(story.steps, 1)
    ]
    day = date_text(story.lang, edition.today)
    about = [story.summary, edition.release, day, f"CC BY 4.0, {LICENCE['path']}"]
    data = {
        "title": story.title or _("Your own story"),
        "author": ATLAS,
        "lang": story.lang,
        "paper": edition.paper,
        "about": " · ".join(filter(None, about)),
        "foot": {
            "page": gettext(story.lang, PAGE),
            "lines": [
                f"{ATLAS} · {edition.release} · {day} · CC BY 4.0",
                story.title or _("Your own story"),
                gettext(story.lang, FOOT),
            ],
        },
        "eyebrow": _("{atlas}: story", atlas=ATLAS),
        "summary": story.summary,
        "steps": steps,
        "sources": {"heading": _("Sources"), "items": numbers.listed(catalog, story.lang)},
    }
    return data, pictures


def _step(
    catalog: Catalog,
    story: Story,
    number: int,
    step: Step,
    edition: Edition,
    numbers: Numbering,
    pictures: dict[str, bytes],
) -> dict[str, Any]:
    """Return one step; its pictures are put among the others."""
    _, lang = Translator(story.lang), story.lang
    shown = target.read(step.address, catalog)
    rows = shown.view.without("selected").apply(catalog)
    chosen = shown.view.selected
    if chosen and chosen.id not in getattr(rows, TABLES[chosen.kind]).index:
        chosen = None
    link = edition.link + shown.address({"lang": lang}).removeprefix("/" if edition.link else "")
    scanned = f"link{number}.svg"
    if drawn := code(link):
        pictures[scanned] = drawn
    mapped = f"map{number}.svg" if shown.page == "map" else None
    if mapped:
        pictures[mapped] = picture(
            catalog,
            rows,
            shown.view if chosen else shown.view.without("selected"),
            lang,
            size=MAP_PIXELS[edition.paper],
            furniture=False,
            viewport=read_viewport(shown.viewport),
            points=MAP_POINTS,
        )
    words = shown.view.describe(catalog, lang)
    told: list[Any] = []
    if chosen and chosen.kind == "dispute":
        told = [
            part
            for part in disputes.told(catalog, rows, [chosen.id], numbers, lang, 1)
            if part["kind"] == "dispute"
        ]
    name = title(catalog, chosen, lang) if chosen else ""
    return {
        "n": number,
        "heading": step.heading,
        "blocks": list(step.blocks),
        "map": mapped,
        "alt": _("Map: {title}. {words}", title=name or step.heading, words=words),
        "page": _(target.PAGES[shown.page]),
        "words": _said(catalog, shown, name, lang),
        "notices": [notice.text(lang) for notice in shown.notices],
        "refs": _sources(catalog, chosen, numbers) if chosen and not told else [],
        "sources": _("Sources"),
        "disputes": told,
        "link": link,
        "code": scanned if drawn else None,
        "scan": _("Code to scan: the link to this view"),
    }


def _said(catalog: Catalog, shown: target.Target, name: str, lang: str) -> str:
    """Return the view in words: what is selected, what is asked for, what that takes away. A whole page needs none."""
    if shown.page != "map" and shown.view.is_empty:
        return ""
    sentences = f"{shown.view.describe(catalog, lang)} {shown.view.describe_fallen(catalog, lang)}".strip()
    return " · ".join(filter(None, (name, sentences)))


def _sources(catalog: Catalog, chosen: Any, numbers: Numbering) -> list[int]:
    """Return the numbers of the sources of a record; a record that lists none gives none."""
    table = getattr(catalog, TABLES[chosen.kind])
    return numbers.cite(table.at[chosen.id, "sources"]) if "sources" in table else []
