"""A visitor's own story, as it is typed: nothing is refused, and nothing typed becomes anything but text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from layers.stories.markdown import caption
from layers.stories.shelf import MINE
from layers.stories.story import LONGEST_LINE_CHARACTERS, MOST_BYTES, MOST_STEPS, Block, Step, Story
from layers.stories.target import LONGEST_CHARACTERS, page_of
from layers.stories.writing import clean, plainly, written

LONGEST_CAPTION_CHARACTERS: Final = 4_000


def drafted(given: Mapping[str, Any], lang: str) -> Story:
    """Return what a visitor typed as a story: `title`, `summary`, `steps` with `heading`, `address` and `caption`.

    Texts are cut to their limits; a step without a link to a view of the atlas is left out. Never raises.
    """
    steps = given.get("steps")
    made = [
        step(_line(one.get("heading")), str(one.get("address") or ""), str(one.get("caption") or ""))
        for one in (steps if isinstance(steps, list) else [])[:MOST_STEPS]
        if isinstance(one, dict) and page_of(str(one.get("address") or "")[:LONGEST_CHARACTERS])
    ]
    return Story(MINE, lang, _line(given.get("title")), _line(given.get("summary")), tuple(made))


def step(heading: str, address: str, source: str) -> Step:
    """Return a step from what was typed."""
    source = clean(source)[:LONGEST_CAPTION_CHARACTERS]
    read = caption(source)
    blocks: tuple[Block, ...] = (caption(plainly(source)) or ()) if read is None else read
    return Step(_line(heading), address[:LONGEST_CHARACTERS], source, blocks)


def to_markdown(story: Story, title: str, untitled: str) -> str:
    """Write a story as a file that can be opened again; `title` and `untitled` stand where none was typed.

    A caption that is no Markdown of ours is written so that it reads as the text it is.
    """
    steps = [
        (
            each.heading or untitled,
            each.address,
            each.source if caption(each.source) is not None else plainly(each.source),
        )
        for each in story.steps
    ]
    return written(story.title or title, story.summary, steps)


def fits(story: Story) -> bool:
    """Tell whether a story stays within what can be opened again."""
    text = to_markdown(story, "-", "-")
    return len(story.steps) <= MOST_STEPS and len(text.encode("utf-8")) <= MOST_BYTES


def _line(value: object) -> str:
    """Return a typed text as one line within its limit."""
    return " ".join(clean(str(value or "")).split())[:LONGEST_LINE_CHARACTERS].rstrip()
