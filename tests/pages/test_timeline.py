"""The timeline page: what it hands to its component, its list, its link."""

import pytest

from layers import chronicle
from layers.cards import title
from layers.catalog import Catalog
from layers.choices import Selection
from layers.filters import ViewFilter
from layers.lanes import LANES
from layers.language import LANGUAGES, Translator
from pages.shared import link
from tests.pages.atlas import component, first_run, go, query, rows, sheet, texts, warnings

FTO = Selection("event", "ev-2025-02-20-fto")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_is_that_of_the_view(catalog: Catalog, lang: str) -> None:
    shown = ViewFilter(countries=("TT",), since="2019").apply(catalog)
    app = first_run("timeline.py", country="TT", **{"from": "2019"}, lang=lang)
    wanted = chronicle.rows(catalog, shown, lang)
    assert [row[0]["key"] for row in rows(app)] == [row[0]["key"] for row in wanted]
    block = next(block for block in sheet(app) if block["kind"] == "table")
    assert block["columns"] == chronicle.head(lang)
    assert block["caption"] == Translator(lang)("Events and legs in time order")
    assert component(app, "timeline")["query"].startswith("country=TT&from=2019")


def test_a_long_list_is_sent_in_part(catalog: Catalog) -> None:
    app = first_run("timeline.py")
    assert len(rows(app)) == 100
    everything = len(catalog.events) + len(catalog.legs)
    assert f"100 of {everything} rows" in [block.get("text") for block in sheet(app)]


def test_the_selected_record_has_its_card_beside_the_chart(catalog: Catalog) -> None:
    app = first_run("timeline.py", selected=str(FTO))
    data = component(app, "timeline")
    assert data["selected"] == str(FTO)
    assert data["card"]["title"] == title(catalog, FTO, "en")
    assert data["map"]["card"] is None, "one card is enough"
    assert "selected" not in data["query"], "a click asks for no bars"
    assert "selected" in data["map"]["query"]


@pytest.mark.parametrize("lanes", LANES)
def test_the_link_names_the_lanes(lanes: str) -> None:
    app = first_run("timeline.py", lanes=lanes)
    assert component(app, "timeline")["lanes"] == lanes
    assert query(app) == ({} if lanes == "corridor" else {"lanes": [lanes]})
    assert not app.warning


def test_lanes_that_are_none_are_told() -> None:
    app = first_run("timeline.py", lanes="horoscope")
    assert component(app, "timeline")["lanes"] == "corridor"
    assert "“horoscope”" in warnings(app)


def test_whatever_is_sent_as_lanes_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {"_lanes": "type"}
    monkeypatch.setattr(link.st, "session_state", state)
    for sent in (None, "", 7, "{{7*7}}", ["country"], {"a": 1}):
        link.arrange(sent)
        assert state == {"_lanes": "type"}
    link.arrange("country")
    assert link.lanes() == "country"
    assert state["_touched"]


def test_lanes_stay_when_the_page_changes() -> None:
    app = first_run("timeline.py", lanes="country")
    app.switch_page("map.py").run()
    assert query(app) == {"lanes": ["country"]}
    app.switch_page("timeline.py").run()
    assert component(app, "timeline")["lanes"] == "country"
    assert component(go(app), "timeline")["lanes"] == "corridor", "a link without lanes means the first"


def test_an_empty_view_says_which_filter_to_loosen() -> None:
    app = first_run("timeline.py", country="CL", q="nosuchwordanywhere")
    assert rows(app) == []
    assert "Nobody reported anything that fits all these filters" in texts(app)
    assert any("Search the words" in button.label for button in app.button)
