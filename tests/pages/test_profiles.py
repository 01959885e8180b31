"""Profiles as a visitor reaches them: by link, from a card, with and without filters."""

import pytest

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import Translator
from pages.shared import link
from tests.pages.atlas import first_run, go, query, sent, sheet, texts, warnings


def titles(app: object) -> list[str]:
    return [block["text"] for block in sheet(app) if block["kind"] == "heading" and block["level"] == 2]


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_a_link_gives_the_profile_in_its_language(lang: str) -> None:
    app = first_run("profile.py", of="country.CL", lang=lang)
    assert titles(app) == [Translator(lang)("{name}: what is reported?", name="Chile")]
    assert query(app)["of"] == ["country.CL"]


def test_a_profile_keeps_to_the_filters(catalog: Catalog) -> None:
    app = first_run("profile.py", of="corridor.cucuta", crime="extortion")
    shown = ViewFilter(crimes=("extortion",)).apply(catalog)
    n = int((shown.events["corridor"] == "cucuta").sum())
    said = next(block["text"] for block in sheet(app) if block.get("mark") == "filters")
    assert said.startswith(f"1 filter is on; {n} of 9 events")
    assert query(app)["crime"] == ["extortion"]


@pytest.mark.parametrize(
    ("of", "offered"),
    [
        ("country.CL", "export/pdf?crime=extortion&of=country.CL&lang=es"),
        ("corridor.cucuta", "export/pdf?crime=extortion&of=corridor.cucuta&lang=es"),
        ("place.cucuta", None),
    ],
)
def test_a_profile_offers_its_brief_with_its_filters(of: str, offered: str | None) -> None:
    app = first_run("profile.py", of=of, crime="extortion", lang="es")
    found = [
        item["file"]
        for block in sheet(app)
        if block["kind"] == "links"
        for item in block["items"]
        if "file" in item
    ]
    assert found == ([offered] if offered else [])


def test_without_a_subject_every_profile_is_listed() -> None:
    app = first_run("profile.py")
    assert titles(app) == ["Whom or what do you want to know about?"]
    assert "of" not in query(app)


@pytest.mark.parametrize("bad", ["country.ZZ", "place.nowhere", "leg.leg-pisiga-colchane", "{{7*7}}", "."])
def test_a_link_to_nothing_gets_a_notice_and_the_index(bad: str) -> None:
    app = first_run("profile.py", of=bad)
    assert f"“{bad}” under “of”" in warnings(app)
    assert titles(app) == ["Whom or what do you want to know about?"]
    assert "of" not in query(app)


def test_the_subject_belongs_to_its_page_alone() -> None:
    app = first_run("profile.py", of="place.cucuta", country="CO")
    app.switch_page("map.py").run()
    assert not app.exception
    assert "of" not in query(app)
    assert query(app)["country"] == ["CO"]
    app.switch_page("profile.py").run()
    assert query(app)["of"] == ["place.cucuta"]
    go(app, of="actor.eln")
    assert "Ejército de Liberación Nacional" in titles(app)[0]


def test_a_card_offers_the_profile() -> None:
    app = first_run(selected="place.cucuta")
    assert sent(app)["card"]["profile"] == {"text": "Profile", "of": "place.cucuta"}
    go(app, selected="leg.leg-pisiga-colchane")
    assert sent(app)["card"]["profile"]["of"] == "corridor.pisiga-colchane"
    go(app, selected="dispute.disp-pisiga-control")
    assert "profile" not in sent(app)["card"]


def test_countries_in_the_table_lead_to_their_profiles(catalog: Catalog) -> None:
    app = first_run(rows="places", country="BO")
    block = next(each for each in sheet(app) if each["kind"] == "table")
    column = block["columns"].index("Country")
    found = [
        cell if isinstance(cell, dict) else block["words"][cell]
        for row in block["rows"]
        for cell in row[column]
    ]
    assert {"text": "Bolivia", "to": "profile?of=country.BO"} in found
    assert len(found) == len(block["rows"])


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session of its own, for what a link does before the page runs."""
    state: dict[str, object] = {"_view": ViewFilter(countries=("CL",)), "_typed": {}}
    monkeypatch.setattr(link.st, "session_state", state)
    return state


def test_following_a_link_takes_its_filters_and_its_subject(state: dict[str, object]) -> None:
    assert link.follow("profile?of=country.PE&crime=extortion&lang=es") == "profile"
    assert str(link.subject()) == "country.PE"
    assert link.current() == ViewFilter(crimes=("extortion",))
    assert link.follow("map?selected=place.cucuta&country=CO") == "map"
    assert link.current().countries == ("CO",)
    assert str(link.current().selected) == "place.cucuta"
    assert link.follow("profile") == "profile"
    assert link.subject() is None


@pytest.mark.parametrize(
    "sent_text", [None, "", "?", "nowhere?of=x", "profile?of=%00&country={{7*7}}", 7, "a" * 100_000]
)
def test_whatever_a_browser_sends_does_no_harm(state: dict[str, object], sent_text: object) -> None:
    link.follow(sent_text)
    assert link.current().is_empty
    assert link.subject() is None


def test_the_page_says_what_is_missing_where_filters_leave_nothing() -> None:
    app = first_run("profile.py", of="place.boa-vista", country="CL")
    assert "The filters leave nothing of it." in " ".join(
        block["text"] for block in sheet(app) if block["kind"] == "text"
    )
    assert "Corridor Atlas" in texts(app)
