"""The text of a story: what it becomes, what is refused with its line, and that hostile text stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.language import LANGUAGES
from layers.stories.drafting import drafted, fits, to_markdown
from layers.stories.flaws import FLAWS
from layers.stories.markdown import caption, parse
from layers.stories.story import MOST_BYTES, MOST_STEPS, plain
from layers.stories.target import page_of
from layers.stories.writing import clean, escape, plainly, written

SOUND = """# Crossing at Cúcuta

What is reported
about the gateway.

## [The *gateway](/?corridor=cucuta)

People cross *on foot*, says **a source**; see [the dates](/timeline?corridor=cucuta).

- one
- two

## [When](</timeline?corridor=cucuta>)
"""


def test_a_sound_story() -> None:
    story, flaws = parse(SOUND, "cucuta", "en")
    assert flaws == []
    assert story is not None
    assert (story.slug, story.lang, story.title) == ("cucuta", "en", "Crossing at Cúcuta")
    assert story.summary == "What is reported about the gateway."
    first, second = story.steps
    assert (first.heading, first.address, first.line) == ("The *gateway", "/?corridor=cucuta", 6)
    assert first.blocks == (
        {
            "kind": "text",
            "runs": [
                {"text": "People cross "},
                {"text": "on foot", "form": "em"},
                {"text": ", says "},
                {"text": "a source", "form": "strong"},
                {"text": "; see "},
                {"text": "the dates", "to": "/timeline?corridor=cucuta"},
                {"text": "."},
            ],
        },
        {"kind": "list", "ordered": False, "items": [[{"text": "one"}], [{"text": "two"}]]},
    )
    assert (
        first.source
        == "People cross *on foot*, says **a source**; see [the dates](/timeline?corridor=cucuta).\n\n- one\n- two"
    )
    assert (second.heading, second.address, second.blocks) == ("When", "/timeline?corridor=cucuta", ())


HEAD = "# T\n\nS\n\n"
STEP = "## [H](/)\n\n"


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "no-title"),
        (HEAD, 0, "no-step"),
        (f"Words\n\n# T\n\n{STEP}", 1, "before"),
        (f"{HEAD}{STEP}# Again\n", 7, "titles"),
        (f"{HEAD}{STEP}### Low\n", 7, "level"),
        (f"# T\n\n- a\n\n{STEP}", 3, "summary"),
        (f"# T *x*\n\n{STEP}", 1, "words"),
        (f"# {'x' * 161}\n\n{STEP}", 1, "heading"),
        (f"{HEAD}## No link\n", 5, "unlinked"),
        (f"{HEAD}## [H](/) and more\n", 5, "unlinked"),
        (f"{HEAD}## [](/)\n", 5, "wordless"),
        (f"{HEAD}## [H](https://example.org/)\n", 5, "elsewhere"),
        (f"{HEAD}## [H](javascript:alert(1))\n", 5, "elsewhere"),
        (f"{HEAD}## [H](//example.org/timeline)\n", 5, "elsewhere"),
        (f"{HEAD}## [H](/stories?story=cucuta)\n", 5, "elsewhere"),
        (f"{HEAD}{STEP}See [this](data:text/html,x).\n", 7, "elsewhere"),
        (f"{HEAD}{STEP}![a](/x.png)\n", 7, "picture"),
        (f"{HEAD}{STEP}> said\n", 7, "block"),
        (f"{HEAD}{STEP}Words\n\n```\ncode\n```\n", 9, "block"),
        (f"{HEAD}{STEP}A `b`\n", 7, "block"),
        (f"{HEAD}{STEP}Words\n\n---\n", 9, "block"),
        (f"{HEAD}{STEP}- a\n  - b\n", 8, "nested"),
        (HEAD + STEP * (MOST_STEPS + 1), 105, "steps"),
        ("x" * (MOST_BYTES + 1), 0, "long"),
    ],
)
def test_each_flaw_has_its_line(text: str, line: int, code: str) -> None:
    story, flaws = parse(text, "s", "en")
    assert story is None
    assert (line, code) in [(flaw.line, flaw.code) for flaw in flaws]


def test_flaws_are_told_in_every_language_and_as_problems() -> None:
    _story, flaws = parse(f"{HEAD}## [H](https://example.org/)\n", "s", "en")
    (flaw,) = flaws
    assert {flaw.text(lang) for lang in LANGUAGES} == {
        "Line 5: the link “https://example.org/” leads to no view of this atlas. "
        "Begin with / and leave out the name of the server: /timeline?country=CL",
        "Línea 5: el enlace «https://example.org/» no lleva a ninguna vista de este atlas. "
        "Empiece con / y omita el nombre del servidor: /timeline?country=CL",
        "Linha 5: o link “https://example.org/” não leva a nenhuma vista deste atlas. "
        "Comece com / e omita o nome do servidor: /timeline?country=CL",
    }
    assert str(flaw.problem("stories/s.en.md")).startswith("stories/s.en.md:5: the link “https://")
    assert all(reason and mend for reason, mend in FLAWS.values())


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "{{7+7}} ${7+7} {% x %}",
        "[x]: javascript:alert(1)",
        "&lt;b&gt;",
        "</textarea><svg/onload=alert(1)>",
    ],
)
def test_hostile_text_stays_text(hostile: str) -> None:
    blocks = caption(hostile)
    assert blocks is not None
    assert all(set(run) == {"text"} for block in blocks for run in block["runs"])
    assert plain(blocks) == hostile.replace("&lt;", "<").replace("&gt;", ">")


LINES = st.text(max_size=60).map(lambda text: " ".join(text.split()))
MARKS = st.text(alphabet="#*_[]()<>`~-+=1.!\\&;:/|\n ab", max_size=40)


@given(st.one_of(st.text(max_size=80), MARKS))
def test_any_text_can_be_written_to_read_as_itself(text: str) -> None:
    blocks = caption(plainly(text))
    assert blocks is not None
    assert all(block["kind"] == "text" for block in blocks)
    assert all(set(run) == {"text"} for block in blocks for run in block["runs"])
    assert plain(blocks).split() == clean(text).split()


@given(
    st.one_of(LINES, MARKS),
    st.one_of(LINES, MARKS),
    st.lists(
        st.tuples(st.one_of(LINES, MARKS), st.one_of(st.text(max_size=60), MARKS)), min_size=1, max_size=4
    ),
)
def test_what_a_visitor_types_comes_back_from_its_file(
    title: str, summary: str, steps: list[tuple[str, str]]
) -> None:
    given_ = [{"heading": h, "address": "/?q=a%20b&country=CL", "caption": c} for h, c in steps]
    mine = drafted({"title": title, "summary": summary, "steps": given_}, "en")
    again, flaws = parse(to_markdown(mine, "Title", "Heading"), mine.slug, mine.lang)
    assert flaws == []
    assert again is not None
    assert (again.title, again.summary) == (mine.title or "Title", mine.summary)
    assert [(s.heading, s.address, s.text.split()) for s in again.steps] == [
        (s.heading or "Heading", s.address, s.text.split()) for s in mine.steps
    ]
    assert to_markdown(again, "Title", "Heading") == to_markdown(mine, "Title", "Heading")


@pytest.mark.parametrize("bad", [None, 3, "x", [], {"steps": "x"}, {"steps": [3, {"address": 4}, {}]}])
def test_a_draft_of_anything_is_a_story(bad: object) -> None:
    assert drafted(bad if isinstance(bad, dict) else {}, "en").steps == ()


def test_a_draft_keeps_to_its_limits() -> None:
    steps = [{"heading": "h" * 900, "address": "/", "caption": "c" * 9_000}] * 80
    mine = drafted({"title": "t" * 900, "steps": steps}, "en")
    assert len(mine.steps) == MOST_STEPS
    assert {len(step.heading) for step in mine.steps} == {160}
    assert not fits(mine)


def test_steps_are_moved_and_taken_out() -> None:
    mine = drafted({"steps": [{"heading": h, "address": "/", "caption": ""} for h in "abc"]}, "en")

    def order(story: object) -> str:
        return "".join(step.heading for step in story.steps)  # type: ignore[attr-defined]

    assert order(mine.moved(1, 2)) == "bac"
    assert order(mine.moved(3, 1)) == "cab"
    assert mine.moved(1, 0) is mine
    assert mine.moved(4, 1) is mine
    assert order(mine.without(2)) == "ac"
    assert order(mine.without(9)) == "abc"
    with pytest.raises(IndexError):
        mine.step(4)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/", "map"),
        ("/?country=CL", "map"),
        ("/map", "map"),
        ("/timeline?x=1", "timeline"),
        ("timeline", None),
        ("//host/timeline", None),
        ("/\\host", None),
        ("/elsewhere", None),
        ("https://host/timeline", None),
        ("", None),
        ("/time line", None),
    ],
)
def test_where_a_link_leads(address: str, page: str | None) -> None:
    assert page_of(address) == page


def test_an_address_cannot_end_its_link() -> None:
    text = written("T", "", [("H", "/?q=a>b<c d", "")])
    assert "(</?q=a%3Eb%3Cc%20d>)" in text
    assert escape("1. x") == "1\\. x"
