"""Text as text where Streamlit would read Markdown."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")


def plain(text: str) -> str:
    """Return the text so that Streamlit's Markdown shows it exactly as it is: no link, image, colour or formula."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
