"""Downloads over HTTP, without a server."""

import asyncio
import base64
import gzip
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette

from layers import press
from layers.catalog import Catalog
from layers.export.formats import FORMATS
from layers.filters import ViewFilter
from pages.api import downloads, endpoint
from pages.api.refusal import Refused
from pages.api.routes import ROUTES
from pages.api.throttle import Throttle, Workshop
from pages.shared import store
from tests import pdf
from tests.asgi import Answer, ask

APP = Starlette(routes=list(ROUTES))


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test is a new visitor."""
    monkeypatch.setattr(endpoint, "THROTTLE", Throttle())


def problem(answer: Answer, status: int) -> str:
    """Check that an answer is a problem of that status, and return its words."""
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json
    assert body["status"] == status
    assert body["title"]
    assert "content-disposition" not in answer.headers
    return str(body["detail"])


@pytest.mark.parametrize("name", FORMATS)
def test_a_download_is_the_file_whole_and_named(name: str) -> None:
    found = ask(APP, f"/export/{name}?country=CL&lang=es")
    table = "" if FORMATS[name].whole else "-legs"
    assert found.status == 200
    assert found.headers["content-type"] == FORMATS[name].media_type
    wanted = f'attachment; filename="corridor-atlas-{store.releases()[-1]}-country-CL{table}.{name}"'
    assert found.headers["content-disposition"].replace("-pending", "") == wanted
    assert int(found.headers["content-length"]) == len(found.sent) > 1_000
    assert "sandbox" in found.headers["content-security-policy"]


def test_a_brief_is_of_the_profile_it_names_and_leads_back() -> None:
    found = ask(APP, "/export/pdf?of=country.CL&from=2021&lang=es&paper=us-letter")
    said = pdf.text(found.sent)
    assert "Chile: qué dicen los registros" in said
    assert "http://atlas.invalid/map?country=CL&from=2021&lang=es" in said
    assert b"/MediaBox[0 0 612 792]" in found.sent
    secure = ask(APP, "/export/pdf?of=country.CL", x_forwarded_proto="https")
    assert "https://atlas.invalid/map?country=CL" in pdf.text(secure.sent)
    assert ask(APP, "/export/csv?of=country.CL").status == 200


def test_a_paper_that_cannot_be_set_is_a_fault_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object, **_more: object) -> bytes:
        raise press.PressError("no such thing")

    monkeypatch.setattr(press, "press", broken)
    problem(ask(APP, "/export/pdf?country=PE&from=2023"), 500)


def test_a_picture_looks_where_its_link_looks() -> None:
    whole, near = (ask(APP, f"/export/svg?country=CL{look}") for look in ("", "&map=6_-20.2_-70.1"))
    assert whole.status == near.status == 200
    chosen = ask(APP, "/export/svg?country=CL&selected=corridor.pisiga-colchane")
    assert len({each.headers["etag"] for each in (whole, near, chosen)}) == 3
    assert "<title>Pisiga–Colchane" in chosen.text
    assert "<title>Chile" in whole.text


def test_a_download_holds_the_rows_of_its_view(catalog: Catalog) -> None:
    found = ask(
        APP, "/export/geojson?country=CL&selected=place.cucuta&map=1.00,2.00,3&rows=events&table=events"
    )
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    assert [feature["id"] for feature in found.json["features"]] == list(shown.events.index)


def test_a_file_that_is_opened_opens_as_the_link_does() -> None:
    asked = "country=CL&selected=place.iquique&map=5.25_-19.280_-68.620&lang=es"
    found = ask(APP, f"/export/html?{asked}&languages=all")
    packed = re.findall(r'id="data">([^<]*)<', found.sent.decode())[0]
    data = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert data["opening"] == {"selected": "place.iquique", "map": "5.25_-19.280_-68.620"}
    assert list(data["languages"]) == ["es", "en", "pt"]
    parts = urlsplit(data["address"])
    assert parts.path == "/"
    assert parse_qs(parts.query) == parse_qs(asked)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/export/html?languages=some", 400, "“some” is not a value of “languages”"),
        ("/export/csv?languages=all", 400, "“all” is not a value of “languages”"),
        ("/export/html?map=99_0_0", 400, "“99_0_0” is not a value of “map”"),
        ("/export/html?table=legs", 400, "always holds all tables"),
        ("/export/shp", 404, "“shp”"),
        ("/export/", 404, "geojson, gpkg"),
        ("/export/csv/legs", 404, "geojson, gpkg"),
        ("/export/csv?table=reviews", 400, "“reviews” is not a value of “table”"),
        ("/export/zip?table=legs", 400, "always holds all tables"),
        ("/export/kml?hxl=1", 400, "“hxl”"),
        ("/export/png?table=legs", 400, "all tables"),
        ("/export/png?map=99_0_0", 400, "“map”"),
        ("/export/csv?hxl=maybe", 400, "“maybe”"),
        ("/export/csv?paper=a4", 400, "“a4” is not a value of “paper”"),
        ("/export/pdf?paper=a5", 400, "“a5” is not a value of “paper”"),
        ("/export/pdf?table=legs", 400, "always holds all tables"),
        ("/export/pdf?of=country.ZZ", 400, "“country.ZZ” is not a value of “of”"),
        ("/export/pdf?of=place.cucuta", 400, "“place.cucuta” is not a value of “of”"),
        ("/export/csv?table=legs&table=events", 400, "“table” is given more than once"),
        ("/export/csv?colour=red", 400, "“colour” is not known here. Known keys: act, "),
        ("/export/csv?country=ZZ&crime=theft", 400, "“theft” is not a value of “crime”"),
        ("/export/csv?from=2021-13", 400, "2021-13"),
        ("/export/csv?from=2022&to=2021", 400, "before it begins"),
        ("/export/csv?lang=de", 400, "“de” is not a value of “lang”"),
        ("/export/csv?rel=2020-01-01", 404, "no release “2020-01-01”"),
        ("/export/csv?rel=latest", 400, "no release “latest”"),
        ("/export/csv?q=" + "a" * 10_000, 414, "The query has 10002 characters; 8000 are read."),
        ("/export/csv?" + "&".join(f"k{n}=1" for n in range(600)), 400, "more than 500 parts"),
        ("/export/csv?q=" + "a" * 300, 400, "longer than 200 characters"),
    ],
)
def test_what_cannot_be_answered_is_told(address: str, status: int, words: str) -> None:
    assert words in problem(ask(APP, address), status)


def test_problems_are_told_in_the_language_asked_for() -> None:
    assert "no es un valor de «country»" in problem(ask(APP, "/export/csv?country=ZZ&lang=es"), 400)
    assert "não é um valor de “country”" in problem(ask(APP, "/export/csv?country=ZZ&lang=pt"), 400)


def test_a_problem_repeats_nothing_that_acts() -> None:
    found = ask(APP, "/export/csv?<script>=1&country=\u202e<b>{{7*7}}")
    assert "\u202e" not in problem(found, 400)
    assert found.headers["content-security-policy"].startswith("default-src 'none'")


def test_an_unchanged_file_is_not_sent_again() -> None:
    first = ask(APP, "/export/csv?country=CL")
    again = ask(APP, "/export/csv?country=CL", if_none_match=f'W/{first.headers["etag"]}, "other"')
    assert (again.status, again.sent, again.headers["etag"]) == (304, b"", first.headers["etag"])
    packed = ask(APP, "/export/csv?country=CL", accept_encoding="gzip")
    assert packed.content == first.content
    assert packed.headers["etag"] != first.headers["etag"]
    assert ask(APP, "/export/csv?country=CL", if_none_match=packed.headers["etag"]).status == 304
    assert ask(APP, "/export/csv?country=PE", if_none_match=first.headers["etag"]).status == 200


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        ("bytes=0-9", slice(0, 10)),
        ("bytes=10-", slice(10, None)),
        ("bytes=-5", slice(-5, None)),
        ("bytes=0-999999999", slice(None)),
    ],
)
def test_a_part_can_be_asked_for(wanted: str, part: slice) -> None:
    whole = ask(APP, "/export/gpkg?country=CL").content
    found = ask(APP, "/export/gpkg?country=CL", range=wanted, accept_encoding="gzip")
    assert found.status == 206
    assert found.sent == whole[part]
    assert found.headers["content-range"].endswith(f"/{len(whole)}")


def test_a_part_beyond_the_end_is_refused_and_a_strange_one_passed_over() -> None:
    found = ask(APP, "/export/csv?country=CL", range="bytes=999999999-")
    problem(found, 416)
    assert found.headers["content-range"].startswith("bytes */")
    for strange in ("bytes=0-1,4-5", "lines=1-2", "bytes=-"):
        assert ask(APP, "/export/csv?country=CL", range=strange).status == 200
    assert ask(APP, "/export/csv?country=CL", range="bytes=0-1", if_range='"other"').status == 200


def test_other_methods_are_refused_and_other_sites_may_read() -> None:
    problem(ask(APP, "/export/csv", "POST"), 405)
    assert ask(APP, "/export/csv", "DELETE").headers["allow"] == "GET, HEAD, OPTIONS"
    allowed = ask(APP, "/export/csv", "OPTIONS", origin="http://other.invalid")
    assert allowed.status == 204
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in allowed.headers["access-control-allow-headers"]


def test_a_failure_is_told_without_its_particulars(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("a secret path")

    monkeypatch.setattr(downloads, "written", broken)
    found = ask(APP, "/export/csv")
    assert "secret" not in problem(found, 500)


def test_a_client_that_asks_too_often_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(endpoint, "THROTTLE", Throttle(burst=2, per_second=0.5, clock=lambda: now[0]))
    codes = [ask(APP, "/export/csv?country=CL").status for _ in range(3)]
    assert codes == [200, 200, 429]
    assert ask(APP, "/export/csv?country=CL").headers["retry-after"] == "2"
    assert ask(APP, "/export/csv?country=CL", client="192.0.2.2").status == 200
    now[0] = 2.0
    assert ask(APP, "/export/csv?country=CL").status == 200


def test_only_so_many_may_wait() -> None:
    async def run() -> list[object]:
        shop = Workshop(at_once=1, waiting=1)
        return await asyncio.gather(
            *(shop.make(lambda: "made", "en") for _ in range(4)), return_exceptions=True
        )

    found = asyncio.run(run())
    assert found[:2] == ["made", "made"]
    assert all(isinstance(each, Refused) and each.status == 503 for each in found[2:])


def test_problem_details_are_plain_values() -> None:
    body = json.loads(Refused(400, "x", ({"detail": "y"},)).response().body)
    assert body == {
        "type": "about:blank",
        "title": "The query cannot be used",
        "status": 400,
        "detail": "x",
        "errors": [{"detail": "y"}],
    }


def test_a_file_holds_so_many_rows_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "ROWS_LIMIT", 10)
    assert "Choose more filters" in problem(ask(APP, "/export/kml?country=AR&from=2022"), 413)
