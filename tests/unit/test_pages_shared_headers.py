"""The headers of answers, without a server."""

import asyncio
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from layers.mapping import document
from pages.shared.headers import CLOSED, SecurityHeaders, page_policy


def ask(
    path: str, *, query: str = "", own: dict[str, str] | None = None, kind: str = "http", **options: Any
) -> list[dict[str, Any]]:
    """Send one request through the middleware and return the messages of the answer."""
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        messages.append(message)

    inner = PlainTextResponse("inside", headers=own)
    scope = {"type": kind, "path": path, "method": "GET", "headers": [], "query_string": query.encode()}
    asyncio.run(SecurityHeaders(inner, **options)(scope, receive, send))
    return messages


def headers(messages: list[dict[str, Any]]) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in messages[0]["headers"]}


def test_every_answer_has_the_policy() -> None:
    found = headers(ask("/anything"))
    assert found["content-security-policy"] == page_policy()
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "no-referrer"


def test_an_answer_may_bring_a_stricter_policy() -> None:
    found = headers(ask("/map.html", own={"content-security-policy": "default-src 'none'"}))
    assert found["content-security-policy"] == "default-src 'none'"


def frames(query: str, **options: Any) -> str:
    """Return who may frame the answer to a query."""
    policy = headers(ask("/", query=query, **options))["content-security-policy"]
    (found,) = (part for part in policy.split("; ") if part.startswith("frame-ancestors"))
    return found


@pytest.mark.parametrize(
    "query", ["embed=true", "embed=True&country=CL", "show=map&embed=true", "embed=false&embed=true"]
)
def test_a_page_made_for_a_frame_may_be_framed(query: str) -> None:
    assert frames(query) == "frame-ancestors * file:"
    # The document of the map stands in that page, and the browser asks it about every page around it.
    own = {"content-security-policy": document().policy}
    assert frames(query, own=own) == "frame-ancestors * file:"
    rest = page_policy().replace("frame-ancestors 'self'", "")
    assert headers(ask("/", query=query))["content-security-policy"].startswith(rest)


@pytest.mark.parametrize(
    "query",
    ["", "embed=false", "embed=", "embed", "show=map", "q=embed%3Dtrue", "Embed=true", "embed=trueish"],
)
def test_any_other_page_may_not(query: str) -> None:
    assert frames(query) == "frame-ancestors 'self'"


def test_a_policy_that_lets_nobody_frame_stays() -> None:
    assert (
        frames("embed=true", own={"content-security-policy": "frame-ancestors 'none'"})
        == "frame-ancestors 'none'"
    )


@pytest.mark.parametrize("path", [*CLOSED, "/_stcore/metrics/x"])
def test_what_is_closed_is_not_answered(path: str) -> None:
    messages = ask(path)
    assert messages[0]["status"] == 404
    assert b"inside" not in b"".join(message.get("body", b"") for message in messages)


def test_the_page_policy_names_no_host_and_no_eval() -> None:
    policy = page_policy()
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "http" not in policy
    assert "unsafe-inline" not in scripts
    assert "unsafe-eval" not in policy
    assert " * " not in f" {policy} "
    assert scripts.count("'sha256-") >= 1
