"""The story that a visitor follows, and the one they make: which, how far, and what the address says of it.

A story of one's own is held by the session of its tab and by nothing else: it is sent to nobody, and gone with the tab.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from layers.notices import Notice, echo
from layers.stories import target
from layers.stories.shelf import MINE
from layers.stories.story import Story
from layers.stories.target import Target
from pages.shared.store import catalog, stories

STORY: Final = "story"
STEP: Final = "step"
ASIDE: Final = "aside"
"""Says in a link that the story has been put aside to look around."""
KEYS: Final = (STORY, STEP, ASIDE)
_TOLD: Final = "_told"
_OWN: Final = "_own_story"


@dataclass(frozen=True)
class Told:
    """A story by its slug, the number of its step from 1, and whether it was put aside."""

    slug: str
    step: int = 1
    aside: bool = False

    def to_query(self) -> dict[str, list[str]]:
        """Return the keys and values of a link."""
        said = {STORY: [self.slug], STEP: [str(self.step)]}
        return {**said, ASIDE: ["1"]} if self.aside else said


def read(query: Mapping[str, list[str]], lang: str) -> tuple[Told | None, tuple[Notice, ...]]:
    """Read the story of an address; never raises. A step that the story lacks gives the nearest, and is told."""
    slug = (query.get(STORY) or [""])[-1].strip().casefold()
    if not slug:
        return None, ()
    told = story(slug, lang)
    if told is None:
        if slug == MINE:
            return None, (Notice("own-story"),)
        return None, (Notice("unknown-story", (("value", echo(slug)),)),)
    number = (query.get(STEP) or ["1"])[-1].strip()
    step = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
    near = min(max(step, 1), len(told.steps))
    wrong = Notice("unknown-value", (("key", STEP), ("value", echo(number))))
    return Told(slug, near, query.get(ASIDE) == ["1"]), () if near == step else (wrong,)


def story(slug: str, lang: str) -> Story | None:
    """Return a story in a language; the visitor's own as it is."""
    if slug == MINE:
        mine = own()
        return mine if mine and mine.steps else None
    return stories().get(slug, {}).get(lang)


def step(told: Told, lang: str) -> Target | None:
    """Return what the step of a story shows; None where there is no such story."""
    found = story(told.slug, lang)
    return target.read(found.step(told.step).address, catalog()) if found else None


def current() -> Told | None:
    """Return the story that the visitor follows; None for none."""
    told: Told | None = st.session_state.get(_TOLD)
    return told


def follow(told: Told | None) -> None:
    """Follow a story, or none any more."""
    st.session_state[_TOLD] = told


def own() -> Story | None:
    """Return the visitor's own story; None before it is begun."""
    found: Story | None = st.session_state.get(_OWN)
    return found


def keep(mine: Story) -> None:
    """Keep the visitor's own story in this session; where it has no step any more, nobody follows it."""
    st.session_state[_OWN] = mine
    told = current()
    if told and told.slug == MINE:
        follow(Told(MINE, min(told.step, len(mine.steps)), told.aside) if mine.steps else None)
