"""What the share panel gives away: addresses, codes, frames, words."""

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from hypothesis import HealthCheck, given, settings

from layers import permalink, sharing
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.permalink import Permalink
from pages.shared import share, store
from tests.property.test_permalink import RELEASES, atlas, states

HERE = "https://atlas.invalid/mounted/here/"


def opened(address: str) -> Permalink:
    place = sharing.where(address)
    assert place is not None
    found, notices = permalink.read(place.page, parse_qs(place.query), atlas(), RELEASES)
    assert not notices
    return found


@pytest.mark.parametrize(
    ("address", "base", "page"),
    [
        ("http://localhost:8501/", "http://localhost:8501/", "map"),
        ("http://localhost:8501", "http://localhost:8501/", "map"),
        ("http://localhost:8501/timeline?x=1", "http://localhost:8501/", "timeline"),
        ("https://a.invalid/mounted", "https://a.invalid/mounted/", "map"),
        ("https://a.invalid/mounted/statistics/", "https://a.invalid/mounted/", "statistics"),
        ("https://a.invalid/mounted/map?country=CL#top", "https://a.invalid/mounted/", "map"),
    ],
)
def test_an_address_is_taken_apart_wherever_the_atlas_is_mounted(address: str, base: str, page: str) -> None:
    place = sharing.where(address)
    assert place is not None
    assert (place.base, place.page) == (base, page)


@pytest.mark.parametrize("bad", ["", "x", "javascript:alert(1)", "//a.invalid/x", "file:///x", "http://[::1"])
def test_what_is_no_address_gives_nothing(bad: str, catalog: Catalog) -> None:
    assert sharing.where(bad) is None
    assert share.answer(catalog, {"address": bad}) is None


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(states())
def test_the_short_address_opens_the_same(state: Permalink) -> None:
    address = sharing.address(HERE, state)
    assert opened(address) == state
    assert "v=1" in urlsplit(address).query.split("&")
    assert re.fullmatch(r"[!-~]+", address), "nothing that a mail or a slide would break"


def test_values_of_a_list_are_joined(catalog: Catalog) -> None:
    link = Permalink(view=ViewFilter(countries=("CL", "PE"), text="a, b & c"), lang="es")
    assert sharing.query(link) == "country=CL,PE&q=a,+b+%26+c&lang=es&v=1"


def test_what_is_left_off_is_what_was_named() -> None:
    link = opened(
        f"{HERE}?country=CL&selected=place.iquique&map=6_-20.100_-69.300&lang=es&rel={RELEASES[-1]}"
    )
    names = [*sharing.OPTIONAL, sharing.RELEASE]
    for name in names:
        less = sharing.without(link, frozenset((name,)))
        gone = set(link.query()) - set(less.query())
        assert gone == {permalink.RELEASE if name == sharing.RELEASE else name}
    assert sharing.without(link, frozenset(names)) == Permalink(view=ViewFilter(countries=("CL",)))
    told = sharing.options(HERE, link, frozenset(("map",)), "en")
    assert [(each["name"], each["on"]) for each in told] == [
        ("map", False),
        ("selected", True),
        ("lang", True),
    ]
    assert told[0]["text"] == f"The section of the map ({len('&map=6_-20.100_-69.300')} characters)"
    assert sharing.options(HERE, Permalink(), frozenset(), "en") == []


def modules(code: dict[str, Any]) -> set[tuple[int, int]]:
    """Return column and row of the dark modules that a path paints."""
    found = set()
    for x, y, wide, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", code["path"]):
        assert wide == back
        found |= {(column, int(y)) for column in range(int(x), int(x) + int(wide))}
    assert re.sub(r"M\d+ \d+h\d+v1h-\d+z", "", code["path"]) == ""
    return found


def test_the_code_is_that_of_the_address() -> None:
    address = sharing.address(HERE, Permalink(view=ViewFilter(countries=("CL",)), lang="pt"))
    code = sharing.code(address)
    assert code is not None
    rows = tuple(segno.make(address, error="m", micro=False).matrix_iter(border=sharing.QUIET))
    assert code["size"] == len(rows)
    assert modules(code) == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    assert sharing.code("x" * (sharing.QR_LIMIT_CHARACTERS + 1)) is None


def test_a_frame_quotes_what_it_holds() -> None:
    link = Permalink(view=ViewFilter(text='"><script>&'), lang="en")
    for part in sharing.VARIANTS:
        made = sharing.snippet(HERE, sharing.variant(link, part, "countries"), 'a "title" & <more>')
        match = re.fullmatch(r'<iframe src="([^"<>]*)" title="([^"<>]*)" [a-z0-9=":;% -]*></iframe>', made)
        assert match is not None, made
        assert html.unescape(match[2]) == 'a "title" & <more>'
        src = html.unescape(match[1])
        assert "embed=true" in src
        assert opened(src).show == part
        assert opened(src).view == link.view


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_panel_is_answered_in_the_language(catalog: Catalog, lang: str) -> None:
    asked = {"address": f"{HERE}timeline?country=CL&embed=true&show=map&utm=1", "lang": lang, "show": "chart"}
    told = share.answer(catalog, asked)
    assert told is not None
    shown = store.filtered(catalog, ViewFilter(countries=("CL",)))
    latest = store.releases()[-1]
    assert told["address"] == f"{HERE}timeline?country=CL&lang={lang}&rel={latest}&v=1"
    assert str(len(told["address"])) in told["length"]
    assert told["code"] == sharing.code(told["address"])
    sentence, sizes, origin, address = told["text"].split("\n")
    assert sentence == ViewFilter(countries=("CL",)).describe(catalog, lang)
    assert sizes == sharing.sizes(catalog, shown, lang)
    assert str(len(shown.legs)) in sizes
    assert "CC BY 4.0" in origin
    assert address == told["address"]
    assert told["chart"] == told["charts"][0][0]
    framed = re.search(r'src="([^"]*)"', told["snippet"])
    assert framed is not None
    assert f"{HERE}statistics?embed=true" in framed[1]
    newest = share.answer(catalog, {**asked, "without": "release,lang,nonsense", "chart": "nonsense"})
    assert newest is not None
    assert newest["address"] == f"{HERE}timeline?country=CL&v=1"


def test_a_hostile_address_does_no_harm(catalog: Catalog) -> None:
    many = "&".join(f"a{n}=1" for n in range(share.FIELDS_LIMIT + 1))
    assert share.answer(catalog, {"address": f"{HERE}?{many}"}) is None
    assert share.answer(catalog, {"address": HERE + "?q=" + "x" * share.ADDRESS_LIMIT_CHARACTERS}) is None
    told = share.answer(
        catalog, {"address": f"{HERE}?country={{{{7*7}}}}&q=<b>&of=x", "lang": "xx", "show": "x"}
    )
    assert told is not None
    assert told["address"].startswith(f"{HERE}?q=%3Cb%3E&lang=en&")
