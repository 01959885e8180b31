"""Streamlit's own scripts and styles, packed and from memory.

Streamlit sends its five megabytes unpacked, each file read anew from disk. Here a file is packed when it is first asked for
and kept: a visit over a bad link weighs a quarter, and a hundred small requests no longer hold up the first map.
"""

import gzip
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.shared.base import within

ROOT: Final = Path(streamlit.__file__).parent / "static"
TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
LEVEL: Final = 6  # of gzip; the last levels cost three times the time for one hundredth of the bytes
VEGA: Final = "loadVegaEmbed"  # the script that loads Vega, which Streamlit's charts are drawn with; ours too
COMPONENT: Final = "BidiComponent"  # the script that mounts a component, and so the map
_BESIDE: Final = re.compile(r"\"\./([\w.-]+\.js)\"")
_IMPORT: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


@lru_cache(maxsize=1)
def files() -> dict[str, Path]:
    """Return address -> file of every script and style sheet. Their names carry a digest: they may be kept for ever."""
    found = (path for path in ROOT.glob("static/**/*") if path.suffix in TYPES)
    return {f"/{path.relative_to(ROOT).as_posix()}": path for path in found}


@cache
def packed(address: str) -> bytes:
    """Return the bytes of a file as gzip."""
    return gzip.compress(files()[address].read_bytes(), LEVEL, mtime=0)


@lru_cache(maxsize=1)
def component_scripts() -> tuple[str, ...]:
    """Return the addresses that Streamlit asks for only when the first component is to be mounted.

    The index page names the scripts it needs itself; these are the component's own and what they import besides. () where
    a later Streamlit is built otherwise: then nothing is announced, and the map comes a little later.
    """
    named = (ROOT / "index.html").read_text("utf-8")
    open_ended = [path.name for path in sorted((ROOT / "static" / "js").glob(f"{COMPONENT}.*.js"))]
    found: list[str] = []
    while open_ended:
        name = open_ended.pop()
        if name in named or f"/static/js/{name}" in found:
            continue
        found.append(f"/static/js/{name}")
        open_ended += _IMPORT.findall((ROOT / "static" / "js" / name).read_text("utf-8"))
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def vega() -> tuple[str, str, tuple[str, ...]]:
    """Return the name of the script that loads Vega, the name under which it exports its one function, and what that fetches.

    Raises RuntimeError where a later Streamlit is built otherwise.
    """
    found = sorted((ROOT / "static" / "js").glob(f"{VEGA}.*.js"))
    text = found[0].read_text("utf-8") if len(found) == 1 else ""
    exported = re.search(r"export\{(?:\w+ as )?(\w+)\};?\s*$", text)
    if exported is None:
        raise RuntimeError(
            f"Streamlit's own files hold no script {VEGA}.*.js with one export: say in statics.py where Vega lies now"
        )
    fetched = tuple(f"/static/js/{name}" for name in sorted(set(_BESIDE.findall(text))))
    return found[0].name, exported[1], fetched


class PackedStatics:
    """Answer requests for Streamlit's scripts and styles; pass everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a browser that takes gzip; any other gets the file from Streamlit itself."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        address = (within(scope["path"]) or "") if asked else ""
        if address in files():
            accepted = next((value for key, value in scope["headers"] if key == b"accept-encoding"), b"")
            if b"gzip" in accepted:
                content = await run_in_threadpool(packed, address)
                headers = {
                    "cache-control": "public, immutable, max-age=31536000",
                    "content-encoding": "gzip",
                    "vary": "accept-encoding",
                }
                kind = TYPES[files()[address].suffix]
                await Response(content, media_type=kind, headers=headers)(scope, receive, send)
                return
        await self.app(scope, receive, send)
