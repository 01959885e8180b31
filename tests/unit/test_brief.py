"""Briefs: only filtered rows, sources numbered as they come, words of the data as they are, three languages, two papers."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from layers import press
from layers.brief import document, strip, subject
from layers.brief.document import Edition, brief, compose
from layers.brief.numbering import Numbering
from layers.cards import titles
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.profiles.subject import Subject
from tests import pdf

HOSTILE = '#panic() {{7*7}} <img src=x onerror=y> *bold* $x$ _a_ `b` @c <d> #eval("1") // e'
EDITION = Edition("https://atlas.example/map?country=CL&lang=en", "2026-11-26", "release 26 November 2026")
CHILE = ViewFilter(countries=("CL",))
CUCUTA = ViewFilter(corridors=("cucuta",))
EMPTY = ViewFilter(countries=("CL",), since="1950", until="1951")


def told(catalog: Catalog, view: ViewFilter, lang: str = "en", edition: Edition = EDITION) -> dict[str, Any]:
    return compose(catalog, view.apply(catalog), view, lang, edition)[0]


def refs(value: Any) -> list[int]:
    """Return every number of a source in the order in which it stands."""
    if isinstance(value, Mapping):
        return [n for key, each in value.items() for n in (each if key == "refs" else refs(each))]
    return [n for each in value for n in refs(each)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    "view", [CHILE, CUCUTA, ViewFilter(), ViewFilter(crimes=("extortion",), since="2022")]
)
def test_sources_are_numbered_in_the_order_of_first_use(catalog: Catalog, view: ViewFilter) -> None:
    data = told(catalog, view)
    used = list(dict.fromkeys(refs(data["sections"])))
    listed = [source["n"] for source in data["sources"]["items"]]
    assert listed == list(range(1, len(listed) + 1))
    assert set(used) == set(listed)
    firsts = [n for place, n in enumerate(used) if n == max(used[: place + 1])]
    assert firsts == sorted(used), "a source is numbered before an earlier one"


def test_a_number_stands_for_one_source() -> None:
    numbers = Numbering()
    assert numbers.cite(("b", "a")) == [1, 2]
    assert numbers.cite(("c", "a")) == [2, 3]
    assert numbers.cite(()) == []


@pytest.mark.parametrize("view", [CUCUTA, ViewFilter(countries=("PE",), evidence="corroborated")])
def test_only_filtered_rows_are_in_the_bytes(catalog: Catalog, view: ViewFilter) -> None:
    shown = view.apply(catalog)
    said = pdf.text(brief(catalog, shown, view, "en", EDITION))
    for table, kind in (("events", "event"), ("disputes", "dispute")):
        names = titles(catalog, kind, "en")
        inside = {names[key] for key in getattr(shown, table).index}
        assert [name for name in inside if name in said]
        assert not [name for name in names.values() if name not in inside and name in said]
    addresses = {url for url in catalog.sources["url"] if isinstance(url, str)}
    own = {url for url in shown.sources["url"] if isinstance(url, str)}
    assert [url for url in own if url in said]
    assert not [url for url in addresses - own if url in said and not any(url in each for each in own)]


def test_every_leg_of_a_corridor_stands_in_order(catalog: Catalog) -> None:
    said = pdf.text(brief(catalog, CUCUTA.apply(catalog), CUCUTA, "en", EDITION))
    names = catalog.places["name"]
    places = []
    for _key, leg in CUCUTA.apply(catalog).legs.iterrows():
        start = f"From {names[leg['from_place']]} ("
        assert start in said
        places.append(said.index(start, places[-1] if places else 0))
    assert places == sorted(places)
    assert "Gap: nobody reported" in said or "Another strand begins" in said


def test_the_map_is_explained_in_words_by_what_is_on_it(catalog: Catalog) -> None:
    data, pictures = compose(catalog, CUCUTA.apply(catalog), CUCUTA, "en", EDITION)
    groups = [*data["map"]["beside"], *data["map"]["below"]]
    rows = [row for group in groups for row in group["rows"]]
    assert {"movement of people", "nobody is named", "corroborated", "border crossing"} <= {
        r["text"] for r in rows
    }
    assert "illicit trade" not in {row["text"] for row in rows}, "no leg of it says so"
    assert set(pictures) == {"map.svg", "link.svg", *(row["picture"] for row in rows)}
    assert "Legs: 7; places: 8" in data["map"]["alt"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_is_set_and_said(catalog: Catalog, lang: str) -> None:
    made = brief(catalog, CHILE.apply(catalog), CHILE, lang, EDITION)
    for mark in (b"/StructTreeRoot", f"/Lang({lang})".encode(), b"pdfuaid:part", b"/S/H1", b"/S/TH", b"/Alt"):
        assert mark in made, mark
    said = pdf.text(made)
    title = {
        "en": "Chile: what the records say",
        "es": "Chile: qué dicen los registros",
        "pt": "Chile: o que dizem os registros",
    }
    assert title[lang] in said
    assert CHILE.describe(catalog, lang) in said
    assert "CC BY 4.0" in said


def test_every_page_has_its_foot(catalog: Catalog) -> None:
    found = pdf.pages(brief(catalog, CUCUTA.apply(catalog), CUCUTA, "en", EDITION))
    assert 2 <= len(found) <= 8
    for n, page in enumerate(found, 1):
        assert f"Page {n} of {len(found)}" in page
        for words in (document.FOOT, "release 26 November 2026", "CC BY 4.0", CUCUTA.describe(catalog, "en")):
            assert words in page


def test_the_same_view_gives_the_same_bytes_and_each_paper_its_size(catalog: Catalog) -> None:
    shown = CUCUTA.apply(catalog)
    letter = replace(EDITION, paper="us-letter")
    first = brief(catalog, shown, CUCUTA, "en", EDITION)
    assert first == brief(catalog, shown, CUCUTA, "en", EDITION)
    assert b"/MediaBox[0 0 595.2756 841.8898]" in first
    assert b"/MediaBox[0 0 612 792]" in brief(catalog, shown, CUCUTA, "en", letter)


@pytest.fixture(scope="module")
def hostile(catalog: Catalog) -> Catalog:
    """The atlas with titles, names and questions that try to be something else than text."""
    events, places, disputes = catalog.events.copy(), catalog.places.copy(), catalog.disputes.copy()
    sources = catalog.sources.copy()
    for lang in LANGUAGES:
        events[f"title_{lang}"] = HOSTILE
        disputes[f"question_{lang}"] = HOSTILE + " 漢\u202e"
    places["name"] = HOSTILE
    sources["title"] = HOSTILE
    sources["url"] = 'https://x.invalid/"#panic()/$x$'
    return replace(catalog, events=events, places=places, disputes=disputes, sources=sources)


def test_hostile_words_come_out_as_they_are(hostile: Catalog) -> None:
    said = pdf.text(
        brief(
            hostile, CHILE.apply(hostile), CHILE, "en", replace(EDITION, link="https://a.example/" + HOSTILE)
        )
    )
    assert said.count(HOSTILE) > 20
    assert HOSTILE + " □" in said
    assert 'https://x.invalid/"#panic()/$x$' in said


def test_a_view_that_shows_nothing_says_so_and_how_to_loosen_it(catalog: Catalog) -> None:
    found = pdf.pages(brief(catalog, EMPTY.apply(catalog), EMPTY, "en", EDITION))
    assert len(found) == 1
    assert "Nothing is in this view" in found[0]
    assert "That does not mean that nothing happens there." in found[0]
    assert "Drop “From” and “To”: " in found[0]


def test_what_is_left_out_is_counted(catalog: Catalog) -> None:
    said = pdf.text(brief(catalog, catalog, ViewFilter(), "en", EDITION))
    assert f"The first {document.OF_VIEW.legs} of {len(catalog.legs)} legs in view." in said
    assert f"The latest {document.OF_VIEW.events} of {len(catalog.events)} events in view." in said
    assert f"The first {document.OF_VIEW.disputes} of {len(catalog.disputes)} questions" in said
    assert "The whole atlas: what the records say" in said


@pytest.mark.parametrize(
    ("view", "about"),
    [
        (CHILE, Subject("country", "CL")),
        (CUCUTA, Subject("corridor", "cucuta")),
        (ViewFilter(corridors=("cucuta",), countries=("CO",)), Subject("corridor", "cucuta")),
        (ViewFilter(actors=("eln",), since="2020"), Subject("actor", "eln")),
        (ViewFilter(countries=("CL", "PE")), None),
        (ViewFilter(countries=("CL",), actors=("eln",)), None),
        (ViewFilter(crimes=("extortion",)), None),
        (ViewFilter(), None),
    ],
)
def test_what_a_brief_is_about(view: ViewFilter, about: Subject | None) -> None:
    assert subject.of_view(view) == about


@pytest.mark.parametrize("text", ["country.ZZ", "place.cucuta", "{{7*7}}", "corridor."])
def test_a_brief_of_nothing_is_told(catalog: Catalog, text: str) -> None:
    view, notices = subject.asked(catalog, CHILE, text)
    assert view == CHILE
    assert [notice.code for notice in notices] == ["unknown-value"]


def test_the_profile_that_is_named_wins(catalog: Catalog) -> None:
    view, notices = subject.asked(catalog, replace(CHILE, since="2021"), "country.PE")
    assert (view, notices) == (ViewFilter(countries=("PE",), since="2021"), ())


@pytest.mark.parametrize(
    ("link", "coded"),
    [
        (EDITION.link, True),
        ("map?country=CL", False),
        ("javascript:alert(1)", False),
        ("https://atlas.example/map?q=" + "a" * 1_500, False),
        ("https://atlas.example/map?q=" + "a" * 5_000, False),
    ],
)
def test_only_a_full_address_that_a_camera_can_read_becomes_a_code(
    catalog: Catalog, link: str, coded: bool
) -> None:
    data, pictures = compose(catalog, EMPTY.apply(catalog), EMPTY, "en", replace(EDITION, link=link))
    assert ("link.svg" in pictures, bool(data["code"])) == (coded, coded)
    assert link in [value for _label, value in data["facts"]]


def frame(*spans: tuple[date, date]) -> pd.DataFrame:
    return pd.DataFrame(spans, columns=["start", "end"])


def test_a_date_is_never_set_to_the_first_quarter_it_covers() -> None:
    year = (date(2024, 1, 1), date(2024, 12, 31))
    month = (date(2024, 5, 1), date(2024, 5, 31))
    found = strip.bars(frame(year, month, (date(2025, 2, 3), date(2025, 2, 3))))
    assert [(bar.year, bar.quarter) for bar in found] == [
        (2024, 1),
        (2024, 2),
        (2024, 3),
        (2024, 4),
        (2025, 1),
    ]
    assert [bar.sharp for bar in found] == [0, 1, 0, 0, 1]
    assert [bar.vague for bar in found] == [0.25, 0.25, 0.25, 0.25, 0]
    assert strip.bars(frame()) == ()


def test_bars_sum_up_to_the_events(catalog: Catalog) -> None:
    found = strip.bars(catalog.events)
    assert sum(bar.sharp + bar.vague for bar in found) == pytest.approx(len(catalog.events), abs=0.05)
    assert len(found) <= strip.QUARTERS_AT_MOST


def test_a_long_time_is_told_by_year() -> None:
    found = strip.bars(frame((date(2000, 7, 1), date(2000, 7, 1)), (date(2026, 1, 1), date(2026, 12, 31))))
    assert [(bar.year, bar.quarter) for bar in found] == [(year, 0) for year in range(2000, 2027)]
    assert (found[0].sharp, found[-1].sharp) == (1, 1)


def test_the_template_holds_no_words() -> None:
    for name, source in press._templates().items():
        code = re.sub(rb"//.*", b"", source).decode()
        for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', code):
            assert " " not in literal.strip() or literal.startswith(" "), (name, literal)
        assert "eval(" not in code
        assert "#include" not in code
