"""Text as text where Streamlit would read Markdown."""

import re
from typing import Final

_MARKS: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")
# Streamlit looks for these in the text that is left when escapes are resolved: addresses, e-mail addresses, icons, arrows.
_FOUND_LATER: Final = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)|(?<=:)(?=[a-z_]+(?:/\w+)?:)|(?<=[<>=~-])(?=[<>=~-])", re.IGNORECASE
)
_WORD_JOINER: Final = "\u2060"  # without width, and no place to break a line


def plain(text: str) -> str:
    """Return the text so that Streamlit's Markdown shows it exactly as it is: no link, image, icon, colour or formula."""
    return _MARKS.sub(r"\\\1", _FOUND_LATER.sub(_WORD_JOINER, " ".join(text.split())))
