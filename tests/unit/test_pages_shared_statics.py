"""Streamlit's own scripts, packed: the same bytes, and nothing but those files."""

import asyncio
import gzip
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from pages.shared import statics


def ask(path: str, *, method: str = "GET", accept: str = "gzip, br") -> tuple[dict[str, str], bytes]:
    """Send one request through the middleware; return the headers and the body of the answer."""
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "path": path,
        "method": method,
        "headers": [(b"accept-encoding", accept.encode())],
    }
    asyncio.run(statics.PackedStatics(PlainTextResponse("from Streamlit"))(scope, receive, send))
    headers = {key.decode(): value.decode() for key, value in messages[0]["headers"]}
    return headers, b"".join(message.get("body", b"") for message in messages)


def test_every_kind_of_file_comes_packed_and_whole() -> None:
    for suffix, kind in statics.TYPES.items():
        path = next(address for address in statics.files() if address.endswith(suffix))
        headers, body = ask(path)
        assert gzip.decompress(body) == statics.files()[path].read_bytes()
        assert headers["content-type"] == kind
        assert headers["content-encoding"] == "gzip"
        assert headers["vary"] == "accept-encoding"
        assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("/", {}),
        ("/static/js/nothing.js", {}),
        ("/static/js/../../index.html", {}),
        ("/_stcore/health", {}),
        (statics.component_scripts()[0], {"accept": "identity"}),
        (statics.component_scripts()[0], {"method": "POST"}),
    ],
)
def test_everything_else_is_passed_on(path: str, options: dict[str, str]) -> None:
    assert ask(path, **options)[1] == b"from Streamlit"


def test_the_scripts_of_the_component_are_named_and_no_others() -> None:
    found = statics.component_scripts()
    assert any(statics.COMPONENT in address for address in found)
    assert set(found) <= set(statics.files())
    named = (statics.ROOT / "index.html").read_text("utf-8")
    assert not [address for address in found if address.rpartition("/")[2] in named]
