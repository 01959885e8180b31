"""A story written as Markdown that reads as the same story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>&#])")
_AT_START: Final = re.compile(r"^([-+=~]|\d{1,9}(?=[.)]))")
_UNPRINTED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONE: Final = re.compile(r"[\ud800-\udfff]")
_OPEN: Final = re.compile(r"[<>\\\s]")


def written(title: str, summary: str, steps: Sequence[tuple[str, str, str]]) -> str:
    """Write a story; a step is its heading, its address and the Markdown of its caption."""
    parts = [f"# {escape(title)}", escape(summary)]
    for heading, address, source in steps:
        tight = _OPEN.sub(lambda found: f"%{ord(found[0]):02X}", address)
        parts += [f"## [{escape(heading)}](<{tight}>)", source.strip()]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Return a text of one paragraph that reads as itself in Markdown."""
    marked = _SPECIAL.sub(r"\\\1", " ".join(clean(text).split()))
    return _AT_START.sub(lambda found: f"{found[1]}\\" if found[1][0].isdigit() else f"\\{found[1]}", marked)


def plainly(text: str) -> str:
    """Return Markdown whose paragraphs are those of a text, whatever stands in it."""
    paragraphs = re.split(r"\n[^\S\n]*\n", clean(text))
    return "\n\n".join(filter(None, (escape(paragraph) for paragraph in paragraphs)))


def clean(text: str) -> str:
    """Return a text with Unix line ends, without characters that are not seen and without halves of characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _LONE.sub("\ufffd", _UNPRINTED.sub("", text))
