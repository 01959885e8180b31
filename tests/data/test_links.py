"""Links that were once given away open for ever what they opened on that day.

tests/golden/links.json is only ever added to. `opens` is what a link says, field by field, where it is not the default;
`shows` and `hides` are some records that its view has and lacks. Where a correction of the data changes that, the record is put
into `moved` with the reason; a withdrawn one needs none.
"""

import json
from dataclasses import fields
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from layers import release
from layers.catalog import Catalog
from layers.export.command import read_view
from layers.notices import Notice
from layers.permalink import PAGES, Permalink, read
from tests.conftest import ROOT

CORPUS = json.loads((ROOT / "tests" / "golden" / "links.json").read_text("utf-8"))
RELEASES = release.ids(ROOT / "data")


def opened(address: str, catalog: Catalog) -> tuple[Permalink, tuple[Notice, ...]]:
    parts = urlsplit(address)
    return read(parts.path.strip("/"), parse_qs(parts.query), catalog, RELEASES)


def said(found: Any, empty: Any) -> dict[str, Any]:
    """Return the fields that are not the default, as the corpus writes them."""
    made: dict[str, Any] = {}
    for name in (each.name for each in fields(found)):
        value, default = getattr(found, name), getattr(empty, name)
        if value == default:
            continue
        if name in ("view", "plot", "desk"):
            made[name] = said(value, default)
        elif isinstance(value, tuple):
            made[name] = list(value)
        else:
            made[name] = value if isinstance(value, bool) else str(value)
    return made


@pytest.mark.parametrize("kept", CORPUS["links"], ids=lambda kept: kept["link"])
def test_a_link_opens_what_it_opened(kept: dict[str, Any], catalog: Catalog) -> None:
    found, notices = opened(kept["link"], catalog)
    gone = set(catalog.withdrawn.index)
    assert {notice.code for notice in notices} <= ({"withdrawn"} if gone else set())
    assert said(found, Permalink()) == kept["opens"]
    moved = {(each["link"], each["id"]) for each in CORPUS["moved"]}
    shown = found.view.apply(catalog)
    for table, ids in kept.get("shows", {}).items():
        wanted = {key for key in ids if key not in gone and (kept["link"], key) not in moved}
        assert wanted <= set(getattr(shown, table).index)
    for table, ids in kept.get("hides", {}).items():
        unwanted = {key for key in ids if (kept["link"], key) not in moved}
        assert not unwanted & set(getattr(shown, table).index)


def test_the_corpus_holds_every_page_and_every_key() -> None:
    queries = [parse_qs(urlsplit(kept["link"]).query) for kept in CORPUS["links"]]
    held = {key for query in queries for key in query}
    empty = Permalink()
    assert {kept["opens"].get("page", empty.page) for kept in CORPUS["links"]} == set(PAGES)
    for name, choices in (("view", empty.view), ("plot", empty.plot), ("desk", empty.desk)):
        told = {field for kept in CORPUS["links"] for field in kept["opens"].get(name, ())}
        assert told == {each.name for each in fields(choices)}, name
    own = {each.name for each in fields(empty)} - {"page", "view", "plot", "desk"}
    assert own <= {name for kept in CORPUS["links"] for name in kept["opens"]}
    assert {"embed", "embed_options"} <= held
    assert len(queries) == len({kept["link"] for kept in CORPUS["links"]}) >= 40


def test_a_file_can_be_asked_for_by_a_link_of_the_map(catalog: Catalog) -> None:
    asked = "/?country=CL&map=6_-20.100_-69.300&lang=es&rel=2026-11-26&v=1"
    assert read_view(catalog, asked) == opened(asked, catalog)[0].view
