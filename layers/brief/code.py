"""A link to scan: an address as QR code (ISO/IEC 18004)."""

import io
from typing import Final

import segno

MODULES_AT_MOST: Final = 73
"""Modules along a side of the code: with more, at the size it is printed, no camera reads it."""


def code(link: str) -> bytes | None:
    """Return a link as a QR code (SVG); None for one that is no full address or too long to be read from paper."""
    if not link.startswith(("https://", "http://")):
        return None
    try:
        made = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    if made.symbol_size(border=0)[0] > MODULES_AT_MOST:
        return None
    written = io.BytesIO()
    made.save(written, kind="svg", xmldecl=False, svgclass=None, lineclass=None, nl=False, border=2)
    return written.getvalue()
