"""The pages as Streamlit's own test runner sees them."""

import json
import re
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

PATIENCE_SECONDS = 60
_ESCAPES = re.compile(r"\\([^a-zA-Z0-9\s])")


def first_run(page: str = "", /, **query: str | list[str]) -> AppTest:
    """Run the app as a visitor's first request for an address does; another page may follow."""
    app = AppTest.from_file(str(ROOT / "pages" / "shell.py"), default_timeout=PATIENCE_SECONDS)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if page:
        app.switch_page(page).run()
    assert not app.exception
    return app


def read(markdown: str) -> str:
    """Return what a visitor reads of an escaped text."""
    return re.sub("[\u200b\u2060]", "", _ESCAPES.sub(r"\1", markdown))


def texts(app: AppTest) -> str:
    """Return every text of the page's body and of its messages, one per line."""
    parts = [*app.markdown, *app.caption, *app.text, *app.info, *app.warning, *app.subheader]
    return "\n".join(read(str(part.value)) for part in parts)


def warnings(app: AppTest) -> str:
    """Return what the page warns of."""
    return "\n".join(read(str(part.value)) for part in app.warning)


def sent(app: AppTest) -> dict[str, Any]:
    """Return the data that the page hands to the map component."""
    frames = [part for part in app.main if part.type == "bidi_component"]
    found = [part for part in frames if part.proto.component_name == "corridor_atlas_map"]
    assert len(found) == 1
    data: dict[str, Any] = json.loads(found[0].proto.json)
    return data


def sheet(app: AppTest) -> list[Any]:
    """Return the blocks of the page's text."""
    frames = [part for part in app.main if part.type == "bidi_component"]
    found = [part for part in frames if part.proto.component_name == "corridor_atlas_sheet"]
    assert len(found) == 1
    blocks: list[Any] = json.loads(found[0].proto.json)["blocks"]
    return blocks


def query(app: AppTest) -> dict[str, list[str]]:
    """Return the address as the page leaves it."""
    return {k: [v] if isinstance(v, str) else list(v) for k, v in app.query_params.items()}
