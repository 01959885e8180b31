"""One request to an application, without a server."""

import asyncio
import gzip
import json
from typing import Any, NamedTuple
from urllib.parse import quote

from starlette.types import ASGIApp


class Answer(NamedTuple):
    """What came back. `content` is unpacked, `sent` is what travelled."""

    status: int
    headers: dict[str, str]
    sent: bytes

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.sent) if self.headers.get("content-encoding") == "gzip" else self.sent

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.content)


def ask(app: ASGIApp, address: str, method: str = "GET", client: str = "192.0.2.1", **headers: str) -> Answer:
    """Send one request; header names are written with underscores."""
    path, _mark, query = address.partition("?")
    messages: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": quote(query, safe="=&%+,:*-._~;/?!").encode(),
        "headers": [(b"host", b"atlas.invalid")]
        + [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "client": (client, 50000),
        "server": ("atlas.invalid", 80),
    }
    asyncio.run(app(scope, receive, send))
    found = {key.decode().lower(): value.decode() for key, value in messages[0]["headers"]}
    return Answer(
        messages[0]["status"], found, b"".join(message.get("body", b"") for message in messages[1:])
    )
