"""What a page of text is given before Streamlit is up: the same as later, whatever is asked."""

import json

import pytest

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.profiles.page import blocks
from layers.profiles.subject import Subject
from pages.shared import beginning, brief, opening

OF = "country.CL"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_profile_is_given_what_its_page_writes(catalog: Catalog, lang: str) -> None:
    view = ViewFilter(crimes=("extortion",))
    found = beginning.answer(
        catalog, {"page": ["profile"], "of": [OF], "crime": ["extortion"], "lang": [lang]}
    )
    assert found is not None
    assert found["place"] == "sheet"
    about = Subject("country", "CL")
    wanted = brief.offered(blocks(catalog, view.apply(catalog), view, about, lang), view, about, lang)
    assert json.dumps(found["data"]["blocks"]) == json.dumps(wanted)
    assert found["data"]["about"] == OF
    assert found["data"]["query"] == f"crime=extortion&lang={lang}"


@pytest.mark.parametrize("page", beginning.TOPS)
@pytest.mark.parametrize("lang", [*LANGUAGES, "xx", ""])
def test_every_page_that_begins_is_named_as_its_component_is(catalog: Catalog, page: str, lang: str) -> None:
    hostile = {"of": ["<b>"], "country": ["ZZ", "{{7*7}}"], "desk": ["x"], "q": ["%"], "map": ["99"]}
    found = beginning.answer(catalog, {"page": [page], "lang": [lang], **hostile})
    assert found is not None
    assert found["data"]["name"] == page
    assert found["data"]["language"] == (lang if lang in LANGUAGES else "en")
    json.dumps(found)


@pytest.mark.parametrize("page", ["map", "timeline", "statistics", "stories", "shell", "", "profile/"])
def test_other_pages_do_not_begin(catalog: Catalog, page: str) -> None:
    assert beginning.answer(catalog, {"page": [page]}) is None
    assert beginning.answer(catalog, {}) is None
    assert page == "map" or opening.index(page) == opening.plain()
