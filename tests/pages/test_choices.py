"""What a visitor chooses: filters, language, pages, records."""

from dataclasses import replace

import pytest

from layers import facets, shading
from layers.catalog import Catalog
from layers.choices import KEYS, Selection
from layers.filters import DIMENSIONS, ViewFilter, count_flows, counts
from layers.flow import Flow
from pages.shared import link
from tests.pages.atlas import component, drawn, filters, first_run, go, query, read, rows, sent, sheets, texts


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session of its own, for what a component's event does before the page runs."""
    state: dict[str, object] = {"_view": ViewFilter(selected=Selection("place", "bogota")), "_typed": {}}
    monkeypatch.setattr(link.st, "session_state", state)
    return state


def test_what_the_panel_sends_becomes_the_view(state: dict[str, object]) -> None:
    link.choose_filters(
        "country=CL&country=PE&crime=extortion&evidence=corroborated&named=1&from=2021&q=norte"
    )
    assert link.current() == ViewFilter(
        countries=("CL", "PE"),
        crimes=("extortion",),
        evidence="corroborated",
        named=True,
        since="2021",
        text="norte",
        selected=Selection("place", "bogota"),
    )
    assert state["_touched"]


@pytest.mark.parametrize("sent_text", [None, "", "%%%", "x=1", "country=%00&from={{7*7}}", "a" * 100_000, 7])
def test_whatever_the_panel_sends_does_no_harm(state: dict[str, object], sent_text: object) -> None:
    link.choose_filters(sent_text)
    assert link.current().without("selected").is_empty


def test_a_date_that_cannot_be_read_stays_to_be_mended(state: dict[str, object]) -> None:
    link.choose_filters("from=last+spring&country=CL")
    assert link.current().countries == ("CL",)
    assert link.current().since is None
    assert link.typed() == {"from": "last spring"}
    (notice,) = link.date_notices()
    assert "“last spring” is no date" in notice.text("en")


def test_a_find_outside_the_filters_puts_them_aside(state: dict[str, object]) -> None:
    state["_view"] = ViewFilter(countries=("CL",))
    link.find("place.boa-vista")
    assert link.current() == ViewFilter(selected=Selection("place", "boa-vista"))
    assert link.widened()
    assert not link.widened(), "it is said once"
    state["_view"] = ViewFilter(countries=("CL",))
    link.find("place.iquique")
    assert link.current() == ViewFilter(countries=("CL",), selected=Selection("place", "iquique"))
    assert not link.widened()
    link.find("place.nowhere")
    assert link.current() == ViewFilter(countries=("CL",))


def test_the_window_of_the_player_is_written_as_short_as_it_can_be(state: dict[str, object]) -> None:
    link.move("2021-01-01", "2021-12-31")
    assert (link.current().since, link.current().until) == ("2021", "2021")
    link.move("2021-03-01", "2021-05-17")
    assert (link.current().since, link.current().until) == ("2021-03", "2021-05-17")
    for bad in (("x", "2021-01-01"), ("2022-01-01", "2021-01-01")):
        link.move(*bad)
        assert (link.current().since, link.current().until) == ("2021-03", "2021-05-17")
    link.move("", "")
    assert (link.current().since, link.current().until) == (None, None)


def test_the_panel_shows_what_is_chosen_and_what_each_value_would_leave(catalog: Catalog) -> None:
    app = first_run(country="CL", crime="extortion", selected="place.iquique")
    assert filters(app) == {"country": ["CL"], "crime": ["extortion"]}
    view = ViewFilter(countries=("CL",), crimes=("extortion",))
    for name in DIMENSIONS:
        left = counts(catalog, view, name)
        codes = [code for code, _text in facets.labels(catalog, "en")[name]]
        assert component(app, "facets")["counts"][name] == [list(left[code]) for code in codes]
        assert set(codes) == set(left)


def test_the_panel_offers_directions_and_counts_them(catalog: Catalog) -> None:
    app = first_run(flow="into.cl", crime="extortion")
    assert filters(app) == {"flow": ["into.CL"], "crime": ["extortion"]}
    view = ViewFilter(crimes=("extortion",), flow=Flow("into", "CL"))
    assert component(app, "facets")["flows"] == {k: list(v) for k, v in count_flows(catalog, view).items()}
    assert "legs only that end in Chile and start elsewhere" in texts(app)
    known = facets.areas(catalog, "es")
    assert ("US", "Estados Unidos") in known["flow_countries"]
    assert {code for code, _name in known["flow_places"]} == set(catalog.places.index)
    assert component(first_run(), "facets")["flows"] == {}


def test_the_map_is_shaded_and_the_figures_stand_below(catalog: Catalog) -> None:
    app = first_run(shade="events", country="CL")
    assert component(app, "facets")["shade"] == "events"
    assert filters(app) == {"country": ["CL"]}, "it is no filter"
    assert "shade=events" in sent(app)["query"]
    assert query(app) == {"shade": ["events"], "country": ["CL"]}
    view = ViewFilter(countries=("CL",))
    shown = [block for block in sheets(app) if block == shading.blocks(catalog, view, "events", "en")]
    assert len(shown) == 1
    app = go(app, country="CL")
    assert component(app, "facets")["shade"] == ""
    assert len(sheets(app)) == 1, "nothing of it is left"


