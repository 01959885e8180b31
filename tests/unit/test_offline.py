"""The offline file: what is in its bytes, what is not, and that nothing in it acts or leads elsewhere."""

import base64
import gzip
import hashlib
import json
import re
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from layers.cards import TABLES, titles
from layers.catalog import Catalog
from layers.choices import Selection
from layers.export.formats import Order, Origin, make
from layers.export.offline import bundle
from layers.export.offline.document import CHECK
from layers.export.offline.file import Opening, weigh
from layers.export.offline.pool import Pool
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.mapping import document
from tests.rules.test_hosts import NAMES, NOTES, addresses

ORIGIN = Origin("2026-12-01", "2026-11-26", terms="the terms\n")
LIMIT_BYTES = {1: 1_500_000, 3: 1_600_000}
CHILE = ViewFilter(countries=("CL",), evidence="corroborated", selected=Selection("place", "iquique"))
EVIL = "</script><img src=x onerror=alert(1)>{{7*7}}${1}</noscript>\u202e"


def made(catalog: Catalog, view: ViewFilter, languages: tuple[str, ...] = ("es",), **more: str) -> str:
    order = Order("html", lang=languages[0], opening=Opening(languages, **more))
    return make(catalog, view.apply(catalog), view, order, ORIGIN).content.decode()


def part(file: str, name: str) -> bytes:
    found = re.findall(
        rf'^<script type="text/plain" id="{name}">([A-Za-z0-9+/=]+)</script>$', file, flags=re.M
    )
    assert len(found) == 1
    content = base64.b64decode(found[0])
    return content if name == "face" else gzip.decompress(content)


def bare(file: str) -> str:
    """Return the file without its packed parts."""
    return re.sub(r'(<script type="text/plain" id="\w+">)[^<]*', r"\1", file)


@pytest.fixture(scope="module")
def chile(catalog: Catalog) -> str:
    return made(catalog, CHILE, viewport="5.25_-19.28_-68.62", address="https://atlas.example/?country=CL")


@pytest.fixture(scope="module")
def data(chile: str) -> Any:
    return json.loads(part(chile, "data"))


def test_only_the_rows_of_the_view_are_in_the_bytes(catalog: Catalog, chile: str) -> None:
    shown = CHILE.apply(catalog)
    held = part(chile, "data").decode() + unescape(bare(chile))
    for kind, table in TABLES.items():
        left = [key for key in getattr(catalog, table).index if key not in getattr(shown, table).index]
        assert left, table
        names = titles(catalog, kind, "es")
        kept = {names[key] for key in getattr(shown, table).index}
        for key in getattr(shown, table).index:
            assert f'"{kind}.{key}"' in held
        for key in left:
            assert f'"{kind}.{key}"' not in held, f"{kind}.{key}"
            if kind != "place":  # a place has the name of a town, which notes may say
                assert f'"{key}"' not in held, key
            if kind in ("leg", "event", "dispute") and names[key] not in kept:
                assert names[key] not in held, names[key]
    assert {row[0] for row in json.loads(part(chile, "data"))["rows"]["places"]} == set(shown.places.index)
    known = {row[5] for row in json.loads(part(chile, "basemap"))["places"] if len(row) > 5}
    assert known <= set(shown.places.index)


def test_a_crime_below_the_level_of_the_view_is_not_in_the_file(catalog: Catalog, data: Any) -> None:
    shown = CHILE.apply(catalog)
    crimes = data["rows"]["values"]["crimes"]
    for row in data["rows"]["legs"]:
        assert tuple(crimes[crime] for crime, _grade in row[3]) == shown.legs.at[row[0], "crimes"]
    assert any(shown.legs["crimes"] != catalog.legs.loc[shown.legs.index, "crimes"])


def test_the_file_is_made_of_the_maps_own_document(chile: str) -> None:
    assert part(chile, "map").decode() == document().html
    assert part(chile, "face") == document().assets["inter-latin.woff2"].content
    assert "modules.page" in bundle.script()


def test_the_file_opens_as_the_view_that_it_was_made_from(catalog: Catalog, data: Any) -> None:
    assert data["opening"] == {"selected": "place.iquique", "map": "5.25_-19.28_-68.62"}
    assert data["address"] == "https://atlas.example/?country=CL"
    es = data["languages"]["es"]
    assert es["sentence"] == CHILE.describe(catalog, "es")
    assert ["Tramos", f"{len(CHILE.apply(catalog).legs)} de 104"] in es["facts"]
    gone = replace(CHILE, selected=Selection("place", "manaus"))
    assert json.loads(part(made(catalog, gone), "data"))["opening"]["selected"] == ""


def test_the_policy_allows_what_stands_in_the_file_and_nothing_else(chile: str) -> None:
    policy = dict(
        each.split(" ", 1)
        for each in re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', chile)[0].split(
            "; "
        )
    )
    texts = [bare(chile), document().html]
    for element, directive in (("script", "script-src"), ("style", "style-src")):
        held = [
            text for html in texts for text in re.findall(rf"<{element}>(.*?)</{element}>", html, flags=re.S)
        ]
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in held
        }
        assert set(policy.pop(directive).split()) == hashes
    assert policy == {
        "default-src": "'none'", "img-src": "data:", "frame-src": "blob:", "connect-src": "'none'", "base-uri": "'none'",
        "form-action": "'none'",
    }  # fmt: skip


