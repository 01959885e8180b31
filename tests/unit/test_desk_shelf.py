"""The sources of a view: counted again by plain loops over the raw files."""

import json
from collections import defaultdict
from typing import Any

import pytest

from layers.catalog import Catalog
from layers.choices import KINDS
from layers.desk.library import Record, citing, library_of, named
from layers.desk.question import FACETS, KEYS, SECTIONS, Desk
from layers.desk.shelf import FIRST, blocks, chosen, counts, shelf, why
from layers.evidence import RELIABILITY_RULES, Library
from layers.filters import ViewFilter
from layers.load import read
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def raw() -> Any:
    return read(ROOT / "data")[0]


def supported(raw: Any) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for table in ("corridors", "legs", "places", "events", "actors", "relations", "series", "observations"):
        for record in raw[table]:
            for source in record["sources"]:
                found[source].add((table, record["id"]))
    for dispute in raw.disputes:
        for source in dispute["sources"]:
            found[source].add(("disputes", dispute["id"]))
        for position in dispute["positions"]:
            for source in position["sources"]:
                found[source].add(("disputes", dispute["id"]))
    return found


def test_every_source_with_what_rests_on_it(catalog: Catalog, raw: Any) -> None:
    wanted = supported(raw)
    found = shelf(catalog, catalog)
    assert {each.id for each in found} == set(wanted)
    for each in found:
        assert {tuple(record) for record in each.records} == wanted[each.id]
        assert len(each.records) == len(set(each.records))
    assert [len(each.records) for each in found] == sorted((len(r) for r in wanted.values()), reverse=True)


def test_letters_are_those_of_the_rule_over_the_raw_records(catalog: Catalog, raw: Any) -> None:
    library = Library(raw)
    for each in shelf(catalog, catalog):
        assert each.letter == library.reliability(each.id)
        assert each.origin == library.origin(each.id)
    assert {each.letter for each in shelf(catalog, catalog)} >= {"A", "B", "C", "D"}
    assert library_of(catalog).kinds == library.kinds


def test_a_letter_that_its_record_moved_says_so(catalog: Catalog) -> None:
    letters = {code: letter for code, (letter, _words) in RELIABILITY_RULES.items()}
    moved = [each for each in shelf(catalog, catalog) if each.letter != letters[each.rule]]
    assert moved
    assert moved == [each for each in shelf(catalog, catalog) if each.step]
    for each in moved:
        assert ord(letters[each.rule]) - ord(each.letter) == each.step
        assert ("One step up" in why(each, "en")) == (each.step == 1)
        assert ("One step down" in why(each, "en")) == (each.step == -1)


def test_addresses_that_may_not_be_shown_are_nowhere(catalog: Catalog) -> None:
    sources = json.loads((ROOT / "data" / "sources.json").read_text(encoding="utf-8"))
    hidden = {source["id"]: source["url"] for source in sources if not source["url_display"]}
    assert hidden
    sent = json.dumps(blocks(catalog, catalog, Desk("sources"), "en", 2000), ensure_ascii=False)
    assert not [url for url in hidden.values() if url and url in sent]
    withheld = {each.id for each in shelf(catalog, catalog) if each.withheld}
    assert withheld == set(hidden) & {each.id for each in shelf(catalog, catalog)}
    assert sent.count("address withheld") == len(withheld)


def test_a_filtered_desk_has_the_filtered_records_only(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("CL",), since="2022").apply(catalog)
    found = shelf(catalog, shown)
    assert {each.id for each in found} == set(shown.sources.index) < set(catalog.sources.index)
    for each in found:
        for record in each.records:
            assert record.id in getattr(shown, record.table).index


@pytest.mark.parametrize("facet", FACETS)
def test_the_counts_are_what_a_choice_leaves(catalog: Catalog, facet: str) -> None:
    sources = shelf(catalog, catalog)
    desk = Desk("sources", text="el", language=("es",) if facet != "language" else ())
    left = counts(sources, desk, facet)
    assert left
    for value, n in left.most_common(5):
        picked = Desk(**{**desk.__dict__, facet: (value,)})
        assert len(list(chosen(sources, picked))) == n


