"""Origins behind claims, counted again by plain loops over the raw records."""

import json
from collections import Counter
from typing import Any
from urllib.parse import parse_qs

import pytest

from layers.catalog import Catalog
from layers.desk.independence import ALONE, alone, blocks, said, standings
from layers.desk.question import Desk
from layers.filters import ViewFilter
from layers.load import read
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def counted() -> dict[tuple[str, str], set[str]]:
    """Return the independent origins of every claim, by loops over the raw records."""
    raw: Any = read(ROOT / "data")[0]
    sources = {source["id"]: source for source in raw.sources}
    none = {o["origin"] for o in raw.origins if o["kind"] in ("aggregator", "unknown")}
    found = {}
    for table in ("legs", "events", "relations"):
        for record in raw[table]:
            origins = set()
            for ident in record["sources"]:
                if ident in record.get("repeating", ()):
                    continue
                while sources[ident].get("relays"):
                    ident = sources[ident]["relays"]
                origins.add(sources[ident]["origin"])
            found[table, record["id"]] = origins - none
    return found


def test_every_claim_once_with_its_origins(catalog: Catalog, counted: dict[Any, set[str]]) -> None:
    found = standings(catalog, catalog)
    assert {tuple(each.record): set(each.origins) for each in found} == counted
    for each in found:
        full = [page for page in each.pages if not page.why]
        assert {page.origin for page in full} == set(each.origins)
        assert len(full) == len(each.origins)
        assert len(each.pages) == len(getattr(catalog, each.record.table).at[each.record.id, "sources"])


def test_a_statement_counts_once_however_many_carry_it(catalog: Catalog) -> None:
    found = [each for each in standings(catalog, catalog) if each.rule in ALONE]
    assert {each.rule for each in found} == set(ALONE)
    assert max(len(each.origins) for each in found) > 1
    assert {each.counted for each in found} <= {0, 1}
    several = next(each for each in found if len(each.origins) == 3)
    assert said(several, "en").endswith("3 origins counted as one")


def test_pages_that_add_none_come_first_in_the_list(catalog: Catalog) -> None:
    hollow = [len(each.pages) - each.counted for each in standings(catalog, catalog)]
    assert hollow == sorted(hollow, reverse=True)
    assert hollow[0] > 0


def test_origins_by_what_rests_on_them_alone(catalog: Catalog, counted: dict[Any, set[str]]) -> None:
    behind, sole = Counter[str](), Counter[str]()
    for origins in counted.values():
        behind.update(origins)
        if len(origins) == 1:
            sole.update(origins)
    found = alone(standings(catalog, catalog))
    assert {name: (n, whole) for name, n, whole in found} == {o: (sole[o], n) for o, n in behind.items()}
    assert found[0][1] == max(sole.values())


def test_an_origin_leads_to_its_sources(catalog: Catalog) -> None:
    rows = next(each for each in blocks(catalog, catalog, "en", 1) if each["kind"] == "table")["rows"]
    for origin, *_numbers in rows:
        page, _mark, query = origin["to"].partition("?")
        asked, notices = Desk.from_query(parse_qs(query), catalog)
        assert (page, notices) == ("evidence", ())
        assert asked == Desk(section="sources", origin=(origin["text"],))


def test_in_words(catalog: Catalog) -> None:
    each = max(standings(catalog, catalog), key=lambda s: len(s.pages))
    assert said(each, "en").startswith(f"{len(each.pages)} pages, {len(each.origins)} origin")
    assert said(each, "pt").startswith(f"{len(each.pages)} páginas, ")


def test_only_the_view(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("TT",)).apply(catalog)
    found = standings(catalog, shown)
    assert len(found) == len(shown.legs) + len(shown.events) + len(shown.relations)
    sent = json.dumps(blocks(catalog, shown, "es", 2000), ensure_ascii=False)
    outside = set(catalog.events.index) - set(shown.events.index)
    assert not [key for key in outside if f'event.{key}"' in sent]


def test_withheld_addresses_stay_withheld(catalog: Catalog) -> None:
    sources = json.loads((ROOT / "data" / "sources.json").read_text(encoding="utf-8"))
    sent = json.dumps(blocks(catalog, catalog, "en", 2000), ensure_ascii=False)
    assert not [s["id"] for s in sources if not s["url_display"] and s["url"] and s["url"] in sent]


def test_nothing_in_view_is_said(catalog: Catalog) -> None:
    shown = ViewFilter(text="nosuchword").apply(catalog)
    assert blocks(catalog, shown, "en", 40)[-1]["text"] == "No leg, event or relation is in view."
