"""Word lists of the name detector: given names, surnames, ordinary words, and what else is written large.

The lists lie in `layers/assets/names/`, one file each; README.md there says where they come from and on what terms.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from layers.language import fold

FOLDER: Final = Path(__file__).parent / "assets" / "names"

Words = frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Hold the lists, folded (no case, no accents); several words are joined by blanks.

    Attributes:
        given: given names.
        surnames: surnames.
        words: ordinary words, so that the first word of a sentence is not taken for a name.
        things: words and phrases for institutions, peoples, months and other things written large.
        divisions: first-level divisions of countries.
        known: places, groups and newspapers that the atlas knows, for data that bring few of their own.
        titles: courtesies before a name.
        roles: offices, kinship and parts played, directly before a name.
        named: words that announce a name.
        said: words of speech before a speaker.
        bearers: words that make what follows in the same run a thing, whoever it is called after ("hospital").
        particles: small words inside a name ("del").
        saints: words before a saint, that is a place.
        articles: articles, which names of groups and newspapers write large.
        before_places: words before a place.
        functions: small words that are no name behind "alias".
        abbreviations: short forms with full stops that are no initials.
    """

    given: Words
    surnames: Words
    words: Words
    things: Words
    divisions: Words
    known: Words
    titles: Words
    roles: Words
    named: Words
    said: Words
    bearers: Words
    particles: Words
    saints: Words
    articles: Words
    before_places: Words
    functions: Words
    abbreviations: Words

    @cached_property
    def announcing(self) -> Words:
        """Give the words behind which a name follows."""
        return self.titles | self.roles | self.named | self.said

    @cached_property
    def small(self) -> Words:
        """Give the words that belong to no name when they are written large."""
        return self.articles | self.saints | self.titles | self.things


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the lists; lines that begin with # are remarks."""
    return Lexicon(**{field.name: _read(field.name) for field in fields(Lexicon)})


def _read(name: str) -> Words:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line.strip() and not line.startswith("#"))
