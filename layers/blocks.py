"""The parts of a text page as plain values: what a page shows, a terminal prints and a file holds alike.

A word is a text or a mapping with `text` and, where it leads somewhere, `key` (a record's link form), `url`, `file` (a download,
"export/pdf?of=country.CL"), or `to`: a page of the atlas with the keys that are set there ("profile?of=country.CL"), the
visitor's filters kept unless it is `fresh`. `lang`
says its language where it is not the page's.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Block = Mapping[str, Any]
Word = str | Mapping[str, Any]


def heading(text: str, level: int = 2, anchor: str = "", key: str = "") -> Block:
    """Return a heading of a level from 2; `anchor` is what a point jumps to, `key` the record that it leads to."""
    more = {"anchor": anchor, "key": key}
    return {"kind": "heading", "level": level, "text": text} | {
        name: word for name, word in more.items() if word
    }


def text(words: str, lang: str = "", quiet: bool = False) -> Block:
    """Return a paragraph; `quiet` sets it back."""
    return {"kind": "text", "text": words, "lang": lang, "quiet": quiet}


def facts(items: Iterable[tuple[str, Word | Sequence[Word]]]) -> Block:
    """Return labels with their values, each a word or several."""
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
    with a `rank` is only sorted by it. `sortable` lets a reader sort by any column. Words that occur more than once are kept
    once, in `words`; a cell, or a part of one, that is a whole number names one of them.
    """
    cells = [list(row) for row in rows]
    times = Counter(_same(word) for row in cells for cell in row for word in _parts(cell))
    places: dict[str, int] = {}
    words: list[Word] = []

    def short(word: Word) -> Word | int:
        name = _same(word)
        if times[name] < 2 or (not isinstance(word, str) and "number" in word):
            return word
        if name not in places:
            places[name] = len(words)
            words.append(word)
        return places[name]

    return {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "rows": [
            [
                short(cell) if isinstance(cell, (str, Mapping)) else [short(word) for word in cell]
                for cell in row
            ]
            for row in cells
        ],
        "words": words,
        "sortable": sortable,
    }


def _parts(cell: Word | Sequence[Word]) -> Sequence[Word]:
    return (cell,) if isinstance(cell, (str, Mapping)) else cell


def _same(word: Word) -> str:
    """Return what words are compared by."""
    return "=" + word if isinstance(word, str) else json.dumps(word, sort_keys=True)


def points(items: Iterable[Mapping[str, str]]) -> Block:
    """Return the few sentences that answer a page's question: `text`, a quiet `sub`, and `jump`, the anchor of the proof.

    `see` says what is there.
    """
    return {"kind": "points", "items": list(items)}


def links(items: Iterable[Word]) -> Block:
    """Return words that lead elsewhere, in a row."""
    return {"kind": "links", "items": list(items)}


def steps(items: Iterable[Mapping[str, Any]]) -> Block:
    """Return the stations of a way from the first to the last: a word with `lines` below it and a `tag`.

    An item with `gap` is a break between two of them.
    """
    return {"kind": "steps", "items": list(items)}


def bars(caption: str, items: Iterable[Mapping[str, Any]], none: str = "") -> Block:
    """Return counts as words with a `number` and a bar each, from zero; `none` stands in the place of a nought."""
    return {"kind": "bars", "caption": caption, "items": list(items), "none": none}


def network(caption: str, nodes: Iterable[Word], edges: Iterable[Mapping[str, Any]]) -> Block:
    """Return a drawing of named points and the lines between them.

    A node has `x` and `y` from -1 to 1, y downwards; an edge the places `a` and `b` of its nodes in the list, `form` (the
    dashes), `level` (the width, from 0), `arrow`, `bend` (how far it bows out) and `text`.
    """
    return {"kind": "network", "caption": caption, "nodes": list(nodes), "edges": list(edges)}


def button(words: str, act: str) -> Block:
    """Return a button that does what the page does for that name."""
    return {"kind": "button", "text": words, "act": act}


def fold(summary: str, body: Iterable[Block], tag: str = "", open: bool = False) -> Block:
    """Return a part that unfolds under its summary."""
    return {"kind": "fold", "summary": summary, "tag": tag, "open": open, "body": list(body)}
