"""Whatever stands in the data stays text: no template, no markup, no Markdown, no script, no request."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, expect

from layers import canonical, load
from layers.schema import schemas
from tests.browser.conftest import NewVisit
from tests.browser.server import Server, copy_of_the_app
from tests.browser.visit import Visit

EVIL = " ".join(
    (
        "{{7*7}}",
        "{% raise %}",
        "<img src=x onerror=\"window.__hacked=1;fetch('http://evil.invalid/')\">",
        "${window.__hacked=2}",
        "`window.__hacked=3`",
        "</script><script>window.__hacked=4</script>",
        "![x](http://evil.invalid/x.png)",
        "[a](javascript:window.__hacked=5)",
        ":red[x]",
        "$x$ **b** --- -> :material/home: :smile:",
        "&lt;b&gt; &amp;",
        "www.evil.invalid http://evil.invalid/",
    )
)
CORRIDOR, ENDS = "roraima", ("boa-vista", "manaus")


def named(what: str) -> str:
    """Return the hostile text with a word in front by which a test finds it."""
    return f"{what} {EVIL}"


def read(part: Locator) -> str:
    """Return what a part says, without the invisible marks that keep Markdown from reading it."""
    return re.sub("[\u200b\u2060]", "", part.text_content() or "").strip()


def change(directory: Path, file: str, how: Callable[[Any], object]) -> None:
    path = directory / file
    value = json.loads(path.read_text("utf-8"))
    how(value)
    path.write_bytes(canonical.to_json(value, schemas()[load.table_of(file)]).encode())


def in_three(record: dict[str, Any], field: str, what: str) -> None:
    for lang in ("en", "es", "pt"):
        record[f"{field}_{lang}"] = named(what)


def plant(data: Path) -> None:
    """Put the hostile text into every field that a page shows."""

    def corridor(value: Any) -> None:
        in_three(value["corridor"], "name", "Corridor")
        in_three(value["corridor"], "summary", "Summary")
        for feature in value["features"]:
            in_three(feature["properties"], "note", "Leg note")

    def places(value: Any) -> None:
        for feature in value["features"]:
            if feature["id"] in ENDS:
                feature["properties"]["name"] = named(feature["id"])
                feature["properties"]["admin1"] = named("Region")
                in_three(feature["properties"], "note", "Place note")

    def events(value: Any) -> None:
        for feature in value["features"]:
            in_three(feature["properties"], "title", "Title")
            in_three(feature["properties"], "summary", "Event")

    def actors(value: Any) -> None:
        for actor in value:
            actor["name"] = named(actor["id"])
            actor["aliases"] = [named("Alias")]

    def sources(value: Any) -> None:
        for source in value:
            source["title"], source["publisher"] = named("Source"), named("Publisher")

    def disputes(value: Any) -> None:
        for dispute in value:
            in_three(dispute, "question", "Question")
            in_three(dispute, "our_reading", "Reading")

    change(data, f"corridors/{CORRIDOR}.geojson", corridor)
    change(data, "places/br.geojson", places)
    change(data, "actors.json", actors)
    change(data, "sources.json", sources)
    change(data, "disputes.json", disputes)
    for file in sorted((data / "events").glob("*.geojson")):
        change(data, f"events/{file.name}", events)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on hostile data."""
    root = copy_of_the_app(tmp_path_factory.mktemp("hostile"))
    plant(root / "data")
    with Server(root, root / "log") as server:
        yield server


@pytest.fixture
def visit(new_visit: NewVisit, hostile: Server) -> Iterator[Visit]:
    """A visitor of the hostile app; nothing planted may have run when the test ends."""
    visit = new_visit(hostile)
    dialogs: list[str] = []
    visit.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield visit
    assert dialogs == []
    for frame in visit.page.frames:
        assert frame.evaluate("() => window.__hacked") is None
    # A link to a page of the atlas keeps the visitor's words among its filters; below our own address it leads nowhere else.
    planted = visit.page.locator(
        "[href*='evil.invalid']:not([href^='./']), [href^='javascript:'], [src*='evil.invalid']"
    )
    assert planted.count() == 0


TITLE = f"{named('boa-vista')} → {named('manaus')}"


def test_on_the_map_and_in_the_card(visit: Visit) -> None:
    visit.open("/?map=6_-0.150_-60.350")
    visit.expect_drawn(104, 145)
    middle = visit.along((2.82, -60.67), (-3.12, -60.02), 0.5)
    visit.hover(middle, TITLE)
    visit.page.mouse.click(*middle)
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(TITLE)
    expect(visit.card.locator(".text")).to_have_text(named("Leg note"))
    expect(visit.card.get_by_role("button", name=named("Corridor"))).to_be_visible()
    sources = visit.card.locator(".sources")
    expect(sources.locator(".row").first).to_have_text(named("Source"))
    expect(sources.locator("small").first).to_contain_text(named("Publisher"))
    expect(visit.finder).to_have_value(f"Leg: {TITLE}")
    visit.card.get_by_role("button", name=named("boa-vista"), exact=True).click()
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(named("boa-vista"))
    expect(visit.card.locator(".text")).to_have_text(named("Place note"))


