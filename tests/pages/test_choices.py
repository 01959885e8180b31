"""What a visitor chooses: filters, language, pages, records."""

from layers.catalog import Catalog
from layers.filters import ViewFilter
from tests.pages.atlas import first_run, query, read, sent, texts, warnings


def test_a_filter_changes_the_address_and_the_rows(catalog: Catalog) -> None:
    app = first_run()
    app.multiselect(key="country").set_value(["CL"]).run()
    assert query(app) == {"country": ["CL"]}
    assert len(sent(app)["scene"]["legs"]) == len(ViewFilter(countries=("CL",)).apply(catalog).legs)
    assert sent(app)["scene"]["add"] == {}, "the browser holds every row already"


def test_reset(catalog: Catalog) -> None:
    app = first_run(country="CL", crime="extortion", q="norte", **{"from": "2020"})
    app.button[0].click().run()
    assert app.button[0].label == "Reset all filters"
    assert query(app) == {}
    assert len(sent(app)["scene"]["legs"]) == len(catalog.legs)
    for key in ("country", "crime"):
        assert app.multiselect(key=key).value == []
    for key in ("q", "from"):
        assert app.text_input(key=key).value == ""


def test_the_address_wins_when_it_changes_and_no_widget_did(catalog: Catalog) -> None:
    app = first_run(country="CL", crime="extortion")
    app.query_params.clear()
    app.query_params["country"] = "CL"
    app.run()
    assert app.multiselect(key="country").value == ["CL"]
    assert app.multiselect(key="crime").value == []
    assert len(sent(app)["scene"]["legs"]) == len(ViewFilter(countries=("CL",)).apply(catalog).legs)


def test_the_language_changes_the_labels_and_keeps_the_choices() -> None:
    app = first_run(country="BR", selected="place.boa-vista")
    assert "Brazil" in app.multiselect(key="country").options
    app.button_group(key="lang").select("es").run()
    assert not app.exception
    chosen = app.multiselect(key="country")
    assert chosen.value == ["BR"]
    assert chosen.label == "País"
    assert "Brasil" in chosen.options
    assert "Brazil" not in chosen.options
    assert query(app) == {"country": ["BR"], "selected": ["place.boa-vista"], "lang": ["es"]}
    assert sent(app)["card"]["kind"] == "Lugar"
    app.button_group(key="lang").select("en").run()
    assert query(app) == {"country": ["BR"], "selected": ["place.boa-vista"]}
    assert app.multiselect(key="country").value == ["BR"]


def test_the_other_page_keeps_the_filters() -> None:
    app = first_run(country="BR", lang="pt")
    app.switch_page("method.py").run()
    assert not app.exception
    assert app.multiselect(key="country").value == ["BR"]
    assert app.multiselect(key="country").label == "País"
    assert query(app) == {"country": ["BR"], "lang": ["pt"]}
    app.switch_page("map.py").run()
    assert query(app) == {"country": ["BR"], "lang": ["pt"]}
    assert len(sent(app)["scene"]["legs"]) == 3


def test_the_box_opens_a_card(catalog: Catalog) -> None:
    app = first_run()
    assert sent(app)["card"] is None
    app.selectbox(key="selected").set_value("place.bogota").run()
    card = sent(app)["card"]
    assert (card["key"], card["title"]) == ("place.bogota", catalog.places.at["bogota", "name"])
    assert sent(app)["scene"]["selected"] == "place.bogota"
    assert query(app) == {"selected": ["place.bogota"]}
    app.selectbox(key="selected").set_value(None).run()
    assert sent(app)["card"] is None
    assert query(app) == {}


def test_the_box_tells_every_record_apart(catalog: Catalog) -> None:
    options = first_run().selectbox(key="selected").options
    assert len(options) == len(set(options))
    assert len(options) >= len(catalog.corridors) + len(catalog.legs) + len(catalog.places)


def test_a_selected_event_is_shown_whatever_the_box_lists(catalog: Catalog) -> None:
    event = catalog.events.index[0]
    app = first_run(selected=f"event.{event}")
    assert sent(app)["card"]["key"] == f"event.{event}"
    assert query(app) == {"selected": [f"event.{event}"]}


def test_a_record_outside_the_filter_is_closed_with_a_note(catalog: Catalog) -> None:
    app = first_run(selected="place.boa-vista")
    app.multiselect(key="country").set_value(["CL"]).run()
    assert not app.exception
    assert sent(app)["card"] is None
    name = catalog.places.at["boa-vista", "name"]
    assert f"{name} is outside the present filters and was closed." in texts(app)
    assert query(app) == {"country": ["CL"]}
    app.run()
    assert "was closed" not in texts(app), "it is said once"


def test_an_empty_result_names_what_to_drop_and_drops_it(catalog: Catalog) -> None:
    app = first_run(country="CL", q="nosuchwordanywhere")
    assert "Nobody reported anything that fits all these filters." in texts(app)
    assert len(app.dataframe[0].value) == 0
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
    assert app.text_input(key="q").value == ""
    assert len(app.dataframe[0].value) == len(left.legs)
    assert "Nobody reported" not in texts(app)


def test_a_date_that_is_none_is_told_where_it_is_typed(catalog: Catalog) -> None:
    app = first_run()
    app.text_input(key="from").set_value("last spring").run()
    assert not app.exception
    assert "“last spring” is no date" in warnings(app)
    assert len(sent(app)["scene"]["legs"]) == len(catalog.legs)
    assert app.text_input(key="from").value == "last spring", "what was typed stays to be mended"


def test_legs_without_a_date_are_counted_while_a_period_is_set(catalog: Catalog) -> None:
    view = ViewFilter(since="2020")
    app = first_run(**{"from": "2020"})
    n = view.undated(catalog)
    assert (f"{n} legs bear no date" in texts(app)) is (n > 1)
    assert n > 1
