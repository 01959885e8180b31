"""Where the atlas is reached: below a path of its host, behind a proxy, by a name that is an address."""

import pytest
import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pages.shared import base, preview, statics
from pages.shared.headers import CLOSED, SecurityHeaders
from tests.asgi import ask


@pytest.fixture
def below(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve below a path of two parts, written as carelessly as Streamlit allows."""
    monkeypatch.setattr(st, "get_option", lambda key: {"server.baseUrlPath": "maps/ve/"}[key])


def origin(**headers: str) -> str:
    given = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    return base.origin({"type": "http", "scheme": "http", "headers": given})


def test_at_the_root_nothing_moves() -> None:
    assert base.base_path() == ""
    assert base.within("/timeline") == "/timeline"
    assert base.within("") is None
    assert [each.path for each in base.placed([Route("/a/{b}", hello)])] == ["/a/{b}"]


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


@pytest.mark.usefixtures("below")
def test_below_a_path_everything_moves_and_nothing_else_answers() -> None:
    assert base.base_path() == "/maps/ve"
    assert base.within("/maps/ve/") == "/"
    assert base.within("/maps/ve/maps/ve/x") == "/maps/ve/x"
    (route,) = base.placed([Route("/a/{b}", hello, methods=["GET"])])
    assert (route.path, route.methods) == ("/maps/ve/a/{b}", {"GET", "HEAD"})
    assert origin(host="atlas.example") == "http://atlas.example/maps/ve"
    assert preview.page_of("/maps/ve/timeline") == "timeline"
    assert preview.page_of("/maps/ve/") == "map"
    for path in ("/", "/timeline", "/maps/ve", "/maps/ve/x", "/maps/vetimeline", "/maps/ve//timeline"):
        assert preview.page_of(path) is None


@pytest.mark.usefixtures("below")
def test_what_is_closed_stays_closed_below_a_path() -> None:
    guarded = SecurityHeaders(PlainTextResponse("inside"))
    for path in CLOSED:
        assert ask(guarded, f"/maps/ve{path}").status == 404
    assert ask(guarded, "/maps/ve/").text == "inside"


@pytest.mark.usefixtures("below")
def test_scripts_are_packed_below_a_path() -> None:
    packing = statics.PackedStatics(PlainTextResponse("from Streamlit"))
    address = min(statics.files())
    packed = ask(packing, f"/maps/ve{address}", accept_encoding="gzip")
    assert packed.content == statics.files()[address].read_bytes()
    assert ask(packing, address, accept_encoding="gzip").text == "from Streamlit"


def test_the_origin_is_that_of_the_request() -> None:
    assert origin() == ""
    assert origin(host="Atlas.Example:8501") == "http://atlas.example:8501"
    assert origin(host="[::1]:8501") == "http://[::1]:8501"
    assert origin(host="atlas.example", x_forwarded_proto="https, http") == "https://atlas.example"
    assert origin(host="atlas.example", x_forwarded_proto="javascript") == "http://atlas.example"


def test_a_proxy_may_say_what_it_took_off() -> None:
    assert origin(host="atlas.example", x_forwarded_prefix="/maps/ve/") == "http://atlas.example/maps/ve"
    assert origin(host="atlas.example", x_forwarded_prefix="maps, other") == "http://atlas.example/maps"
    for odd in ('/a"b', "/a b", "//evil.invalid/<x>", "/a?b", "/%2e%2e", ""):
        assert origin(host="atlas.example", x_forwarded_prefix=odd) == "http://atlas.example"


@pytest.mark.parametrize("said", ["a b", "a?b", "a//b", "é", "a/<b>", "{x}"])
def test_a_base_path_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(st, "get_option", lambda _key: said)
    with pytest.raises(ValueError, match="baseUrlPath is"):
        base.base_path()
