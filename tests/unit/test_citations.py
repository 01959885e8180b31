"""Citations, also of texts that would be commands or records of their own."""

import json
import re
from dataclasses import replace

import pytest

from layers.citations import FORMATS, address, bibtex, cite, csl, escaped, line, ris, text
from tests.works import WORK

HOSTILE = (
    "} @misc{evil, title={x}",
    "\\input{/etc/passwd} \\write18{id}",
    "100 % & $x$ #1 _y_ ~ ^",
    "a\r\nER  - \r\nTY  - BOOK\r\nTI  - forged",
    "a\nb\tc\x00d\u2028e\u202ef\ud800",
    '"quoted", {{7*7}} <script>alert(1)</script>',
    "{" * 50,
    "",
    "مرحبا 中文 ñ",
)


def test_a_claim_for_a_reader() -> None:
    assert text(WORK) == (
        "“Cúcuta → Pamplona”. Corridor Atlas, release 26 November 2026. "
        "Evidence: corroborated (3 independent origins · B1). "
        "http://atlas.example/?selected=leg.leg-cucuta-pamplona&lang=en&rel=2026-11-26. "
        "Accessed on 1 December 2026. CC BY 4.0."
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [("es", "Consultado el 1 de diciembre de 2026."), ("pt", "Acesso em 1 de dezembro de 2026.")],
)
def test_in_the_languages(lang: str, words: str) -> None:
    assert words in text(replace(WORK, lang=lang))


def test_the_state_of_the_data() -> None:
    assert "with later changes" in text(replace(WORK, pending=True))
    assert replace(WORK, pending=True).state == "2026-11-26-pending"
    bare = replace(WORK, release="")
    assert "data b888680d1bd7, not released" in text(bare)
    assert bare.year == "2026"
    assert json.loads(csl(bare))[0]["issued"] == {"date-parts": [[2026, 12, 1]]}


def test_a_view_has_the_title_of_the_atlas() -> None:
    view = replace(WORK, title="")
    assert view.key == "corridor-atlas-2026-11-26"
    assert "  title = {Corridor Atlas},\n" in bibtex(view)
    assert text(view).startswith("Corridor Atlas, release")


def test_every_format_holds_link_access_and_release() -> None:
    made = cite(WORK)
    assert list(made) == list(FORMATS)
    for name, found in made.items():
        assert address(WORK.link) in found, name
    assert "urldate = {2026-12-01}" in made["bibtex"]
    assert "version = {2026-11-26}" in made["bibtex"]
    assert "\r\nY2  - 2026/12/01\r\n" in made["ris"]
    assert json.loads(made["csl"])[0]["accessed"] == {"date-parts": [[2026, 12, 1]]}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_ris_lines_are_ours_alone(hostile: str) -> None:
    made = ris(replace(WORK, title=hostile, note=hostile, link=f"http://a.example/?q={hostile}"))
    lines = made.split("\r\n")
    assert lines.pop() == ""
    tags = ["TY", "ID", "TI", "T2", "AU", "PY", "ET", "UR", "Y2", "N1", "LA", "ER"]
    assert [each[:2] for each in lines] == tags
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", each) for each in lines)
    assert made.isprintable() or set("".join(c for c in made if not c.isprintable())) == {"\r", "\n"}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_bibtex_keeps_every_value_in_its_braces(hostile: str) -> None:
    made = bibtex(replace(WORK, title=hostile, note=hostile, link=f"http://a.example/?q={hostile}"))
    depth, lowest = 0, []
    for at, char in enumerate(made):
        if char in "{}" and made[at - 1] != "\\":
            depth += 1 if char == "{" else -1
            lowest.append(depth)
    assert depth == 0
    assert lowest[-1] == 0
    assert 0 not in lowest[:-1]
    assert re.match(r"@misc\{corridor-atlas-[a-z0-9-]+,\n", made)
    values = re.findall(r"^  (\w+) = \{(.*)\},?$", made, re.M)
    assert [name for name, _value in values] == [
        "title",
        "author",
        "howpublished",
        "year",
        "version",
        "url",
        "urldate",
        "note",
        "langid",
    ]
    for name, value in values:
        if name in ("title", "note"):
            plain = (
                value.replace(r"\textbackslash{}", "")
                .replace(r"\textasciitilde{}", "")
                .replace(r"\textasciicircum{}", "")
            )
            assert not re.search(r"(?<!\\)[{}%$#&_~^]", plain)
            assert not re.search(r"\\(?![{}%$#&_])", plain)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_csl_holds_the_text_as_data(hostile: str) -> None:
    item = json.loads(csl(replace(WORK, title=hostile)))[0]
    assert item["title"] == (line(hostile) or "Corridor Atlas")
    assert re.fullmatch(r"[a-z0-9-]+", item["id"])


def test_links_hold_what_an_address_may() -> None:
    assert address("http://a.example/?q=ñ {x}\\\n<b>") == "http://a.example/?q=%C3%B1%20%7Bx%7D%5C%20%3Cb%3E"
    assert address("http://a.example/?q=%C3%B1&country=CL") == "http://a.example/?q=%C3%B1&country=CL"


def test_escaping() -> None:
    assert escaped("50 % of {x}\\y") == r"50 \% of \{x\}\textbackslash{}y"
