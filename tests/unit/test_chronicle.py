"""The reading list and the rows to take away."""

import csv
import io
import json

import pytest

from layers import chronicle
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.lanes import bars, undated
from layers.language import LANGUAGES
from layers.vocabulary import GUILT_WITHHELD

CHILE = ViewFilter(countries=("CL",), since="2022", until="2023")


def table(catalog: Catalog, shown: Catalog, lang: str = "en") -> list[dict[str, str]]:
    text = chronicle.to_csv(catalog, shown, lang)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_list_holds_the_rows_of_the_view_in_time_order(catalog: Catalog) -> None:
    shown = CHILE.apply(catalog)
    rows = chronicle.rows(catalog, shown, "en")
    assert [row[0]["key"] for row in rows] == [bar.key for bar in bars(shown, "type")]
    assert [row[1]["rank"] for row in rows] == list(range(len(rows)))
    assert len(rows) == len(shown.events) + len(shown.legs)


def test_what_bears_no_date_comes_last(catalog: Catalog) -> None:
    keys = [row[0]["key"] for row in chronicle.rows(catalog, catalog, "en")]
    assert len(keys) == len(catalog.events) + len(catalog.legs)
    assert tuple(keys[-2:]) == undated(catalog)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_has_a_cell_per_heading(catalog: Catalog, lang: str) -> None:
    head = chronicle.head(lang)
    assert {len(row) for row in chronicle.rows(catalog, catalog, lang)} == {len(head)}


def test_the_download_holds_the_same_rows(catalog: Catalog) -> None:
    shown = CHILE.apply(catalog)
    rows = table(catalog, shown)
    assert [row["id"] for row in rows] == chronicle.order(shown)
    assert list(rows[0]) == list(chronicle.COLUMNS)
    for row in rows:
        kind, _sep, key = row["id"].partition(".")
        record = (shown.events if kind == "event" else shown.legs).loc[key]
        assert row["kind"] == kind
        assert row["grade"] == record["grade"]
        assert row["first_day"] == record["start"].isoformat()
        assert row["sources"].split() == list(record["sources"])
        assert bool(row["guilt"]) == (kind == "event" and key not in GUILT_WITHHELD)


def test_what_is_withheld_is_withheld_here(catalog: Catalog) -> None:
    rows = {row["id"]: row for row in table(catalog, catalog)}
    for key in GUILT_WITHHELD:
        assert rows[f"event.{key}"]["guilt"] == ""


def test_a_text_is_never_taken_for_a_formula() -> None:
    for text in ("=1+1", "+1", "-1", "@x", "\tx"):
        assert chronicle._cell(text) == f"'{text}"
    assert chronicle._cell("a=1") == "a=1"
    assert chronicle._cell(None) == chronicle._cell(float("nan")) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_must_be_known_about_the_rows(catalog: Catalog, lang: str) -> None:
    shown = CHILE.apply(catalog)
    known = chronicle.metadata(catalog, shown, CHILE, lang, "2026-01-01", "2026-02-03")
    json.dumps(known, allow_nan=False)
    assert known["filters"] == CHILE.describe(catalog, lang)
    assert known["query"] == CHILE.to_query()
    assert (known["release"], known["downloaded"]) == ("2026-01-01", "2026-02-03")
    assert known["rows"] == len(table(catalog, shown, lang))
    assert [column["name"] for column in known["columns"]] == list(chronicle.COLUMNS)
    assert known["licence"]["name"] == "CC-BY-4.0"
