"""The rows for programs over HTTP, and their description."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette

from layers.catalog import Catalog
from layers.export.columns import EXPORTED, GEOMETRIES
from layers.export.interface import LIMIT, forms
from layers.filters import ViewFilter
from pages.api import endpoint, records
from pages.api.negotiation import form_of
from pages.api.refusal import Refused
from pages.api.routes import ROUTES
from pages.api.throttle import Throttle
from pages.shared import store
from tests.asgi import Answer, ask
from tests.unit.test_pages_api_downloads import problem

APP = Starlette(routes=list(ROUTES))
API = "/api/v1"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "THROTTLE", Throttle())


@pytest.fixture(scope="module")
def described() -> Any:
    return ask(APP, f"{API}/openapi.json").json


def get(address: str, **headers: str) -> Answer:
    return ask(APP, API + address, **headers)


def ids(answer: Answer) -> list[str]:
    body = answer.json
    return [row["id"] for row in body.get("features", body.get("records"))]


@pytest.mark.parametrize("table", EXPORTED)
def test_the_rows_are_those_of_the_view(catalog: Catalog, table: str) -> None:
    shown = ViewFilter(countries=("CL",), since="2021").apply(catalog)
    wanted = list(getattr(shown, table).index)
    for form in forms(table):
        found = get(f"/{table}?country=CL&from=2021&format={form}")
        assert found.headers["x-number-matched"] == str(len(wanted))
        if form == "csv":
            assert list(pd.read_csv(io.BytesIO(found.content))["id"]) == wanted
            continue
        assert ids(found) == wanted
        body = found.json
        assert body["numberMatched"] == body["numberReturned"] == len(wanted)
        assert body["numberTotal"] == len(getattr(catalog, table))
        assert body["corridor_atlas"]["filters"]["query"] == "country=CL&from=2021"


def test_the_pages_put_together_are_the_whole(catalog: Catalog) -> None:
    address, found = "/events?country=CL&limit=30", []
    for _page in range(10):
        answer = get(address)
        found += ids(answer)
        following = [link["href"] for link in answer.json["links"] if link["rel"] == "next"]
        named = [part for part in answer.headers["link"].split(", ") if 'rel="next"' in part]
        assert bool(following) == bool(named)
        if not following:
            break
        assert named[0] == f'<{following[0]}>; rel="next"'
        address = "/events" + following[0]
    assert found == list(ViewFilter(countries=("CL",)).apply(catalog).events.index)
    assert get("/events?offset=9999").json["features"] == []
    assert 'rel="prev"' in get("/events?offset=9999").headers["link"]


@pytest.mark.parametrize(
    ("table", "wanted", "accept", "form"),
    [
        ("legs", "", "", "geojson"),
        ("legs", "", "text/html,application/xml;q=0.9,*/*;q=0.8", "geojson"),
        ("legs", "", "application/json", "json"),
        ("legs", "", "text/csv;q=0.9, application/json;q=0.1", "csv"),
        ("legs", "csv", "application/json", "csv"),
        ("sources", "", "*/*", "json"),
        ("sources", "", "text/*", "csv"),
        ("legs", "", "nonsense", "geojson"),
        ("legs", "", "application/geo+json;q=x, application/*", "json"),
    ],
)
def test_the_form_is_what_is_wanted(table: str, wanted: str, accept: str, form: str) -> None:
    assert form_of(wanted, accept, forms(table), "en") == form


def test_a_form_that_is_not_there_is_refused() -> None:
    problem(get("/legs", accept="text/html"), 406)
    problem(get("/legs", accept="application/geo+json;q=0"), 406)
    assert "“geojson”" in problem(get("/sources?format=geojson"), 400)
    with pytest.raises(Refused):
        form_of("xml", "*/*", ("json",), "en")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/crimes", 404, "no table “crimes”"),
        ("/reviews", 404, "no table “reviews”"),
        ("/legs/leg-nowhere", 404, "no record “leg-nowhere”"),
        ("/legs/leg-pisiga-colchane?country=CL", 400, "takes no filters"),
        ("/legs?limit=0", 400, "A whole number from 1 to 10000."),
        ("/legs?limit=10001", 400, "limit"),
        ("/legs?limit=ten", 400, "“ten”"),
        ("/legs?limit=-1", 400, "limit"),
        ("/legs?limit=²", 400, "limit"),
        ("/legs?offset=1e3", 400, "offset"),
        ("/legs?colour=red", 400, "colour"),
        ("/legs?corridor=atlantis", 400, "“atlantis”"),
        ("/legs?rel=2020-01-01", 404, "2020-01-01"),
        ("/legs?q=" + "a" * 10_000, 414, "8000"),
    ],
)
def test_what_cannot_be_answered_is_told(address: str, status: int, words: str) -> None:
    assert words in problem(get(address), status)
    assert get(address).headers["access-control-allow-origin"] == "*"


def test_an_older_release_is_told_to_be_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "releases", lambda: ("2026-01-01", "2026-12-31"))
    assert "not served any more" in problem(get("/legs?rel=2026-01-01"), 410)
    assert get("/legs?rel=2026-12-31&limit=1").status == 200


def test_a_withdrawn_record_says_why(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    reasons = {f"reason_{lang}": f"because ({lang})" for lang in ("en", "es", "pt")}
    gone = pd.DataFrame([{"table": "legs", "withdrawn": "2026-12-01", **reasons}], index=["leg-gone"])
    monkeypatch.setattr(store, "catalog", lambda: replace(catalog, withdrawn=gone))
    assert "because (es)" in problem(get("/legs/leg-gone?lang=es"), 410)
    problem(get("/places/leg-gone"), 404)


def test_a_single_record_is_its_row(catalog: Catalog) -> None:
    assert get("/legs/leg-pisiga-colchane").json["id"] == "leg-pisiga-colchane"
    assert get("/sources/100noticias-2022").json["publisher"] == "100% Noticias"
    assert get("/legs/leg-pisiga-colchane?format=csv").text.count("\r\n") == 2


def test_unchanged_rows_are_not_sent_again() -> None:
    first = get("/legs?country=CL", accept_encoding="gzip")
    assert first.headers["content-encoding"] == "gzip"
    assert get("/legs?country=CL", if_none_match=first.headers["etag"]).status == 304


def test_the_landing_leads_to_everything() -> None:
    found = get("/").json
    assert {link["href"] for link in found["links"]} == {"openapi.json", *EXPORTED}
    assert (get("").status, get("").headers["location"]) == (308, "v1/")


# ---------------------------------------------------------------- the description


def test_the_description_is_sound(described: Any) -> None:
    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {f"/{table}{end}" for table in EXPORTED for end in ("", "/{id}")}
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    names = [op["get"]["operationId"] for op in described["paths"].values()]
    assert len(names) == len(set(names))
    for op in described["paths"].values():
        for parameter in op["get"]["parameters"]:
            Draft202012Validator.check_schema(parameter["schema"])
    assert (
        ask(APP, f"{API}/openapi.json?lang=pt").json["paths"]["/legs"]["get"]["summary"].startswith("Trechos")
    )


def refused_by(described: Any, table: str, query: str) -> bool:
    """Tell whether the description forbids a query."""
    known = {each["name"]: each for each in described["paths"][f"/{table}"]["get"]["parameters"]}
    given: dict[str, list[Any]] = {}
    for key, value in parse_qsl(query):
        if key not in known:
            return True
        schema = known[key]["schema"]
        whole = schema.get("type") == "integer" and value.isdigit()
        given.setdefault(key, []).append(int(value) if whole else value)
    for key, values in given.items():
        schema = known[key]["schema"]
        value = values if schema.get("type") == "array" else values[0]
        if not Draft202012Validator(schema).is_valid(value):
            return True
    return False


@pytest.mark.parametrize(
    "query",
    [
        "country=CL&country=PE&crime=extortion&from=2021-03&to=2023",
        "country=ZZ",
        "crime=theft",
        "corridor=cucuta&attribution=tda&act=reported&evidence=established&named=1",
        "evidence=single_source",
        "named=yes",
        "from=21",
        "q=tren+de+aragua",
        "q=" + "a" * 201,
        "lang=es&format=json&limit=5&offset=2",
        "lang=fr",
        "format=xml",
        "format=geojson",
        "limit=0",
        f"limit={LIMIT}",
        f"limit={LIMIT + 1}",
        "offset=-1",
        f"rel={store.releases()[-1]}",
        "rel=2020-01-01",
        "actor=tren-de-aragua",
        "colour=red",
    ],
)
@pytest.mark.parametrize("table", ["events", "disputes"])
def test_the_server_takes_what_the_description_allows(described: Any, table: str, query: str) -> None:
    answer = get(f"/{table}?{query}")
    assert (answer.status >= 400) == refused_by(described, table, query), answer.text[:300]


def resolved(described: Any, schema: Any) -> Any:
    """Put the parts that a schema refers to in their place."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return resolved(described, described["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        return {key: resolved(described, each) for key, each in schema.items()}
    return [resolved(described, each) for each in schema] if isinstance(schema, list) else schema


def answers(table: str) -> Iterator[tuple[str, str]]:
    first = store.catalog()
    for form in forms(table):
        yield f"/{table}", form
        yield f"/{table}/{getattr(first, table).index[0]}", form


@pytest.mark.parametrize("table", EXPORTED)
def test_the_server_answers_as_the_description_says(described: Any, table: str) -> None:
    for address, form in answers(table):
        path = f"/{table}" if address.count("/") == 1 else f"/{table}/{{id}}"
        content = described["paths"][path]["get"]["responses"]["200"]["content"]
        found = get(f"{address}?format={form}")
        media_type = found.headers["content-type"].partition(";")[0]
        value = found.text if form == "csv" else found.json
        errors = Draft202012Validator(resolved(described, content[media_type]["schema"])).iter_errors(value)
        assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []
    problem_schema = resolved(described, {"$ref": "#/components/schemas/Problem"})
    Draft202012Validator(problem_schema).validate(get(f"/{table}?colour=red").json)
    assert set(GEOMETRIES) <= set(EXPORTED)


def test_the_cache_of_pages_is_bounded() -> None:
    assert records.page.cache_parameters()["maxsize"] == records.PAGES_KEPT
