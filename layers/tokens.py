"""Prose cut into words and marks, and the runs of capitalised words in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from layers.language import fold
from layers.lexicon import lexicon

_TOKEN: Final = re.compile(
    r"(?P<initials>\b(?:[^\W\d_]\.){2,})|(?P<word>[^\W\d_]+(?:['’‐-][^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)|(?P<mark>[^\w\s])"
)
_HEADLINE: Final = 0.85
"""Share of the long words that a headline writes large."""


class Token(NamedTuple):
    """Hold a word, initials, a number or a mark: where it stands, its kind, and whether it is written large."""

    start: int
    end: int
    text: str
    kind: str
    large: bool


def tokens(text: str) -> list[Token]:
    """Cut a text into words, initials ("J.P."), numbers and marks."""
    return [
        Token(m.start(), m.end(), word, m.lastgroup or "", word[0].isupper())
        for m in _TOKEN.finditer(text)
        if (word := m[0])
    ]


@lru_cache(maxsize=1 << 15)
def folded(word: str) -> str:
    """Fold a word (no case, no accents), without an English genitive."""
    return fold(word.removesuffix("'s").removesuffix("’s")).replace("’", "'")


def words_of(name: str) -> tuple[str, ...]:
    """Split a name into folded words, as runs are compared."""
    return tuple(folded(m[0]) for m in _TOKEN.finditer(name) if m.lastgroup in ("word", "initials"))


def phrases(names: Iterable[str]) -> Iterator[str]:
    """Give the phrases under which names occur in prose: whole, without brackets, and the parts of lists."""
    for name in names:
        for part in {name, *re.split(r"\s*[/,;:–()\"“”|]\s*|\s+via\s+|\s+y\s+|\s+e\s+|\s+and\s+", name)}:
            words = words_of(part)
            if words:
                yield " ".join(words)


def is_headline(tokens: Sequence[Token]) -> bool:
    """Tell whether nearly every long word is written large, as in a headline."""
    long = [t for t in tokens if t.kind == "word" and len(t.text) > 3]
    return len(long) > 3 and sum(t.large for t in long) > _HEADLINE * len(long)


def runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give begin and end of every run of capitalised words; particles count when such a word follows."""
    place = 0
    while place < len(tokens):
        if not _begins(tokens, place):
            place += 1
            continue
        end = place + 1
        while end < len(tokens):
            step = end
            if tokens[step].text == "." and ends_short(tokens[step - 1]):
                step += 1
            while step < len(tokens) and step - end < 3 and tokens[step].text in lexicon().particles:
                step += 1
            if step < len(tokens) and _begins(tokens, step):
                end = step + 1
            else:
                break
        yield place, end
        place = end


def _begins(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    return token.large and token.text.lower() not in lexicon().abbreviations


def ends_short(token: Token) -> bool:
    """Tell whether a full stop behind this word marks a short form: an initial or a courtesy."""
    return token.kind == "word" and (
        (len(token.text) == 1 and token.text.isupper()) or fold(token.text) in lexicon().titles
    )
