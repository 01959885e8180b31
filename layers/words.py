"""Text search: all words of a query, accents and case aside, also within longer words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from layers.language import fold
from layers.links import Codes, Links, Mask, link


@dataclass(frozen=True, eq=False)
class Words:
    """The folded words of every row of a table.

    `distinct` holds the different words, each followed by a line break; `starts` says where each begins. A
    part of a word can only occur within one word, so looking through the distinct words finds every row.
    """

    distinct: str
    starts: Codes
    links: Links

    def mask(self, text: str) -> Mask:
        """Return the rows in which every word of the text occurs, also within a longer word.

        A text without words matches every row.
        """
        found = np.ones(self.links.row_count, dtype=np.bool_)
        for part in fold(text).split():
            hits = [match.start() for match in re.finditer(re.escape(part), self.distinct)]
            words = np.zeros(self.links.target_count, dtype=np.bool_)
            words[np.searchsorted(self.starts, hits, side="right") - 1] = True
            found &= self.links.back(words)
        return found


def words_of(texts: Sequence[str]) -> Words:
    """Index the texts of the rows of a table, one text per row."""
    # Texts repeat few words very often: each distinct one is folded once. Folding may split one ("´" holds a space).
    raw = [frozenset(text.split()) for text in texts]
    folded = {word: fold(word).split() for word in frozenset().union(*raw)}
    parts = [frozenset(part for word in words for part in folded[word]) for words in raw]
    distinct = sorted(frozenset().union(*parts))
    lengths = np.array([0, *(len(word) + 1 for word in distinct)], dtype=np.int64)
    return Words("".join(f"{word}\n" for word in distinct), np.cumsum(lengths)[:-1], link(parts, distinct))
