"""The parts of a text page as plain values: what a page shows, a terminal prints and a file holds alike.

A word is a text or a mapping with `text` and, where it leads somewhere, `key` (a record's link form) or `url`; `lang` says
its language where it is not the page's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Block = Mapping[str, Any]
Word = str | Mapping[str, Any]


def heading(text: str, level: int = 2, key: str = "") -> Block:
    """Return a heading of a level from 2; `key` is the record that it leads to."""
    return {"kind": "heading", "level": level, "text": text} | ({"key": key} if key else {})


def text(words: str, lang: str = "", quiet: bool = False) -> Block:
    """Return a paragraph; `quiet` sets it back."""
    return {"kind": "text", "text": words, "lang": lang, "quiet": quiet}


def facts(items: Iterable[tuple[str, Word]]) -> Block:
    """Return labels with their values."""
    return {"kind": "facts", "items": [list(item) for item in items]}


def listed(items: Iterable[Mapping[str, Any]], ordered: bool = False) -> Block:
    """Return a list; an item is a word that may have a `sub` line and, in an ordered list, its number `n`."""
    return {"kind": "list", "items": list(items), "ordered": ordered}


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Word | Sequence[Word]]],
    sortable: bool = False,
) -> Block:
    """Return a table whose first column heads its rows; a cell is a word or several.

    A word with a `number` stands to the right and is sorted by it; without a `text` it is written as the language does. One
    with a `rank` is only sorted by it. `sortable` lets a reader sort by any column. Texts that occur more than once are kept
    once, in `words`; a cell that is a whole number names one of them.
    """
    cells = [list(row) for row in rows]
    times = Counter(cell for row in cells for cell in row if isinstance(cell, str))
    words = {word: place for place, word in enumerate(word for word, n in times.items() if n > 1)}
    return {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "words": list(words),
        "rows": [[words.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in cells],
        "sortable": sortable,
    }


def button(words: str, act: str) -> Block:
    """Return a button that does what the page does for that name."""
    return {"kind": "button", "text": words, "act": act}


def fold(summary: str, body: Iterable[Block], tag: str = "", open: bool = False) -> Block:
    """Return a part that unfolds under its summary."""
    return {"kind": "fold", "summary": summary, "tag": tag, "open": open, "body": list(body)}
