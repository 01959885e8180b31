"""The press: constant templates, texts as they are, tagged files, the same bytes for the same input."""

from typing import Any

import pytest

from layers import press

HOSTILE = '#panic() {{7*7}} <img src=x onerror=y> *bold* $x$ _a_ `b` @c <d> \\ #eval("1") // e /* f */'
TOLD: dict[str, Any] = {
    "title": HOSTILE,
    "author": "Corridor Atlas",
    "about": HOSTILE,
    "lang": "es",
    "paper": "a4",
    "foot": {"page": "{n} / {all}", "lines": [HOSTILE]},
    "text": HOSTILE,
    "picture": "p.svg",
}
TEMPLATE = b"""#import "sheet.typ": *
#let told = json("told.json")
#show: sheet.with(told)
#if told.text != told.title { panic("read as markup") }
= #told.text
#image(told.picture, alt: told.text)
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>'


@pytest.fixture(autouse=True)
def template(monkeypatch: pytest.MonkeyPatch) -> None:
    known = press._templates()
    monkeypatch.setattr(press, "_templates", lambda: known | {"try.typ": TEMPLATE})


def test_a_text_is_never_markup_and_the_file_is_tagged() -> None:
    made = press.press("try", TOLD, {"p.svg": SVG}, "2026-11-26")
    assert made.startswith(b"%PDF-1.7")
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"pdfuaid:part", b"D:20261126"):
        assert mark in made


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (press.press("try", TOLD, {"p.svg": SVG}, "2026-11-26") for _time in range(2))
    assert first == second
    assert first != press.press("try", TOLD, {"p.svg": SVG}, "2026-11-27")


def test_pages_are_pictures_of_the_paper() -> None:
    a4 = press.sheets("try", TOLD, {"p.svg": SVG}, "2026-11-26")
    letter = press.sheets("try", {**TOLD, "paper": "us-letter"}, {"p.svg": SVG}, "2026-11-26")
    assert [_size(page) for page in a4] == [(595, 842)]
    assert [_size(page) for page in letter] == [(612, 792)]


def _size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("漢字 👍", "□□ □"),
        ("a\nb\x01c\u202ed", "a b c d"),
        ("e\u0301 20\u202f000 Co\xadlombia", "é 20\xa0000 Colombia"),
        ("half \ud800", "half  "),
        ("Doğan Țepeș → «ñ»", "Doğan Țepeș → «ñ»"),
    ],
)
def test_what_no_font_can_draw_is_marked(given: str, drawn: str) -> None:
    assert press.printable({"a": [given, 1]}) == {"a": [drawn, 1]}
    made = press.press("try", TOLD | {"text": given, "title": given}, {"p.svg": SVG}, "2026-11-26")
    assert made.startswith(b"%PDF")


def test_what_cannot_be_set_is_an_error_of_its_own() -> None:
    with pytest.raises(press.PressError):
        press.press("try", TOLD, {}, "2026-11-26")
    with pytest.raises(press.PressError, match="name of a picture"):
        press.press("try", TOLD, {"../told.json": b""}, "2026-11-26")
    with pytest.raises(press.PressError):
        press.press("try", TOLD, {"p.svg": b"no picture"}, "2026-11-26")
