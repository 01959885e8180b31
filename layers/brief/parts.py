"""The parts of a brief as plain values, as `brief.typ` sets them.

A cell of a table is a list of lines; a line is a mapping with `text`, and where they apply `strong`, `quiet`, `mark` (disputed)
and `refs`, the numbers of its sources.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from layers.blocks import Block
from layers.language import Translator, number

Part = Mapping[str, Any]
NAMED_AT_MOST = 8


def line(text: str, **more: Any) -> dict[str, Any]:
    """Return a line of a cell or a paragraph; what is empty is left out."""
    return {"text": text} | {name: value for name, value in more.items() if value}


def text(words: str, **more: Any) -> Part:
    """Return a paragraph; `quiet` sets it back."""
    return {"kind": "text", **line(words, **more)}


def heading(words: str) -> Part:
    """Return a heading within a section."""
    return {"kind": "heading", "text": words}


def table(columns: Sequence[str], widths: Sequence[float], rows: Iterable[Any]) -> Part:
    """Return a table. A row is a list of cells; widths are shares of the paper."""
    return {"kind": "table", "columns": list(columns), "widths": list(widths), "rows": list(rows)}


def section(words: str, *body: Part) -> dict[str, Any]:
    """Return a section under its heading."""
    return {"heading": words, "body": list(body)}


def words_of(blocks: Iterable[Block], lang: str) -> list[Part]:
    """Return paragraphs, and sentences with the names they are about, of a page; what else it has is passed over."""
    _ = Translator(lang)
    found: list[Part] = []
    for block in blocks:
        if block["kind"] == "text":
            found.append(text(block["text"], quiet=block["quiet"]))
        elif block["kind"] == "fold":
            names = [
                item["text"] for part in block["body"] if part["kind"] == "list" for item in part["items"]
            ]
            more = len(names) - NAMED_AT_MOST
            listed = "; ".join(names[:NAMED_AT_MOST])
            if more > 0:
                listed = _("{names}; and {n} more", names=listed, n=number(lang, more))
            found.append({"kind": "item", "text": block["summary"], "sub": listed})
    return found


def under(blocks: Sequence[Block], anchor: str) -> list[Block]:
    """Return what stands on a page below the heading of an anchor, up to the next; [] where there is none."""
    places = [n for n, block in enumerate(blocks) if block["kind"] == "heading" and block["level"] <= 3]
    for place, after in zip(places, [*places[1:], len(blocks)], strict=True):
        if blocks[place].get("anchor") == anchor:
            return list(blocks[place + 1 : after])
    return []
