"""The file itself: a constant page, its parts in base64, and the rows in words for who runs no scripts.

Records reach the page as JSON in a packed part and the screen through `textContent`. The only words that stand in the markup are
those for readers without scripts; every one is escaped. The policy allows the scripts and styles in the file by hash and nothing
else: no request can leave it. The map is a frame without an origin of its own, made from the same document that the app frames,
and lives under the same policy.
"""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Final

from layers.export.offline import bundle
from layers.export.text import tidy
from layers.mapping import document

FACE: Final = "inter-latin.woff2"
CHECK: Final = """sed -n 's/.*id="data">\\([^<]*\\)<.*/\\1/p' atlas.html | base64 -d | gunzip | sha256sum"""
"""Computes the digest of the data without a browser."""
_PAGE: Final = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="data-sha256" content="{digest}">
<link rel="icon" href="data:,">
<title>Corridor Atlas</title>
<style>{style}</style>
</head>
<body>
<p id="old" role="alert" hidden>{old}</p>
<noscript>{plain}</noscript>
<div id="page"></div>
<script type="text/plain" id="data">{data}</script>
<script type="text/plain" id="map">{map}</script>
<script type="text/plain" id="basemap">{basemap}</script>
<script type="text/plain" id="face">{face}</script>
<script>{script}</script>
</body>
</html>
"""


@dataclass(frozen=True)
class Plain:
    """What a reader without scripts reads: language, paragraphs, facts, and the rows of each kind, all as plain text."""

    lang: str
    old: str
    paragraphs: Sequence[str]
    facts: Iterable[tuple[str, str]]
    tables: Mapping[str, Sequence[str]]


def write(data: Mapping[str, Any], places: frozenset[str], plain: Plain) -> bytes:
    """Return the file. `places` are the ids of those places that the basemap may name as the atlas does."""
    text = tidy(json.dumps(data, ensure_ascii=False, separators=(",", ":"))).encode()
    parts = {
        "lang": escape(plain.lang),
        "policy": policy(),
        "digest": hashlib.sha256(text).hexdigest(),
        "style": bundle.style(),
        "old": escape(plain.old),
        "plain": _written(plain),
        "data": _packed(text),
        "map": _constant()["map"],
        "basemap": _basemap(places),
        "face": _constant()["face"],
        "script": bundle.script(),
    }
    # Not str.format: what is put in is not looked at again.
    return re.sub(r"\{(\w+)\}", lambda match: parts[match[1]], _PAGE).encode()


@lru_cache(maxsize=1)
def policy() -> str:
    """Return the policy of the file; the frame of the map inherits it."""
    inner = dict(part.split(" ", 1) for part in document().policy.split("; "))

    def own(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {own(bundle.script())} {inner['script-src']}",
            f"style-src {own(bundle.style())} {inner['style-src']}",
            "img-src data:",
            "frame-src blob:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@lru_cache(maxsize=1)
def _constant() -> dict[str, str]:
    """Return the parts that are the same in every file."""
    face = document().assets[FACE].content
    return {"map": _packed(document().html.encode()), "face": base64.b64encode(face).decode()}


def weight() -> int:
    """Return the bytes that every file has, whatever its rows."""
    constant = (*_constant().values(), _basemap(frozenset()), bundle.script(), bundle.style())
    return sum(len(part) for part in constant)


@lru_cache(maxsize=8)
def _basemap(places: frozenset[str]) -> str:
    """Return the basemap, packed, in which only the given places of the atlas are known as such; the others are towns."""
    whole = json.loads(document().assets["basemap.json"].content)
    whole["places"] = [row if len(row) < 6 or row[5] in places else row[:5] for row in whole["places"]]
    return _packed(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode())


def _packed(content: bytes) -> str:
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


def _written(plain: Plain) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in plain.paragraphs)
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in plain.facts)
    tables = "".join(
        f"<h2>{escape(caption)}</h2><ul>{''.join(f'<li>{escape(row)}</li>' for row in rows)}</ul>"
        for caption, rows in plain.tables.items()
    )
    return tidy(f"<main><h1>Corridor Atlas</h1>{paragraphs}{tables}<dl>{facts}</dl></main>")
