"""A story as plain values: a title, a summary, and steps that are views of the atlas with a caption each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

Block = dict[str, Any]
"""A paragraph or a list: `kind` is `text` with `runs`, or `list` with `ordered` and `items`, each a list of runs.

A run has `text`, and where it has them `form` (`em` or `strong`) and `to`, the address of a view.
"""

MOST_STEPS: Final = 50
MOST_BYTES: Final = 65_536
LONGEST_LINE_CHARACTERS: Final = 160
"""How long a title or the heading of a step may be."""


@dataclass(frozen=True)
class Step:
    """Hold one step.

    Attributes:
        heading: what it is called.
        address: the view it shows, as a link from the root of the atlas: `/timeline?corridor=cucuta`.
        source: the caption as it is written, Markdown.
        blocks: the caption as plain values, see `Block`; never changed.
        line: line of the heading in its file, from 1; 0 when it comes from none. Plays no part in comparing.
    """

    heading: str
    address: str
    source: str = ""
    blocks: tuple[Block, ...] = ()
    line: int = 0

    def __eq__(self, other: object) -> bool:
        """Compare what a reader sees."""
        return isinstance(other, Step) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((self.heading, self.address))

    def _told(self) -> tuple[object, ...]:
        return self.heading, self.address, self.blocks

    @property
    def text(self) -> str:
        """Return the caption as plain text, its paragraphs and items joined by blanks."""
        return plain(self.blocks)


@dataclass(frozen=True)
class Story:
    """Hold a story in one language; `slug` is its name in links."""

    slug: str
    lang: str
    title: str
    summary: str
    steps: tuple[Step, ...]

    def step(self, number: int) -> Step:
        """Return a step by its number from 1. Raises IndexError for a number that no step has."""
        if not 1 <= number <= len(self.steps):
            raise IndexError(number)
        return self.steps[number - 1]

    def moved(self, number: int, to: int) -> Story:
        """Return the story with a step at another place; a place outside the story changes nothing."""
        if not (1 <= number <= len(self.steps) and 1 <= to <= len(self.steps)):
            return self
        steps = list(self.steps)
        steps.insert(to - 1, steps.pop(number - 1))
        return replace(self, steps=tuple(steps))

    def without(self, number: int) -> Story:
        """Return the story without a step; a number that none has changes nothing."""
        return replace(self, steps=tuple(s for n, s in enumerate(self.steps, 1) if n != number))


def plain(blocks: tuple[Block, ...]) -> str:
    """Return a caption as plain text."""
    parts = [
        "".join(run["text"] for run in runs)
        for block in blocks
        for runs in (block["items"] if block["kind"] == "list" else [block["runs"]])
    ]
    return " ".join(parts)
