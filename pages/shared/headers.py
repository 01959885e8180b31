"""The headers of every answer: what a browser may load, and from where (from here)."""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared.base import within

OWN_FRAMES: Final = "frame-ancestors 'self'"
ANY_FRAMES: Final = "frame-ancestors * file:"  # a slide deck may lie on a disk, which * leaves out
FRAMED: Final = "embed"
"""Streamlit's key for a page within another; with the value "true" any site may frame the answer, see `framable`."""
# Streamlit answers these to anybody; nobody outside needs them.
CLOSED: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")


@lru_cache(maxsize=1)
def page_policy() -> str:
    """Return the Content-Security-Policy of Streamlit's pages.

    `blob:` lets Streamlit import a component's one-line loader; the index page's own inline scripts are allowed by their
    hash, read from the installed Streamlit, so that an upgrade does not break them.
    """
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    inline = re.findall(r"<script>(.*?)</script>", index, flags=re.S)
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inline
    ]
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {' '.join(hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data:",
            "frame-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            OWN_FRAMES,
        )
    )


def framable(scope: Mapping[str, Any]) -> bool:
    """Tell whether a request asks for a page that is to stand within one of another site.

    The atlas has no login, stores nothing in the browser and changes nothing on the server: there is nothing that a click in a
    frame could be stolen for. Every other address stays with its own site.
    """
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return any(value.lower() == "true" for value in query.get(FRAMED, ()))


class SecurityHeaders:
    """Add the headers to every HTTP answer that does not bring its own, and close what is not for visitors."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; only HTTP answers are touched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if (within(scope["path"]) or "").startswith(CLOSED):
            await PlainTextResponse("not found", status_code=404)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", page_policy())
                if framable(scope):
                    policy = headers["content-security-policy"]
                    headers["content-security-policy"] = policy.replace(OWN_FRAMES, ANY_FRAMES)
                headers.setdefault("x-content-type-options", "nosniff")
                headers.setdefault("referrer-policy", "no-referrer")
                headers.setdefault(
                    "permissions-policy", "geolocation=(), camera=(), microphone=(), payment=(), usb=()"
                )
                headers.setdefault("cross-origin-opener-policy", "same-origin")
            await send(message)

        await self.app(scope, receive, send_with_headers)
