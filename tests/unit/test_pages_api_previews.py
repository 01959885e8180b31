"""Previews of links: the words and the picture that a message shows, whatever the address tries."""

import re
from html.parser import HTMLParser
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from starlette.applications import Starlette

import layers.still
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.stories import target
from pages.api import endpoint, previews
from pages.api.routes import ROUTES
from pages.api.throttle import Throttle
from pages.shared import base, heads, opening, preview, store
from tests.asgi import Answer, ask

APP = opening.Opening(Starlette(routes=list(ROUTES)))
HOSTILE = (
    '"><script>alert(1)</script>',
    "{{7*7}}",
    "'><img src=x onerror=alert(1)>",
    "</title><script>",
    "$' \\\\1 \\g<0>",
    "\u202e&#x22;",
)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test is a new visitor."""
    monkeypatch.setattr(endpoint, "THROTTLE", Throttle())


class Head(HTMLParser):
    """What a program reads of a page's head, and what a browser would run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        self._in_title = tag == "title"
        if tag == "meta" and "content" in given:
            self.said[given.get("property") or given.get("name") or ""] = given["content"] or ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.title += data if self._in_title else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


def head(address: str, **headers: str) -> Head:
    found = ask(APP, address, **headers)
    assert found.status == 200
    return Head(found.text)


def size(answer: Answer) -> tuple[int, int]:
    with Image.open(BytesIO(answer.content)) as found:
        found.load()
        return found.size


# ---------------------------------------------------------------- words


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", ["", "timeline", "statistics", "evidence"])
def test_every_page_says_its_view(catalog: Catalog, page: str, lang: str) -> None:
    view = ViewFilter(countries=("CL",), since="2021")
    found = head(f"/{page}?country=CL&from=2021&lang={lang}")
    said = view.describe(catalog, lang)
    assert found.said["og:description"] == found.said["description"] == said
    assert found.said["og:title"] == found.title
    assert found.title.endswith("Corridor Atlas")
    assert found.said["og:image"] == f"http://atlas.invalid/preview.png?country=CL&from=2021&lang={lang}"
    assert (found.said["og:image:width"], found.said["og:image:height"]) == ("1200", "630")
    assert said in found.said["og:image:alt"]
    assert found.said["og:url"] == f"http://atlas.invalid/{page}?country=CL&from=2021&lang={lang}"
    assert found.said["og:locale"].startswith(lang)


def test_pages_are_told_apart() -> None:
    titles = [head(f"/{page}?country=CL").title for page in ("", "timeline", "statistics", "evidence")]
    assert len(set(titles)) == len(titles)
    assert all("Chile" in title for title in titles)


@pytest.mark.parametrize(
    ("of", "name", "query"),
    [
        ("country.CL", "Chile", "country=CL"),
        ("corridor.cucuta", "Cúcuta border gateway", "corridor=cucuta"),
        ("place.bogota", "Bogotá", "selected=place.bogota"),
        ("country.XX", "Corridors out of Venezuela", ""),
    ],
)
def test_a_profile_is_about_its_subject(of: str, name: str, query: str) -> None:
    found = head(f"/profile?of={of}")
    assert name in found.title
    assert f"?{query}" in found.said["og:image"]


def test_a_record_that_the_filters_leave_out_is_not_named() -> None:
    assert "Cúcuta" in head("/?selected=corridor.cucuta").title
    assert head("/?country=CL&selected=corridor.cucuta").title == head("/?country=CL").title


def test_the_language_is_that_of_the_link_or_of_the_reader() -> None:
    assert head("/", accept_language="pt-BR").said["og:locale"] == "pt_BR"
    assert head("/?lang=es", accept_language="pt-BR").said["og:locale"] == "es_LA"
    assert head("/?lang=xx").said["og:locale"] == "en_GB"


def test_feeds_are_found_from_a_page() -> None:
    found = head("/?country=CL")
    feeds = [
        given["href"]
        for tag, given in found.elements
        if tag == "link" and given.get("type") == "application/atom+xml"
    ]
    assert feeds == ["./feeds/country-CL.atom?lang=en", "./feeds/all.atom?lang=en"]
    for each in feeds:
        assert ask(APP, str(each)[1:]).status == 200


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "address", ["/?q=", "/timeline?rows=", "/share?q=", "/share?page=", "/share?of=", "/profile?of="]
)
def test_what_an_address_holds_stays_text(text: str, address: str) -> None:
    from urllib.parse import quote

    found = ask(APP, address + quote(text, safe=""))
    plain = Head(ask(APP, address.partition("?")[0]).text)
    read = Head(found.text)
    assert [tag for tag, _given in read.elements] == [tag for tag, _given in plain.elements]
    assert not [given for _tag, given in read.elements if any(name.startswith("on") for name in given)]
    assert "<script>alert" not in found.text
    assert "49" not in read.said["og:description"]


@settings(max_examples=60)
@given(st.text(max_size=60), st.sampled_from(["/", "/share", "/timeline"]))
def test_no_query_breaks_the_head(query: str, path: str) -> None:
    found = heads.head(query, "en", preview.page_of(path) or "map", "https://atlas.invalid")
    tags = {tag for tag, _given in Head(found).elements}
    assert tags <= {"title", "meta", "link"}
    assert re.sub(r"<[^<>]*>", "", found).strip() == re.search(r"<title>([^<]*)</title>", found).group(1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "host", ["", "evil.invalid/x", 'a"b', "a b", "user@host", "x" * 300, "-a", "host:port", "[::1", "a\\b"]
)
def test_an_odd_host_names_no_picture(host: str) -> None:
    scope = {"type": "http", "scheme": "http", "headers": [(b"host", host.encode())]}
    assert base.origin(scope) == ""
    said = Head(heads.head("", "en", "map", "")).said
    assert not {"og:image", "og:url"} & set(said)
    assert said["og:title"]


