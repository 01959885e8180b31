"""The words and colours that the charts are drawn with."""

import json
import re

import pytest

from layers.language import LANGUAGES, gettext
from layers.look import THEMES
from layers.vocabulary import QUALITY
from pages.shared import charts
from pages.shared.components import HERE

NAMES = ("charts", "plot", "series", "lettering", "vega")
SCRIPTS = "\n".join((HERE / f"{name}.js").read_text("utf-8") for name in NAMES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_word(lang: str) -> None:
    content = json.loads(charts.assets()[lang].content)
    assert content["language"] == lang
    assert content["words"] == {name: gettext(lang, text) for name, text in charts.WORDS.items()}
    assert [code for code, _text in content["parts"]] == ["records", "figures"]
    assert content["themes"] == {name: dict(tokens) for name, tokens in THEMES.items()}


def test_the_scripts_ask_for_no_word_that_is_not_there() -> None:
    used = set(re.findall(r"\bwords\.([a-z_]+)", SCRIPTS)) | set(
        re.findall(r"this\.words\.([a-z_]+)", SCRIPTS)
    )
    assert used <= set(charts.WORDS)
    forms = {name.removeprefix("form_") for name in charts.WORDS if name.startswith("form_")}
    assert forms == {*QUALITY, "partial", "other", "range", "events"}
    unused = set(charts.WORDS) - used - {f"form_{form}" for form in forms}
    assert unused == {
        "measure_value",
        "measure_index",
        "svg",
        "png",
    }  # asked for by a name that is put together


def test_the_scripts_use_no_colour_that_is_not_a_token() -> None:
    used = set(re.findall(r"tokens\.([a-z]+)", SCRIPTS))
    assert used
    assert used <= set(THEMES["light"])
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", SCRIPTS)


def test_the_address_carries_the_digest_of_the_words() -> None:
    assert re.fullmatch(r"atlas/[0-9a-f]{12}", charts.home())