def test_the_search_asks_for_every_word_without_accents(catalog: Catalog) -> None:
    sources = shelf(catalog, catalog)
    for each in chosen(sources, Desk("sources", text="FISCALIA peru")):
        told = f"{each.title} {each.publisher} {each.origin}".casefold()
        assert "fiscal" in told
        assert "per" in told
    assert not list(chosen(sources, Desk("sources", text="nosuchword")))


def test_first_rows_then_more(catalog: Catalog) -> None:
    made = blocks(catalog, catalog, Desk("sources"), "en", FIRST)
    listed = next(block for block in made if block["kind"] == "sources")["items"]
    assert len(listed) == FIRST
    assert made[-1] == {
        "kind": "more",
        "text": f"{FIRST} of {len(shelf(catalog, catalog))} rows",
        "button": "Show more rows",
        "upto": 2 * FIRST,
    }
    assert len(json.dumps(made)) < 120_000
    few = blocks(catalog, catalog, Desk("sources", text="nosuchword"), "es", FIRST)
    assert few[-1]["text"] == "Ninguna fuente coincide. Quite alguna opción."


def test_the_figures_of_a_series_are_one_line(catalog: Catalog) -> None:
    source = next(
        each for each in shelf(catalog, catalog) if sum(r.table == "observations" for r in each.records) > 5
    )
    made = blocks(catalog, catalog, Desk("sources", origin=(source.origin,)), "en", 2000)
    item = next(
        i for block in made if block["kind"] == "sources" for i in block["items"] if i["id"] == source.id
    )
    figures = [r for r in item["records"] if r["sub"].startswith("Official figure (")]
    series = {catalog.observations.at[r.id, "series"] for r in source.records if r.table == "observations"}
    assert 0 < len(figures) <= len(series)


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_every_record_that_cites_has_a_name(catalog: Catalog, lang: str) -> None:
    for record in {each for records in citing(catalog).values() for each in records}:
        word = named(catalog, record, lang)
        assert word["text"]
        assert word["sub"]
        assert word.get("key", "leg.").partition(".")[0] in KINDS


def test_a_link_is_read_and_written(catalog: Catalog) -> None:
    given = {"desk": ["Sources"], "source_kind": "NEWS", "source_year": ["2024"], "source_q": [" tren "]}
    desk, notices = Desk.from_query(given, catalog)
    assert not notices
    assert desk == Desk("sources", text="tren", kind=("news",), year=("2024",))
    assert Desk.from_query(desk.to_query(), catalog) == (desk, ())
    assert Desk.from_query({}, catalog) == (Desk(), ())
    assert Desk().to_query() == {}
    assert Desk("gaps", text="tren").to_query() == {"desk": ["gaps"]}


@pytest.mark.parametrize("name", [name for name in KEYS if name != "text"])
@pytest.mark.parametrize("value", ["nothing", "{{7*7}}", "<b>", "x" * 10_000])
def test_what_is_not_known_is_left_out_and_told(catalog: Catalog, name: str, value: str) -> None:
    desk, notices = Desk.from_query({KEYS[name]: [value]}, catalog)
    assert desk == Desk()
    assert [notice.code for notice in notices] == ["unknown-value"]
    assert KEYS[name] in notices[0].text("en")


def test_every_section_is_known_by_its_name(catalog: Catalog) -> None:
    for name in SECTIONS:
        assert Desk.from_query({"desk": [name]}, catalog) == (Desk(name), ())


def test_a_record_says_where_it_stands(catalog: Catalog) -> None:
    relation = catalog.relations.iloc[0]
    word = named(catalog, Record("relations", str(relation.name)), "en")
    assert word["key"] == f"actor.{relation['from']}"