def test_the_panel_chooses_what_the_map_is_shaded_by(state: dict[str, object]) -> None:
    link.choose_filters("country=CL&shade=ven_hosted_unhcr")
    assert link.shade() == "ven_hosted_unhcr"
    assert "shade=ven_hosted_unhcr" in link.query(link.current(), "en", link.shaded())
    link.choose_filters("country=CL&shade=cl_irregular_entries_founding_article")
    assert link.shade() == ""


def test_the_address_wins_when_it_changes_and_no_choice_did(catalog: Catalog) -> None:
    app = go(first_run(country="CL", crime="extortion"), country="CL")
    assert filters(app) == {"country": ["CL"]}
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    assert len(drawn(app, catalog)["legs"]) == len(shown.legs)


def test_the_language_changes_the_words_and_keeps_the_choices() -> None:
    app = first_run(country="BR", selected="place.boa-vista")
    app.button_group(key="lang").select("es").run()
    assert not app.exception
    assert filters(app) == {"country": ["BR"]}
    assert component(app, "facets")["labels"].endswith("facets-es.json")
    assert query(app) == {"country": ["BR"], "selected": ["place.boa-vista"], "lang": ["es"]}
    assert sent(app)["card"]["kind"] == "Lugar"
    app.button_group(key="lang").select("en").run()
    assert query(app) == {"country": ["BR"], "selected": ["place.boa-vista"]}
    assert filters(app) == {"country": ["BR"]}


def test_the_other_page_keeps_the_filters(catalog: Catalog) -> None:
    app = first_run(country="BR", lang="pt")
    app.switch_page("method.py").run()
    assert not app.exception
    assert filters(app) == {"country": ["BR"]}
    assert query(app) == {"country": ["BR"], "lang": ["pt"]}
    app.switch_page("map.py").run()
    assert query(app) == {"country": ["BR"], "lang": ["pt"]}
    assert len(drawn(app, catalog)["legs"]) == 3


def test_a_selected_record_opens_its_card_and_stands_in_the_search(catalog: Catalog) -> None:
    app = first_run(selected="place.bogota")
    card = sent(app)["card"]
    assert (card["key"], card["title"]) == ("place.bogota", catalog.places.at["bogota", "name"])
    assert component(app, "finder")["text"] == "Place: Bogotá"
    assert drawn(app, catalog)["selected"] == "place.bogota"
    app = go(app)
    assert sent(app)["card"] is None
    assert component(app, "finder")["text"] == ""


def test_a_record_outside_the_filter_is_closed_with_a_note(catalog: Catalog) -> None:
    app = go(first_run(selected="place.boa-vista"), selected="place.boa-vista", country="CL")
    assert sent(app)["card"] is None
    name = catalog.places.at["boa-vista", "name"]
    assert f"{name} is outside the present filters and was closed." in texts(app)
    assert query(app) == {"country": ["CL"]}
    app.run()
    assert "was closed" not in texts(app), "it is said once"


def test_an_empty_result_names_what_to_drop_and_drops_it(catalog: Catalog) -> None:
    app = first_run(country="CL", q="nosuchwordanywhere")
    assert "Nobody reported anything that fits all these filters." in texts(app)
    assert rows(app) == []
    view = ViewFilter(countries=("CL",), text="nosuchwordanywhere")
    offers = [button for button in app.button if str(button.key).startswith("loosen-")]
    assert [button.key for button in offers] == [
        "loosen-" + "-".join(o.names) for o in view.loosen(catalog)[:3]
    ]
    left = ViewFilter(countries=("CL",)).apply(catalog)
    label = f"Drop “Search the words”: {len(left.legs)} legs, {len(left.places)} places, {len(left.events)} events"
    assert read(offers[0].label) == label
    offers[0].click().run()
    assert query(app) == {"country": ["CL"]}
    assert filters(app) == {"country": ["CL"]}
    assert len(rows(app)) == len(left.legs)
    assert "Nobody reported" not in texts(app)


def test_legs_without_a_date_are_counted_while_a_period_is_set(catalog: Catalog) -> None:
    view = ViewFilter(since="2020")
    app = first_run(**{"from": "2020"})
    n = view.undated(catalog)
    assert (f"{n} legs bear no date" in texts(app)) is (n > 1)
    assert n > 1


def test_every_field_of_the_view_has_a_control_or_is_the_selection() -> None:
    shown = {*DIMENSIONS, "evidence", "named", "flow", "since", "until", "text"}
    assert shown == set(KEYS) - {"selected"}
    assert {*facets.HEADINGS} >= shown - {"named", "since", "until"}
    assert replace(ViewFilter(), named=True).to_query() == {"named": ["1"]}


@pytest.mark.parametrize("page", ["", "timeline.py", "statistics.py", "profile.py", "evidence.py"])
def test_every_page_offers_to_loosen_what_leaves_nothing(page: str) -> None:
    app = first_run(page, country="CL", crime="labour_exploitation", actor="union-tepito")
    assert [button for button in app.button if str(button.key).startswith("loosen-")]
