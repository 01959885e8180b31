"""The index page with the map begun in it: one script more, and the right things announced."""

import asyncio
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse

from layers.language import LANGUAGES
from pages.shared import opening

NO_SCRIPTS = re.compile(r"<noscript>(.*?)</noscript>", re.S)


def ask(path: str, query: str = "", **headers: str) -> tuple[dict[str, str], str]:
    """Send one request through the middleware; return the headers and the body of the answer."""
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "path": path,
        "method": "GET",
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    app = opening.Opening(PlainTextResponse("from Streamlit"), early="<early.js>; rel=modulepreload")
    asyncio.run(app(scope, receive, send))
    found = {key.decode(): value.decode() for key, value in messages[0]["headers"]}
    return found, b"".join(message.get("body", b"") for message in messages).decode()


def test_the_front_page_is_that_of_streamlit_with_one_script_more() -> None:
    _headers, body = ask("/")
    scripts = re.findall(r'<script type="module"[^>]* src="\./([^"]+)"', body)
    assert scripts[0] == opening.path()
    ours = re.sub(r"\n *<script[^>]*opening\.js\"></script>", "", body)
    theirs = opening.INDEX.read_text("utf-8")
    assert NO_SCRIPTS.sub("", ours) == NO_SCRIPTS.sub("", theirs)


def test_who_runs_no_scripts_is_told_so_in_every_language() -> None:
    _headers, body = ask("/")
    (said,) = NO_SCRIPTS.findall(body)
    assert re.findall(r'<p lang="(..)">', said) == list(LANGUAGES)
    assert said.count("data/") == len(LANGUAGES)
    assert len(set(re.findall(r"<p[^>]*>(.*?)</p>", said))) == len(LANGUAGES)


@pytest.mark.parametrize("path", ["/evidence", "/static/js/x.js", "/healthz", "//"])
def test_everything_else_is_passed_on(path: str) -> None:
    assert ask(path)[1] == "from Streamlit"


def test_the_script_holds_constants_for_every_language() -> None:
    plan = json.loads(re.search(r"begin\((.*)\);", opening.script().content.decode()).group(1))  # type: ignore[union-attr]
    assert set(plan["words"]) == set(LANGUAGES)
    assert "lang" in plan["apart"]
    assert "country" not in plan["apart"]


def announced(query: str, languages: str | None = None) -> list[str]:
    return re.findall(r"<([^>]*)>", opening.announced(query, languages))


def test_the_records_of_the_address_are_announced() -> None:
    assert announced("")[0] == "atlas/scene?lang=en"
    assert announced("", "pt-BR,pt;q=0.9,en;q=0.8")[0] == "atlas/scene?lang=pt"
    assert announced("lang=es&country=CL&country=BO&rows=legs&map=5_0_0&rel=2026-11-26")[0] == (
        "atlas/scene?country=BO&country=CL&lang=es"
    )
    assert announced("lang=es")[1].endswith("/setup-es.json")


def test_a_chosen_record_or_an_endless_address_is_not() -> None:
    assert announced("selected=place.bogota") == []
    assert announced("q=" + "x" * 5000)[0] == "atlas/scene?lang=en"


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_address_breaks_out_of_the_header(query: str, languages: str) -> None:
    text = opening.announced(query, languages)
    assert text == "" or re.fullmatch(r"<[\w./?=&%+~-]+>(; \w+=\w+)+, <[\w./?=&%+~-]+>(; \w+=\w+)+", text)
    assert text.isascii()