def test_a_story_is_named_by_its_title_and_shows_the_view_of_its_step() -> None:
    story = store.stories()["introduction"]["es"]
    step = story.step(2)
    for address, page in (
        ("story=introduction&step=2&lang=es", "stories"),
        (step.address.partition("?")[2] + "&story=introduction&step=2&lang=es", target.page_of(step.address)),
    ):
        found = preview.read(address, None, page or "map")
        assert found.title == f"{story.title} · {step.heading} · Corridor Atlas"
        assert step.text.startswith(found.text.rstrip("…"))
        assert found.view == target.read(step.address, store.catalog()).view
    last = preview.read("story=introduction&step=999", "en", "stories")
    assert last.story[1] == store.stories()["introduction"]["en"].steps[-1].heading
    for other in ("story=no-such-story", "story=mine", "story=", "step=2"):
        assert preview.read(other, "en", "stories").story == ()


# ---------------------------------------------------------------- the page that leads on


def test_a_share_page_leads_to_the_view_without_a_script() -> None:
    found = ask(APP, "/share?page=timeline&country=CL&lang=es&rows=events")
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in found.headers["content-security-policy"]
    assert "<script" not in found.text
    assert '<html lang="es">' in found.text
    to = "./timeline?country=CL&lang=es&rows=events"
    read = Head(found.text)
    (refresh,) = [given["content"] for tag, given in read.elements if given.get("http-equiv") == "refresh"]
    assert refresh == f"0; url={to}"
    assert [given["href"] for tag, given in read.elements if tag == "a"] == [to]
    assert read.said["og:title"] == head("/timeline?country=CL&lang=es").title


@pytest.mark.parametrize("page", ["", "shell", "https://evil.invalid", "//evil.invalid", "../x", "map"])
def test_a_share_page_leads_nowhere_else(page: str) -> None:
    read = Head(ask(APP, f"/share?page={page}&country=CL").text)
    assert [given["href"] for tag, given in read.elements if tag == "a"] == ["./?country=CL"]


def test_an_endless_link_is_refused_in_words() -> None:
    found = ask(APP, "/share?q=" + "x" * 9_000)
    assert found.status == 414
    assert "9002" in found.json["detail"]


# ---------------------------------------------------------------- the picture


def test_a_preview_is_a_picture_of_that_very_view(catalog: Catalog) -> None:
    found = ask(APP, "/preview.png?country=CL&lang=es")
    assert (found.status, found.headers["content-type"]) == (200, "image/png")
    assert size(found) == preview.SIZE
    assert len(found.content) < 400_000
    with Image.open(BytesIO(found.content)) as read:
        assert read.info["Description"] == ViewFilter(countries=("CL",)).describe(catalog, "es")
    assert "max-age" in found.headers["cache-control"]
    others = ("country=PE&lang=es", "country=CL&lang=pt", "country=CL&lang=es&map=6_-20_-70")
    tags = {found.headers["etag"], *(ask(APP, f"/preview.png?{each}").headers["etag"] for each in others)}
    assert len(tags) == 4
    again = ask(APP, "/preview.png?country=CL&lang=es", if_none_match=found.headers["etag"])
    assert (again.status, again.sent) == (304, b"")


def test_the_same_view_is_drawn_once() -> None:
    previews.drawn.cache_clear()
    for query in (
        "country=CL&country=PE",
        "country=PE,CL",
        "utm_source=mail&country=pe&country=cl",
        "country=CL,PE&country=XX",
    ):
        assert ask(APP, f"/preview.png?{query}&lang=en").status == 200
    assert previews.drawn.cache_info().misses == 1


@pytest.mark.parametrize(
    "query",
    [
        "",
        "country=XX",
        "map=99_0_0",
        "selected=leg.none",
        "from=2024&to=2020",
        "q=" + "x" * 5_000,
        "&".join("a=1" for _ in range(300)),
        "%ff=%00",
    ],
)
def test_what_cannot_be_used_still_gives_a_picture(query: str) -> None:
    assert size(ask(APP, f"/preview.png?{query}")) == preview.SIZE


def test_a_picture_that_fails_is_answered_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object, **_more: object) -> bytes:
        raise MemoryError

    previews.drawn.cache_clear()
    monkeypatch.setattr(layers.still, "card", fails)
    found = ask(APP, "/preview.png?country=BO&lang=es")
    assert found.status == 500
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json["detail"]
    monkeypatch.undo()
    assert ask(APP, "/preview.png?country=BO&lang=es").status == 200  # a failure is not kept


def test_pictures_are_rationed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "THROTTLE", Throttle(burst=2, per_second=0.01))
    assert [ask(APP, "/preview.png").status for _ in range(3)] == [200, 200, 429]
    monkeypatch.setattr(endpoint, "THROTTLE", Throttle())
    monkeypatch.setattr(previews, "ROWS_LIMIT", 10)
    assert ask(APP, "/preview.png?country=VE").status == 413