def test_in_the_table_and_the_boxes(visit: Visit) -> None:
    visit.open(f"/?corridor={CORRIDOR}")
    visit.expect_rest()
    expect(visit.table.get_by_text(TITLE, exact=True)).to_have_count(1)
    expect(visit.table.get_by_text(named("Corridor"), exact=True).first).to_be_attached()
    visit.until(lambda: visit.chosen("Corridor") == [named("Corridor")], "the choice in its filter")
    visit.finder.click()
    visit.finder.fill("boa vista manaus")
    expect(
        visit.page.locator(".finder").get_by_role("option").filter(has=visit.exactly(TITLE))
    ).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(visit.fold("Actor").locator("li", has=visit.exactly(named("tren-de-aragua")))).to_be_visible()


def test_in_the_sentence(visit: Visit) -> None:
    visit.open(f"/?corridor={CORRIDOR}")
    sentence = visit.page.get_by_text("Legs, places and events of the corridor")
    expect(sentence).to_be_visible()
    assert read(sentence) == f"Legs, places and events of the corridor {named('Corridor')}."
    assert sentence.locator("*").count() == 0, "no markup came of it"


def test_in_the_note_on_a_closed_record(visit: Visit) -> None:
    visit.open("/?selected=place.boa-vista")
    expect(visit.card).to_be_visible()
    visit.choose("Country", "Chile")
    note = visit.page.get_by_text("is outside the present filters")
    expect(note).to_be_visible()
    assert read(note) == f"{named('boa-vista')} is outside the present filters and was closed."


@pytest.mark.parametrize(
    "typed", ["www.evil.invalid", "http://evil.invalid/", ":material/home: a -> b", "a@evil.invalid"]
)
def test_in_what_a_link_says(visit: Visit, typed: str) -> None:
    visit.open(f"/?country={quote(typed)}&q={quote(typed)}&{quote(typed)}=1")
    sentence = visit.page.get_by_text("containing")
    expect(sentence).to_be_visible()
    assert f"“{typed}”" in read(sentence)
    notice = visit.page.get_by_test_id("stAlert").filter(has_text="does not know")
    assert f"“{typed}”" in read(notice)
    assert f"({typed})" in read(notice)


@pytest.mark.parametrize("kind", ["event", "corridor", "actor"])
def test_cards_of_other_kinds(visit: Visit, kind: str) -> None:
    key, title = {
        "event": ("ev-2018-08-ecuador-alert", named("Title")),
        "corridor": (CORRIDOR, named("Corridor")),
        "actor": ("tren-de-aragua", named("tren-de-aragua")),
    }[kind]
    visit.open(f"/?selected={kind}.{key}")
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(title)


def test_on_the_timeline(visit: Visit) -> None:
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/timeline/_stcore/{answer}\)")
    visit.page.goto(f"{visit.server.address}/timeline?lanes=actor&selected=event.ev-2018-08-ecuador-alert")
    timeline = visit.page.locator(".timeline")
    expect(timeline).to_have_attribute("data-shown", re.compile(".+"))
    mark = timeline.locator(".mark[data-key='event.ev-2018-08-ecuador-alert']").first
    assert (mark.get_attribute("aria-label") or "").startswith(named("Title"))
    mark.focus()
    visit.page.keyboard.press("ArrowRight")
    expect(timeline.locator(".tip strong")).to_have_text(named("Title"))
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(named("Title"))
    with visit.page.expect_download() as taken:
        timeline.get_by_role("button", name="Picture (SVG)").click()
    drawn = taken.value.path().read_text("utf-8")
    assert "<img" not in drawn
    assert "<script" not in drawn
    timeline.get_by_role("button", name="Picture (PNG)").click()
    expect(visit.table.get_by_text(named("Title"), exact=True).first).to_be_attached()


def test_in_the_charts_and_their_pictures(visit: Visit) -> None:
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/statistics/_stcore/{answer}\)")
    visit.page.goto(f"{visit.server.address}/statistics?part=figures&series=darien_crossings")
    box = visit.page.locator('section[data-chart="darien_crossings"]')
    expect(box.locator(".source")).to_contain_text(named("Publisher"))
    box.locator(".disputes summary").first.click()
    expect(box.locator(".disputes p", has_text="Reading").first).to_have_text(named("Reading"))
    box.locator("summary").first.click()
    expect(box.locator("tbody a").first).to_have_text(named("Publisher"))
    visit.page.get_by_role("tab", name="What our records say").click()
    actors = visit.page.locator('section[data-chart="actors"]')
    expect(actors.locator(".said")).to_contain_text(named("tren-de-aragua"))
    with visit.page.expect_download() as picture:
        actors.get_by_role("button", name="picture (SVG)").click()
    text = picture.value.path().read_text("utf-8")
    assert "{{7*7}}" in text
    assert "<img" not in text
    assert "<script" not in text
