"""Texts as they may leave the atlas: nothing in them that acts on the program that reads them."""

import re
from typing import Final

# Controls, halves of characters, what is no character, and marks that turn the direction of the words around them.
_ACTING: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n\0|%＝＋－＠]")


def tidy(text: str) -> str:
    """Return a text without control characters, marks of direction and halves of characters; line breaks stay."""
    return _ACTING.sub("", text)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.

    OWASP ASVS 5.0, 1.2.10. Only for texts: a negative number is written as a number.
    """
    return f"'{text}" if _FORMULA.match(text.lstrip(" \u00a0")) or _FORMULA.match(text) else text


def unmarked(text: str) -> str:
    """Return a text in which no viewer finds markup or a place to fill in.

    Google Earth reads the words of a balloon as HTML, other viewers as text: angle brackets become quotation marks, so that
    both show the same. `$[name]` would be filled in by Google Earth.
    """
    return tidy(text).replace("<", "‹").replace(">", "›").replace("$[", "$ [")
