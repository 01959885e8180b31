"""The scripts of the file as one script: modules that import each other only work from a server."""

import re
from functools import lru_cache
from typing import Final

from layers.mapping import ASSETS

MODULES: Final = (
    "client/sheet.js", "client/card.js", "client/facets.js",
    "offline/filter.js", "offline/unpack.js", "offline/state.js", "offline/frame.js", "offline/page.js",
)  # fmt: skip
"""In this order: each may use those before it."""
STYLES: Final = (
    "client/mapframe.css",
    "client/card.css",
    "client/facets.css",
    "client/sheet.css",
    "offline/page.css",
)
_IMPORT: Final = re.compile(r'^import \{ ([\w, ]+) \} from "\./(\w+)\.js";$', re.M)
_EXPORT: Final = re.compile(r"^export ((?:async )?(?:function|class|const)) (\w+)", re.M)
_DEFAULT: Final = re.compile(r"^export default ", re.M)


@lru_cache(maxsize=1)
def script() -> str:
    """Return the modules as functions that run one after the other, each with the names it exports.

    What a module exports by default is for Streamlit and never called here.
    """
    parts = ['"use strict";\nconst modules = {};']
    for name in MODULES:
        text = (ASSETS / name).read_text("utf-8")
        exported = ", ".join(match[2] for match in _EXPORT.finditer(text))
        text = _IMPORT.sub(r"const { \1 } = modules.\2;", text)
        text = _DEFAULT.sub("void ", _EXPORT.sub(r"\1 \2", text))
        own = name.rpartition("/")[2].removesuffix(".js")
        parts.append(f"modules.{own} = (() => {{\n{text}\nreturn {{ {exported} }};\n}})();")
    return "\n".join(parts)


@lru_cache(maxsize=1)
def style() -> str:
    """Return the style sheets as one."""
    return "\n".join((ASSETS / name).read_text("utf-8") for name in STYLES)
