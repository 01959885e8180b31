"""Text stays text where Streamlit reads Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.plain import plain

INVISIBLE = re.compile("[\u200b\u2060]")


def shown(markdown: str) -> str:
    """Return what a Markdown reader shows of escaped text: escapes taken away, invisible marks out of sight."""
    return INVISIBLE.sub("", re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown))


@given(st.text())
def test_nothing_is_lost_but_white_space(text: str) -> None:
    assert shown(plain(text)) == INVISIBLE.sub("", " ".join(text.split()))


@given(st.text(alphabet="`*_{}[]()<>#+-.!|~$:^=&\\ ab1", max_size=40))
def test_every_mark_is_escaped(text: str) -> None:
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", plain(text))
    assert not set("`*_[]<>#|~$\\") & set(bare)


@pytest.mark.parametrize(
    "text",
    [
        "www.evil.invalid",
        "http://evil.invalid/x",
        "https://evil.invalid",
        "WWW.evil.invalid",
        "a@evil.invalid",
        ":material/home:",
        ":streamlit:",
        "a -> b <- c <-> d",
        "a -- b >= c <= d ~= e",
    ],
)
def test_nothing_is_found_in_the_text_afterwards(text: str) -> None:
    """Streamlit's reader looks for addresses, icons and arrows in the text that is left once escapes are gone."""
    left = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text))
    for pattern in (
        r"(?i)(https?://|www(?=\.))[-.\w]+",
        r"[-.\w+]+@[-\w]+(\.[-\w]+)+",
        r":material/\w+:",
        r":streamlit:",
        r"<->|->|<-|--|>=|<=|~=",
    ):
        assert not re.search(pattern, left), (pattern, left)


def test_white_space_is_single() -> None:
    assert plain(" a\n\n- b\t c ") == plain("a - b c")
    assert "\n" not in plain("a\n# b")