def test_the_file_leads_nowhere_by_itself(chile: str) -> None:
    text = bare(chile)
    markup = re.sub(r"<(script|style)>.*?</\1>", "", text, flags=re.S)
    assert re.findall(r"\b(?:src|srcset|poster|action|data)=\S+", markup) == []
    assert re.findall(r"\bhref=\S+", markup) == ['href="data:,">']
    assert not re.search(r"url\(|@import", bundle.style())
    assert addresses(markup) == set()
    assert addresses(bundle.script()) == set()
    assert addresses(document().html) <= NOTES["map.html"] | NAMES


def test_nothing_in_the_data_acts(catalog: Catalog) -> None:
    places = catalog.places.copy()
    places.isetitem(
        places.columns.get_loc("name"),
        [EVIL if key == "iquique" else name for key, name in places["name"].items()],
    )
    file = made(replace(catalog, places=places), ViewFilter(countries=("CL",)), ("en",))
    said = EVIL.removesuffix("\u202e")
    assert said in json.loads(part(file, "data"))["languages"]["en"]["pool"]
    assert said in unescape(bare(file))
    calm = made(catalog, ViewFilter(countries=("CL",)), ("en",))
    for mark in ("<script", "</script", "<img", "<noscript", "</noscript", "<iframe"):
        assert bare(file).count(mark) == bare(calm).count(mark)
    assert "\u202e" not in file
    assert "49" not in re.findall(r"\S*\{\{7\*7\}\}", unescape(bare(file)))[0]


def test_the_digest_is_that_of_the_data(chile: str, data: Any, tmp_path: Path) -> None:
    wanted = re.findall(r'<meta name="data-sha256" content="([0-9a-f]{64})">', chile)
    assert wanted == [hashlib.sha256(part(chile, "data")).hexdigest()]
    assert data["check"] == CHECK
    (tmp_path / "atlas.html").write_text(chile, "utf-8")
    said = subprocess.run(["sh", "-c", CHECK], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout.split() == [*wanted, "-"]


def test_without_scripts_the_rows_stand_in_words(catalog: Catalog, chile: str) -> None:
    words = unescape(re.findall(r"<noscript>(.*?)</noscript>", chile, flags=re.S)[0])
    shown = CHILE.apply(catalog)
    assert CHILE.describe(catalog, "es") in words
    for kind, table in (("leg", shown.legs), ("event", shown.events)):
        for key in table.index:
            assert titles(catalog, kind, "es")[key] in words


def test_the_whole_atlas_in_all_languages_stays_small(catalog: Catalog) -> None:
    for languages in (("en",), LANGUAGES):
        size = len(made(catalog, ViewFilter(), languages).encode())
        assert size <= LIMIT_BYTES[len(languages)]
        assert abs(weigh(catalog, len(languages)) - size) < 0.1 * size


def test_languages_say_the_same_of_the_same_rows(catalog: Catalog) -> None:
    held = json.loads(part(made(catalog, ViewFilter(countries=("PE",)), ("pt", "en", "es")), "data"))
    assert list(held["languages"]) == ["pt", "en", "es"]
    first, *others = held["languages"].values()
    for other in others:
        assert list(other["cards"]) == list(first["cards"])
        assert len(other["sources"]) == len(held["sources"])
        assert other["facets"]["headings"] != first["facets"]["headings"]


def test_a_card_that_names_records_elsewhere_counts_them(catalog: Catalog, data: Any) -> None:
    es = data["languages"]["es"]
    counted = [text for text in es["pool"] if re.search(r"\d+ más no están? en este archivo", text)]
    assert counted


def test_a_pool_keeps_a_text_once() -> None:
    pool = Pool()
    assert pool.put({"a": ["x", "y", 3, True, None], "b": "x"}) == {"a": [0, 1, -4, True, None], "b": 0}
    assert pool.texts == ["x", "y"]
    for bad in (1.5, -1):
        with pytest.raises(TypeError):
            pool.put(bad)


def test_the_scripts_are_whole() -> None:
    text = bundle.script()
    assert not re.search(r"^\s*(?:import|export)\b(?!\()", text, flags=re.M)
    assert "</script" not in text
    assert "<!--" not in text
    for match in re.finditer(r"^const \{ ([\w, ]+) \} = modules\.(\w+);$", text, flags=re.M):
        exported = re.findall(rf"^modules\.{match[2]} = .*?^return \{{ (.*?) \}};$", text, flags=re.M | re.S)[
            0
        ]
        assert set(match[1].split(", ")) <= set(exported.split(", "))


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (("csv", "", "en", False, Opening(("en",))), "opens no map"),
        (("html", "", "en", False, Opening(("en",), "99_0_0")), "no part of the map"),
        (("html", "legs"), "cannot hold the table"),
        (("html", "", "en", True), "no place for HXL"),
    ],
)
def test_what_cannot_be_written_is_refused(order: tuple[Any, ...], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Order(*order[:4], **({"opening": order[4]} if len(order) > 4 else {}))
