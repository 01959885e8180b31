"""The files of our own components, and the one line that loads them."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from layers.mapping import ASSETS, Asset
from pages.shared.statics import vega

HERE: Final = Path(__file__).parent
CORE: Final = ASSETS / "client"
"""Where the parts lie that a file of the core shows records with too."""
FILES: Final = (
    *(
        f"{name}.{kind}"
        for name in (
            "mapframe",
            "card",
            "sheet",
            "facets",
            "finder",
            "timeline",
            "charts",
            "takeout",
            "desk",
            "share",
            "framed",
            "telling",
            "ownstory",
        )
        for kind in ("js", "css")
    ),
    "network.js",
    "cite.js",
    "early.js",
    "files.js",
    "plot.js",
    "series.js",
    "lettering.js",
    "vega.js",
    "walk.js",
    *(
        f"{name}.js" for name in ("brush", "cells", "furniture", "lanes", "marks", "picture", "stepping")
    ),  # parts of the timeline
)
# Streamlit sends a component's own code with every run: so it is one line that loads the real module, which the browser
# keeps. The line break tells Streamlit that this is code, not the name of a file.
LOADER: Final = (
    "export default async (c) => {\n"
    "const m = await import(new URL(c.data.module, document.baseURI)); return m.default(c); }"
)


BUNDLED: Final = "bundled.js"
"""A file that is not on disk: it says where Streamlit keeps what draws charts."""


@lru_cache(maxsize=1)
def assets() -> tuple[Asset, ...]:
    """Return the components' files, which the app serves beside those of the map document."""
    name, exported, _fetched = vega()
    bundled = f'export {{ {exported} as load }} from "../../static/js/{name}";\n'
    return (*(Asset(each, _path(each).read_bytes()) for each in FILES), Asset(BUNDLED, bundled.encode()))


def _path(name: str) -> Path:
    return CORE / name if (CORE / name).exists() else HERE / name


@lru_cache(maxsize=1)
def folder() -> str:
    """Return the address of the files. It carries their own digest: they are kept for ever, and do change."""
    digest = hashlib.sha256(b"".join(asset.content for asset in assets())).hexdigest()
    return f"atlas/{digest[:12]}"
