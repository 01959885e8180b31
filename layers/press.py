"""The press: a constant template, data as JSON and pictures, set by Typst as a tagged PDF.

A template (`layers/assets/press/<name>.typ`) holds no words and is given none: it reads `told.json`, whose texts are values of
Typst and never read as its markup. What a template asks for is one of the files given here; it can reach no other.
"""

import datetime
import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, cast

import typst

from layers.look import LIGHT

ASSETS: Final = Path(__file__).parent / "assets"
TEMPLATES: Final = ASSETS / "press"
FONTS: Final = ASSETS / "fonts"
PAPERS: Final = ("a4", "us-letter")
"""The papers, as Typst names them; the first is what is taken where none is asked for."""
STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): Typst refuses a document without title, language or a text for a picture."""
BORROWED: Final = frozenset("→←≤≥□")
"""What the typeface of the atlas lacks and a font inside Typst has."""
MISSING: Final = "□"
"""Stands for a character that no font here can draw."""
ALIKE: Final = {0x202F: "\u00a0", 0x2011: "-", 0xAD: None, 0x200B: None}
_PICTURE: Final = re.compile(r"[a-z0-9-]+\.(svg|png)")


class PressError(Exception):
    """Raised when Typst cannot set a document: a template at odds with its data, or a picture that is none."""


def press(template: str, told: Mapping[str, Any], pictures: Mapping[str, bytes], day: str) -> bytes:
    """Set a document as PDF/UA-1, the same bytes for the same input.

    `told` is what the template reads, with the colours of the atlas added as `look` and the date as `day`; `sheet.typ` says what else
    it has to hold. `pictures` are SVG or PNG by the names (`map.svg`) that `told` gives them; `day` (YYYY-MM-DD) is the date
    of the document. Raises PressError.
    """
    return _set(template, told, pictures, day, "pdf")[0]


def sheets(
    template: str, told: Mapping[str, Any], pictures: Mapping[str, bytes], day: str, ppi: float = 72
) -> list[bytes]:
    """Return the pages of the same document as PNG pictures, `ppi` pixels per inch. Raises PressError."""
    return _set(template, told, pictures, day, "png", ppi)


def _set(
    template: str,
    told: Mapping[str, Any],
    pictures: Mapping[str, bytes],
    day: str,
    form: Literal["pdf", "png"],
    ppi: float | None = None,
) -> list[bytes]:
    files = _templates() | {"main.typ": _templates()[f"{template}.typ"]}
    for name, content in pictures.items():
        if not _PICTURE.fullmatch(name):
            raise PressError(f"{name!r} cannot be the name of a picture")
        files[name] = content
    midnight = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    read = {**told, "look": dict(LIGHT), "day": [midnight.year, midnight.month, midnight.day]}
    files["told.json"] = json.dumps(printable(read)).encode()
    try:
        made = typst.compile(
            cast(Any, files),  # several files at once, which the types of the package do not tell
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format=form,
            ppi=ppi,
            pdf_standards=[STANDARD] if form == "pdf" else [],
            timestamp=midnight,
        )
    except RuntimeError as error:
        raise PressError(str(error)) from error
    return made if isinstance(made, list) else [made or b""]


def printable(value: Any) -> Any:
    """Return texts, within lists and mappings, with only what the fonts can draw.

    A text is put in one form (NFC) and on one line; what cannot be drawn becomes `MISSING`, so that a reader sees that
    something was there. Keys stay as they are.
    """
    if isinstance(value, str):
        return _printable(value)
    if isinstance(value, Mapping):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(each) for each in value]
    return value


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).translate(ALIKE)
    drawn = _drawn()
    kept = (
        char if char in drawn else " " if char.isspace() or not char.isprintable() else MISSING
        for char in text
    )
    return "".join(kept)


@lru_cache(maxsize=1)
def _drawn() -> frozenset[str]:
    """Return the characters that can be drawn, without those that are none (controls, changes of direction)."""
    from matplotlib.ft2font import FT2Font  # heavy, and only papers need it

    known = frozenset(map(chr, FT2Font(str(FONTS / "inter-regular.ttf")).get_charmap()))
    return frozenset(char for char in known if char.isprintable() or char == "\u00a0") | BORROWED


@lru_cache(maxsize=1)
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
