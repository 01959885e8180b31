"""Links with a version, the panel that shares a view, and parts of a page alone."""

import pytest

from layers.permalink import PARTS
from tests.pages.atlas import component, components, first_run, query, sent, warnings

ALONE = {"map": "map", "chart": "statistics", "timeline": "timeline"}


@pytest.mark.parametrize(
    "page", ["", "timeline.py", "statistics.py", "profile.py", "evidence.py", "method.py"]
)
def test_every_page_shares_its_view(page: str) -> None:
    app = first_run(page, lang="pt")
    assert component(app, "share")["lang"] == "pt"


def test_a_link_of_the_present_version_gives_no_notice() -> None:
    app = first_run(v="1", country="CL", rel="2026-11-26", map="6_-20.100_-69.300")
    assert warnings(app) == ""
    assert query(app) == {"country": ["CL"], "rel": ["2026-11-26"], "map": ["6_-20.100_-69.300"]}


def test_a_link_from_the_future_is_read_as_far_as_it_goes() -> None:
    app = first_run(v="2", country="CL", galaxy="x")
    assert "later version of this atlas (2)" in warnings(app)
    assert "galaxy" in warnings(app)
    assert query(app) == {"country": ["CL"]}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_stands_alone_in_a_frame(part: str) -> None:
    app = first_run(
        embed="true", embed_options="dark_theme", show=part, chart="leg-years", country="CL", lang="es", v="1"
    )
    assert warnings(app) == ""
    assert components(app, ALONE[part])
    foot = component(app, "framed")
    assert foot["sentence"].startswith("Tramos, lugares")
    assert foot["licence"] == "CC BY 4.0"
    assert not any(components(app, name) for name in ("facets", "finder", "share", "takeout", "sheet"))
    kept = {
        "embed": ["true"],
        "embed_options": ["dark_theme"],
        "country": ["CL"],
        "lang": ["es"],
        "show": [part],
    }
    assert query(app) == kept | ({"chart": ["leg-years"]} if part == "chart" else {})


def test_a_frame_asks_for_the_chart_it_names_or_says_that_there_is_none() -> None:
    app = first_run(show="chart", chart="leg-years")
    assert component(app, "statistics")["only"] == "leg-years"
    app = first_run(show="chart", chart="{{7*7}}")
    assert "{{7*7}}" in warnings(app)
    assert component(app, "statistics")["only"] == "countries"
    app = first_run(show="chart")
    assert warnings(app) == ""
    assert component(app, "statistics")["only"] == "countries"


def test_what_is_no_part_shows_the_whole_page() -> None:
    app = first_run(show="everything", country="CL")
    assert "everything" in warnings(app)
    assert components(app, "share")
    assert "country=CL" in sent(app)["query"]
