"""Find what reads like the name of a person in English, Spanish and Portuguese prose.

A name is looked for wherever a text writes large letters. Runs of capitalised words ("María del Valle Soto",
"J. P. Arango") are compared with what is known to be something else: places, groups, publishers, countries, and the
curated list of `things.txt`. What then remains is a name when

- a given name is followed by a given name or a surname of the lists, or an initial by a word;
- two or more capitalised words name nothing that is known (not in texts that write every word large);
- one word stands where names stand: behind a courtesy ("Sra."), an office or kinship, "named", a word of speech, or
  before an age; or it is a given name and no place;
- a text announces another name: "alias", "apodado", or a quoted "El ...".

The language of a text is not asked for: titles of sources mix them. How many names are found and how many sound
sentences are refused was measured; see docs/decisions/2026-11-26-gate.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from layers.lexicon import lexicon
from layers.tokens import Token, ends_short, folded, is_headline, runs, tokens, words_of

_OPENS: Final = frozenset('.!?:;—–"“”«»‘([¿¡•|/…')
_LONG: Final = 5
"""So many unknown words in a row, none of them on the lists, are the title of a work."""
_LONG_ACRONYM: Final = 8
_TOWARDS: Final = frozenset({"to", "from", "at"})
"""Words before places that stand before people as well."""
_AGE: Final = re.compile(
    r"\s*(?:,\s*(?:aged\s+|de\s+)?\d{1,2}(?:[\s-]*(?:años|anos|years?)|\s*[,.;)](?!\d))|\s*\(\d{1,2}(?:\s*(?:años|anos))?\))"
)
_ALIAS: Final = re.compile(
    r"(?:\balias|\ba\.?k\.?a\.?|\bapodad[oa]s?|\bapelidad[oa]s?|\bnicknamed|\bgoes by|\bvulgo)\s+(?:como\s+|de\s+)?"
    r"[\"“«'‘]?(?P<name>(?:(?:el|la|los|las|the|o|a)\s+)?[^\W\d_]+(?:\s+[^\W\d_a-zà-ÿ][^\W\d_]*)*)",
    re.IGNORECASE,
)
_NICKNAME: Final = re.compile(
    r"[\"“«‘](?P<name>(?:[Ee]l|[Ll]a|[Tt]he|O|A|o|a)\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,2})[\"”»’]"
)


THING, PARTICLE, ACRONYM, INITIAL, GIVEN, SURNAME, UNKNOWN = "TPAIGSU"
_NAMELIKE: Final = frozenset({INITIAL, GIVEN, SURNAME, UNKNOWN})


class Found(NamedTuple):
    """Hold what reads like a name: where it begins and ends in the text, the words, why it is taken for one."""

    start: int
    end: int
    name: str
    why: str


@dataclass(frozen=True)
class Known:
    """Hold what is known not to be a person, as folded words joined by blanks.

    Attributes:
        phrases: names of places, groups, publishers, countries and things; they may be part of a longer run.
        towns: names of the gazetteer; villages bear people's names, so they count only as a whole and in place.
    """

    phrases: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    _judged: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def longest(self) -> int:
        """Give the number of words of the longest phrase."""
        return max((phrase.count(" ") + 1 for phrase in self.phrases), default=1)

    def kinds(self, words: Sequence[Token], text: str) -> list[str]:
        """Say of each word of a run what it is; runs are met many times and judged once."""
        run = text[words[0].start : words[-1].end + 1]
        if run not in self._judged:
            self._judged[run] = _kinds(words, text, self)
        return self._judged[run]


def find(text: str, known: Known, strict: bool = False) -> list[Found]:
    """List what reads like a person's name, in the order of the text.

    `strict` asks for a given name with a surname of the lists: for texts that are themselves names (of groups,
    newspapers, towns). Texts that write nearly every word large, as headlines do, are judged almost as strictly.
    """
    if text == text.lower():
        return list(_announced(text, known))
    listed = tokens(text)
    headline = not strict and is_headline(listed)
    found: list[Found] = []
    for begin, end in runs(listed):
        words = [token for token in listed[begin:end] if token.kind != "mark"]
        run = _Run(words, known.kinds(words, text), _before(listed, begin))
        judged = run.pair(known, headline)
        if judged is None and not strict:
            judged = run.courtesy() if headline else run.in_prose(text, known)
        if judged is not None:
            first, last, why = judged
            start, stop = words[first].start, words[last].end
            found.append(Found(start, stop, text[start:stop], why))
    if not strict:
        found += _announced(text, known)
        found += _initials(listed)
    return _without_overlaps(found)


_Judged = tuple[int, int, str] | None
"""First and last word of a name within its run, and why it is one."""


@dataclass(frozen=True)
class _Run:
    """Hold a run of capitalised words, what each of them is, and the token before it."""

    words: Sequence[Token]
    kinds: Sequence[str]
    before: Token | None

    @property
    def opens(self) -> bool:
        """Tell whether the run begins a sentence or a part of one, where any word may be written large."""
        return self.before is None or self.before.text in _OPENS

    def pair(self, known: Known, headline: bool) -> _Judged:
        """Find a given name with another name behind it.

        In a headline, where unknown words alone say nothing, an unknown word behind a given name is a surname.
        """
        for place, kind in enumerate(self.kinds):
            follows = next((n for n in range(place + 1, len(self.kinds)) if self.kinds[n] != PARTICLE), None)
            if follows is None:
                continue
            other = folded(self.words[follows].text)
            if kind != GIVEN and (other in known.phrases or not self._lone_given(place)):
                continue
            if self.kinds[follows] in (GIVEN, SURNAME, INITIAL) or (
                headline and self.kinds[follows] == UNKNOWN and other not in lexicon().words
            ):
                last = follows
                while last + 1 < len(self.kinds) and self.kinds[last + 1] in _NAMELIKE | {PARTICLE}:
                    last += 1
                return place, last, "a given name is followed by another name"
        return None

    def courtesy(self) -> _Judged:
        """Find a name behind a courtesy."""
        if self.core and self._leads(self.core[0]) in lexicon().titles:
            return self.core[0], self.core[-1], "a courtesy stands before it"
        return None

    def in_prose(self, text: str, known: Known) -> _Judged:
        """Find a name by where it stands and by what is not known."""
        core = self.core
        if not core:
            return None
        first, last = core[0], core[-1]
        lead = self._leads(first)
        listed = {self.kinds[n] for n in core} & {GIVEN, SURNAME}
        if lead in lexicon().announcing and not (self.opens and first == 0):
            return first, last, f"it stands behind {lead!r}"
        if len(core) > 1 and INITIAL in self.kinds:
            return first, last, "an initial is followed by a name"
        if len(core) > 1 and (listed or len(core) < _LONG):
            return first, last, "these capitalised words name nothing that is known"
        if first and not self.opens and self.kinds[first] == UNKNOWN and lead in ("el", "la"):
            return first - 1, last, "it reads like a nickname"
        if _AGE.match(text, self.words[last].end):
            return first, last, "an age follows"
        return self._alone(known) if len(self.words) == 1 else None

    @property
    def core(self) -> list[int]:
        """List the words that may be part of a name."""
        return [
            n for n, kind in enumerate(self.kinds) if kind in _NAMELIKE and not (n == 0 and self._ordinary())
        ]

    def _ordinary(self) -> bool:
        """Tell whether the first word is an ordinary one, written large because a sentence begins."""
        if not self.opens or len(self.words) == 1 or self.kinds[0] not in (UNKNOWN, SURNAME):
            return False
        return self.kinds[1] == PARTICLE or folded(self.words[0].text) in lexicon().words

    def _leads(self, place: int) -> str:
        before = self.words[place - 1] if place else self.before
        return folded(before.text) if before is not None and before.kind == "word" else ""

    def _alone(self, known: Known) -> _Judged:
        """Judge a single word: a given name unless a place is meant, or mid-sentence a word that is not known."""
        word, before = folded(self.words[0].text), self._leads(0)
        placed = before in lexicon().before_places
        if self.kinds[0] == GIVEN:
            if not (word in known.towns and placed) and not (self.opens and word in lexicon().words):
                return 0, 0, "it is a given name"
            return None
        sound = self.opens or word in known.towns or word in lexicon().words or "-" in word
        if sound or (placed and before not in _TOWARDS):
            return None
        return 0, 0, "this capitalised word names nothing that is known"

    def _lone_given(self, place: int) -> bool:
        """Tell whether a thing is a given name as well (April, Marina) and no part of a longer phrase of things."""
        around = [self.kinds[n] for n in (place - 1, place + 1) if 0 <= n < len(self.kinds)]
        return (
            self.kinds[place] == THING
            and THING not in around
            and folded(self.words[place].text) in lexicon().given
        )


def _kinds(words: Sequence[Token], text: str, known: Known) -> list[str]:
    """Say of each word of a run what it is.

    A word of the lists that is also the name of a curated place is a thing only when it stands alone.
    """
    lists, names = lexicon(), [folded(word.text) for word in words]
    whole = " ".join(names)
    if whole in known.phrases or whole in lists.divisions or (len(names) > 1 and whole in known.towns):
        return [THING] * len(words)
    kinds = [_kind(word, name, text, known) for word, name in zip(words, names, strict=True)]
    for size in range(min(len(words), known.longest), 1, -1):
        for begin in range(len(words) - size + 1):
            if " ".join(names[begin : begin + size]) in known.phrases:
                kinds[begin : begin + size] = [THING] * size
    for place, name in enumerate(names[:-1]):
        if kinds[place] == THING and name in lists.bearers:
            kinds[place + 1 :] = [THING] * (len(kinds) - place - 1)
        elif kinds[place] == THING and name in lists.saints:
            kinds[place + 1] = THING
    return kinds


def _kind(word: Token, name: str, text: str, known: Known) -> str:
    lists = lexicon()
    if name in lists.particles and not word.large:
        return PARTICLE
    if word.kind == "initials" or (len(name) == 1 and text[word.end : word.end + 1] == "."):
        return INITIAL
    if name in lists.small or len(name) == 1:
        return THING
    if name in lists.given or name in lists.surnames:
        return GIVEN if name in lists.given else SURNAME
    if (word.text.isupper() and len(name) < _LONG_ACRONYM) or sum(map(str.isupper, word.text)) > 2:
        return ACRONYM
    return THING if all(part in known.phrases for part in re.split("[-‐]", name)) else UNKNOWN


def _before(listed: Sequence[Token], begin: int) -> Token | None:
    """Give the token before a run, past the full stop of a short form ("Sra. Soto")."""
    place = begin - 1
    if place > 0 and listed[place].text == "." and ends_short(listed[place - 1]):
        place -= 1
    return listed[place] if place >= 0 else None


def _initials(listed: Sequence[Token]) -> Iterator[Found]:
    for token in listed:
        if (
            token.kind == "initials"
            and token.text.isupper()
            and token.text.lower() not in lexicon().abbreviations
        ):
            yield Found(token.start, token.end, token.text, "initials stand for a person's name")


def _announced(text: str, known: Known) -> Iterator[Found]:
    """Find names that are announced: behind "alias" and the like, or quoted with an article."""
    for pattern in (_ALIAS, _NICKNAME):
        for match in pattern.finditer(text):
            name, words = match["name"], words_of(match["name"])
            bare = words[1:] if words[0] in lexicon().articles | {"o", "a"} else words
            if (
                not bare
                or bare[0] in lexicon().functions
                or {" ".join(words), " ".join(bare)} & known.phrases
            ):
                continue
            if pattern is _ALIAS or not name.islower() or not lexicon().words.issuperset(bare):
                yield Found(match.start("name"), match.end("name"), name, "it is announced as another name")


def _without_overlaps(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    for hit in sorted(found, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
