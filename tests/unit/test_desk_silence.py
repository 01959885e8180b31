"""Who looked where, counted again by plain loops over the raw records."""

from collections import defaultdict
from typing import Any

import pytest

from layers.catalog import Catalog
from layers.desk.silence import blocks, by_year, horizon, looked, runs, said
from layers.filters import ViewFilter
from layers.load import read
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def raw() -> Any:
    return read(ROOT / "data")[0]


def test_every_place_with_its_sources(catalog: Catalog, raw: Any) -> None:
    cited: dict[str, set[str]] = defaultdict(set)
    for place in raw.places:
        cited[place["id"]] |= set(place["sources"])
    for leg in raw.legs:
        for end in ("from", "to"):
            cited[leg[end]] |= set(leg["sources"])
    for event in raw.events:
        if event["place"]:
            cited[event["place"]] |= set(event["sources"])
    published = {source["id"]: source["published"] for source in raw.sources}
    last = max(int(date[:4]) for date in published.values() if date)
    assert horizon(catalog, catalog) == last
    found = looked(catalog, catalog)
    assert {each.place: each.found.reports for each in found} == {k: len(v) for k, v in cited.items()}
    for each in found:
        years = {int(published[s][:4]) for s in cited[each.place] if published[s]}
        assert {year for year, _n in each.found.years} == years
        span = set(range(min(years), last + 1)) if years else set()
        assert set(each.silent) == span - years
        assert sum(n for _origin, n in each.origins) == len(cited[each.place])


def test_the_matrix_leaves_blank_what_nobody_reported(catalog: Catalog, raw: Any) -> None:
    chart = by_year(catalog, catalog, "en")
    chile = next(row for row in chart.rows if row[0] == "Chile")
    cited = {
        s
        for name in ("legs", "events")
        for key, r in getattr(catalog, name).iterrows()
        if "CL" in r["countries"]
        for s in r["sources"]
    }
    cited |= {s for place in raw.places if place["country"] == "CL" for s in place["sources"]}
    published = {source["id"]: source["published"] for source in raw.sources}
    for year, n in zip(chart.head[1:], chile[1:], strict=True):
        assert (n or 0) == sum((published[s] or "").startswith(year) for s in cited)
    cells = [cell for row in chart.rows for cell in row[1:]]
    assert 0 not in cells
    assert chart.sentence.startswith(f"{cells.count(None)} of {len(cells)} pairs")


def test_runs_of_years() -> None:
    assert runs([2023, 2019, 2020]) == [(2019, 2020), (2023, 2023)]
    assert said([2023, 2019, 2020]) == "2019–2020, 2023"
    assert said([]) == ""


def test_only_places_of_the_view(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("CL",), since="2022").apply(catalog)
    assert {each.place for each in looked(catalog, shown)} <= set(shown.places.index)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "nobody reported"), ("es", "nadie inform"), ("pt", "ninguém relat")]
)
def test_silence_is_worded_as_such(catalog: Catalog, lang: str, words: str) -> None:
    made = blocks(catalog, catalog, lang, 40)
    assert words in made[2]["text"].casefold()
    assert words in made[3]["items"][0]["sentence"]
    assert words in made[5]["columns"][-1].casefold()


def test_nothing_in_view_is_said(catalog: Catalog) -> None:
    shown = ViewFilter(text="nosuchword").apply(catalog)
    assert blocks(catalog, shown, "en", 40)[-1]["text"] == "No source in view speaks of a place."
