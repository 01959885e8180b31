"""Answers that programs can keep, check and read in part: entity tags, conditions, ranges, packing (RFC 9110)."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from layers.language import Translator
from pages.api.refusal import POLICY, Refused

PACKED_FROM_BYTES: Final = 600
TEXTUAL: Final = re.compile(r"text/|application/(?:geo\+json|json|atom\+xml|vnd\.oai|vnd\.google-earth)")
_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
CORS: Final[Mapping[str, str]] = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Content-Disposition, Content-Range, X-Number-Matched, X-Number-Returned",
    # Another site may read these answers in full; they hold nothing that is only for one visitor.
    "cross-origin-resource-policy": "cross-origin",
}


def preflight() -> Response:
    """Answer a browser that asks whether another site may read the addresses here."""
    return Response(
        status_code=204,
        headers={
            **CORS,
            "access-control-allow-methods": "GET, HEAD, OPTIONS",
            "access-control-allow-headers": "If-None-Match, Range, Accept",
            "access-control-max-age": "86400",
        },
    )


def tag(content: bytes) -> str:
    """Return the digest that names some bytes in entity tags."""
    return hashlib.sha256(content).hexdigest()[:32]


def answer(
    request: Request, content: bytes, media_type: str, lang: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with some bytes: whole, in part, packed, or only that they are still the same.

    Raises Refused (416) for a range that begins after the end.
    """
    digest = tag(content)
    known = request.headers.get("if-none-match", "")
    ranged = request.headers.get("range", "")
    packs = bool(TEXTUAL.match(media_type)) and len(content) > PACKED_FROM_BYTES and not ranged
    packed = packs and "gzip" in request.headers.get("accept-encoding", "")
    given = {
        **CORS,
        "etag": f'"{digest}{"-gzip" if packed else ""}"',
        "cache-control": "no-cache",
        "vary": "accept, accept-encoding",
        "accept-ranges": "bytes",
        "content-language": lang,
        "content-security-policy": POLICY,
        **(headers or {}),
    }
    if known.strip() == "*" or any(
        part.strip().removeprefix("W/").strip('"').removesuffix("-gzip") == digest
        for part in known.split(",")
    ):
        return Response(status_code=304, headers=given)
    status = 200
    match = _RANGE.fullmatch(ranged.replace(" ", "")) if _applies(request, digest) else None
    if match and any(match.groups()):
        first, last = _bounds(match[1], match[2], len(content))
        if first >= len(content) or first > last:
            _ = Translator(lang)
            text = _("There are {n} bytes.", n=len(content))
            raise Refused(416, text, headers={"content-range": f"bytes */{len(content)}"}, lang=lang)
        given["content-range"] = f"bytes {first}-{last}/{len(content)}"
        content, status = content[first : last + 1], 206
    elif packed:
        given["content-encoding"] = "gzip"
        content = gzip.compress(content, 6, mtime=0)
    return Response(content, status, given, media_type)


def _applies(request: Request, digest: str) -> bool:
    """Tell whether a range is of these very bytes (RFC 9110, 13.1.5)."""
    wanted = request.headers.get("if-range", "")
    return not wanted or wanted == f'"{digest}"'


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:  # the last so many bytes
        return max(0, size - int(last[:18])), size - 1 if int(last[:18]) else -1
    return int(first[:18]), min(int(last[:18]), size - 1) if last else size - 1
