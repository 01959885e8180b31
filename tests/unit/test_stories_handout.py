"""A story on paper: what the template is told, the file over HTTP and from a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette

from layers import press
from layers.__main__ import main
from layers.catalog import Catalog
from layers.stories import shelf
from layers.stories.drafting import drafted, to_markdown
from layers.stories.handout import compose, edition, handout
from pages.api import endpoint
from pages.api.routes import ROUTES
from pages.api.throttle import Throttle
from tests.asgi import ask
from tests.conftest import ROOT

APP = Starlette(routes=list(ROUTES))
DAY = "2026-11-26"
SHELF = shelf.read(ROOT / "stories")[0]


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test is a new visitor."""
    monkeypatch.setattr(endpoint, "THROTTLE", Throttle())


def test_a_handout_tells_each_step_with_its_sources(catalog: Catalog) -> None:
    story = SHELF["cucuta"]["es"]
    made = edition(catalog, "es", DAY, (DAY, False), "https://atlas.invalid/", "a4")
    told, pictures = compose(catalog, story, made)
    assert (told["title"], told["lang"], told["summary"]) == (story.title, "es", story.summary)
    assert [(s["n"], s["heading"]) for s in told["steps"]] == list(
        enumerate((s.heading for s in story.steps), 1)
    )
    gateway, leg, dispute, _context, timeline = told["steps"]
    assert gateway["link"] == "https://atlas.invalid/?corridor=cucuta&lang=es"
    assert timeline["map"] is None
    assert timeline["link"] == "https://atlas.invalid/timeline?corridor=cucuta&lang=es"
    listed = catalog.legs.at["leg-san-antonio-tachira-la-parada", "sources"]
    assert len(leg["refs"]) == len(listed)
    assert [part["question"] for part in dispute["disputes"]] == ["¿Cuándo llegó el grupo a La Parada?"]
    assert {source["n"] for source in told["sources"]["items"]} >= set(leg["refs"])
    assert {f"link{n}.svg" for n in range(1, 6)} | {f"map{n}.svg" for n in range(1, 5)} == set(pictures)


def test_a_handout_is_the_same_paper_twice_and_takes_hostile_text(catalog: Catalog) -> None:
    hostile = ["#import", "<b>&amp;</b>", '"); panic("', "\u202e{{7*7}} $x$ *_`", "漢字"]
    steps = [{"heading": h, "address": "/?country=CL", "caption": f"{h}\n\n- {h}"} for h in hostile[:2]]
    steps += [{"heading": h, "address": "/method", "caption": h} for h in hostile[2:]]
    steps.append({"heading": "Gone", "address": "/?selected=leg.leg-gone&evidence=x", "caption": ""})
    mine = drafted({"title": hostile[2], "summary": hostile[1], "steps": steps}, "pt")
    made = edition(catalog, "pt", DAY, ("", False), "", "us-letter")
    told, pictures = compose(catalog, mine, made)
    assert [step["code"] for step in told["steps"]] == [None] * 6
    assert "leg.leg-gone" in told["steps"][-1]["notices"][0] + told["steps"][-1]["notices"][1]
    assert set(pictures) == {"map1.svg", "map2.svg", "map6.svg"}
    once = handout(catalog, mine, made)
    assert once.startswith(b"%PDF-")
    assert once == press.press("handout", told, pictures, DAY)


def test_the_file_over_http() -> None:
    found = ask(APP, "/stories/roraima.pdf?lang=pt&paper=us-letter")
    assert (found.status, found.headers["content-type"]) == (200, "application/pdf")
    wanted = 'attachment; filename="corridor-atlas-story-roraima-pt.pdf"'
    assert found.headers["content-disposition"] == wanted
    assert found.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/stories/moon.pdf", 404, "There is no story “moon”. Stories: introduction,"),
        ("/stories/mine.pdf", 404, "There is no story “mine”."),
        ("/stories/cucuta.pdf?paper=a3", 400, "“a3” is not a value of “paper”."),
        ("/stories/cucuta.pdf?lang=fr", 400, "“fr” is not a value of “lang”."),
        ("/stories/cucuta.pdf?country=CL", 400, "A story shows its own views: leave the filters out."),
        ("/stories/cucuta.pdf?colour=red", 400, "colour"),
    ],
)
def test_what_is_refused(address: str, status: int, said: str) -> None:
    found = ask(APP, address)
    assert found.status == status
    assert said in found.json["detail"]


def test_the_file_from_a_terminal(
    tmp_path: Path, catalog: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = [{"heading": "One", "address": "/method", "caption": "Words."}]
    own = tmp_path / "own.md"
    own.write_text(to_markdown(drafted({"title": "T", "steps": steps}, "en"), "", ""), "utf-8")
    out = tmp_path / "own.pdf"
    assert main(["story", str(own), "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    own.write_text("# T\n\n## No link\n", "utf-8")
    out.unlink()
    assert main(["story", str(own), "--out", str(out)]) == 1
    assert main(["story", "moon", "--out", str(out)]) == 1
    assert not out.exists()
    said = capsys.readouterr().out
    assert "own.md:3: the heading of a step is a link to a view, and nothing else." in said
    assert "there is no story 'moon'" in said
