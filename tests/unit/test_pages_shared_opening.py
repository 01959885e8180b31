"""The index page with the map begun in it: one script more, and the right things announced."""

import asyncio
import base64
import gzip
import hashlib
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse

from layers.language import LANGUAGES
from pages.shared import opening
from pages.shared.headers import page_policy

TITLE = re.compile(r"<title>[^<]*</title>")
HEAD = re.compile(r"\n *<(?:meta (?:name=\"(?!viewport)|property=)|link rel=\"alternate\")[^>]*>")
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
    inner = PlainTextResponse("from Streamlit")
    app = opening.Opening(
        inner, *(f"<{name}.js>; rel=modulepreload" for name in ("early", "mounting", "drawing"))
    )
    asyncio.run(app(scope, receive, send))
    found = {key.decode(): value.decode() for key, value in messages[0]["headers"]}
    content = b"".join(message.get("body", b"") for message in messages)
    return found, (gzip.decompress(content) if found.get("content-encoding") == "gzip" else content).decode()


def test_the_front_page_is_that_of_streamlit_with_one_script_more() -> None:
    _headers, body = ask("/")
    scripts = re.findall(r'<script type="module"[^>]* src="\./([^"]+)"', body)
    assert scripts[0] == opening.path(opening.script())
    ours = re.sub(r"\n *<script[^>]*opening\.js\"></script>", "", body)
    ours = HEAD.sub("", TITLE.sub("<title>Streamlit</title>", ours))
    theirs = opening.INDEX.read_text("utf-8")
    assert NO_SCRIPTS.sub("", ours) == NO_SCRIPTS.sub("", theirs)


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/", "early"),
        ("/?show=map", "early"),
        ("/?show=timeline&embed=true", "mounting drawing"),
        ("/?show=chart&chart=crimes", "mounting drawing"),
        ("/statistics", "mounting drawing"),
        ("/method?show=timeline", "mounting"),
    ],
)
def test_what_a_page_will_need_is_announced_and_nothing_else(address: str, names: str) -> None:
    path, _mark, query = address.partition("?")
    headers, _body = ask(path, query)
    assert " ".join(re.findall(r"<(\w+)\.js>", headers["link"])) == names
    assert ("scene" in headers["link"]) == (names == "early")


def test_who_runs_no_scripts_is_told_so_in_every_language() -> None:
    _headers, body = ask("/")
    (said,) = NO_SCRIPTS.findall(body)
    assert re.findall(r'<p lang="(..)">', said) == list(LANGUAGES)
    assert said.count("data/") == len(LANGUAGES)
    assert len(set(re.findall(r"<p[^>]*>(.*?)</p>", said))) == len(LANGUAGES)


@pytest.mark.parametrize("page", ["timeline", "evidence", "profile"])
def test_other_pages_have_their_own_head_and_begin_no_map(page: str) -> None:
    headers, body = ask(f"/{page}", "country=CL")
    assert "opening.js" not in body
    assert "early" not in headers["link"]
    assert HEAD.sub("", TITLE.sub("<title>Streamlit</title>", body)) == opening.index(page)
    assert ("beginning.js" in body) == (page != "timeline")
    assert f"/{page}?country=CL" not in body  # no host is known
    assert ask(f"/{page}", "country=PE")[1] != body


def test_a_page_is_sent_packed_and_only_once() -> None:
    headers, body = ask("/timeline", "country=CL", accept_encoding="gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert set(headers["vary"].split(", ")) == {"accept-language", "accept-encoding"}
    assert "Chile" in body
    again, nothing = ask("/timeline", "country=CL", if_none_match=headers["etag"])
    assert (again["etag"], nothing) == (headers["etag"], "")
    assert ask("/timeline", "country=PE", if_none_match=headers["etag"])[1]


def test_the_policy_of_the_page_knows_its_scripts() -> None:
    for path in ("/", "/timeline"):
        _headers, body = ask(path, "country=CL", host="atlas.invalid")
        for text in re.findall(r"<script>(.*?)</script>", body, flags=re.S):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in page_policy()


@pytest.mark.parametrize("path", ["/evidently", "/timeline/x", "/static/js/x.js", "/healthz", "//"])
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
