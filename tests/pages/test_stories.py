"""Stories as a visitor reaches them: the shelf, a link to a step, a link that cannot be taken as it is."""

import pytest

from layers.language import LANGUAGES
from pages.shared import store
from tests.pages.atlas import component, components, filters, first_run, go, query, sent, sheet, warnings


def cards(app: object) -> list[dict[str, str]]:
    return next(block["items"] for block in sheet(app) if block["kind"] == "cards")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shelf_has_a_card_per_story(lang: str) -> None:
    app = first_run("stories.py", lang=lang)
    assert [card["text"] for card in cards(app)] == [told[lang].title for told in store.stories().values()]
    assert cards(app)[0]["to"] == "stories?story=introduction&step=1"
    assert cards(app)[0]["more"]["file"] == f"stories/introduction.pdf?lang={lang}"
    assert not components(app, "telling")
    assert component(app, "ownstory")["open"]
    assert not component(app, "ownstory")["addable"]


def test_a_link_to_a_step_shows_its_view_with_the_bar() -> None:
    app = first_run(corridor="cucuta", story="cucuta", step="2", lang="es")
    bar = component(app, "telling")
    step = store.stories()["cucuta"]["es"].step(2)
    assert (bar["heading"], bar["step"], bar["steps"]) == (step.heading, 2, 5)
    assert bar["strayed"]  # the link leaves out what is selected in the step
    assert filters(app) == {"corridor": ["cucuta"]}
    assert bar["address"].endswith("&story=cucuta&step=2&lang=es")
    assert bar["code"]["size"] > 0
    go(app, corridor="cucuta", selected="leg.leg-san-antonio-tachira-la-parada", story="cucuta", step="2")
    assert not component(app, "telling")["strayed"]
    assert sent(app)["card"]["key"] == "leg.leg-san-antonio-tachira-la-parada"
    assert query(app)["story"] == ["cucuta"]


def test_a_link_to_the_story_alone_turns_to_the_page_of_the_step() -> None:
    app = first_run("stories.py", story="how-we-know", step="4")
    assert component(app, "telling")["heading"] == "A dispute, side by side"
    assert sent(app)["card"]["key"] == "dispute.disp-us-presence"
    assert query(app)["selected"] == ["dispute.disp-us-presence"]


def test_a_story_that_was_put_aside_leaves_the_view_alone() -> None:
    app = first_run("timeline.py", country="CL", story="cucuta", step="2", aside="1")
    assert component(app, "telling")["aside"]
    assert filters(app) == {"country": ["CL"]}
    assert query(app)["aside"] == ["1"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"story": "moon"}, "The link asks for the story “moon”, which this atlas does not have."),
        ({"story": "{{7*7}}"}, "The link asks for the story “{{7*7}}”, which this atlas does not have."),
        (
            {"story": "mine", "step": "3"},
            "A story that a visitor makes lives only in the tab it was made in.",
        ),
    ],
)
def test_a_link_to_no_story_is_told(asked: dict[str, str], said: str) -> None:
    app = first_run(country="CL", **asked)
    assert said in warnings(app)
    assert not components(app, "telling")
    assert filters(app) == {"country": ["CL"]}
    assert "story" not in query(app)


@pytest.mark.parametrize(("step", "near"), [("0", 1), ("99", 5), ("x", 1), ("-1", 1), ("9" * 40, 1)])
def test_a_step_that_the_story_lacks_gives_the_nearest(step: str, near: int) -> None:
    app = first_run(story="cucuta", step=step)
    assert component(app, "telling")["step"] == near
    assert "under “step”" in warnings(app)


def test_the_shelf_tells_of_a_step_that_the_story_lacks() -> None:
    app = first_run("stories.py", story="cucuta", step="99")
    assert component(app, "telling")["step"] == 5
    assert "under “step”" in warnings(app)


def test_a_step_without_a_number_is_the_first() -> None:
    app = first_run(story="cucuta")
    assert component(app, "telling")["step"] == 1
    assert not warnings(app)


def test_a_link_with_no_view_of_its_own_shows_the_step_and_one_with_a_view_keeps_it() -> None:
    app = first_run(story="cucuta", step="2", lang="pt")
    assert filters(app) == {"corridor": ["cucuta"]}
    assert sent(app)["card"]["key"] == "leg.leg-san-antonio-tachira-la-parada"
    assert not component(app, "telling")["strayed"]
    # A link that the share panel made says what version it is of: then nothing chosen is a view as well.
    for given in ({"country": "CL"}, {"v": "1"}, {"map": "5_4_-70"}, {"shade": "events"}):
        app = first_run(story="cucuta", step="2", **given)
        assert component(app, "telling")["strayed"]


def test_a_link_to_a_step_looks_where_the_step_looks() -> None:
    shown = {"corridor": "cucuta", "selected": "leg.leg-san-antonio-tachira-la-parada"}
    assert sent(first_run(**shown, story="cucuta", step="2"))["look"]["fit"] == "shown"
    assert sent(first_run(**shown, story="cucuta", step="2", map="5_4_-70"))["look"] is None
    assert sent(first_run(**shown, story="cucuta", step="1"))["look"] is None
