"""The pages as Streamlit's own test runner sees them."""

import json
import re
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.scene import answer
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


def component(app: AppTest, name: str) -> dict[str, Any]:
    """Return the data that the page hands to one of the atlas's components."""
    found = components(app, name)
    assert len(found) == 1
    return found[0]


def components(app: AppTest, name: str) -> list[dict[str, Any]]:
    """Return the data of every component of a kind, in the order of the page."""
    parts = [part for block in (app.main, app.sidebar) for part in block if part.type == "bidi_component"]
    found = [part for part in parts if part.proto.component_name == f"corridor_atlas_{name}"]
    return [json.loads(part.proto.json) for part in found]


def sheets(app: AppTest) -> list[Any]:
    """Return the blocks of every text on the page."""
    return [part["blocks"] for part in components(app, "sheet")]


def sent(app: AppTest) -> dict[str, Any]:
    """Return the data that the page hands to the map."""
    return component(app, "map")


def drawn(app: AppTest, catalog: Catalog) -> dict[str, Any]:
    """Return the server's answer to the map, which asks for the view that the page names."""
    asked = parse_qs(sent(app)["query"])
    lang = asked.pop("lang")[-1]
    view, notices = ViewFilter.from_query(asked, catalog)
    assert not notices
    return answer(catalog, view, lang)


def filters(app: AppTest) -> dict[str, list[str]]:
    """Return what the panel of filters shows as chosen."""
    query: dict[str, list[str]] = component(app, "facets")["query"]
    return query


def rows(app: AppTest) -> list[Any]:
    """Return the rows of the table."""
    found: list[Any] = next(block for block in sheet(app) if block["kind"] == "table")["rows"]
    return found


def sheet(app: AppTest) -> list[Any]:
    """Return the blocks of the page's text."""
    blocks: list[Any] = component(app, "sheet")["blocks"]
    return blocks


def go(app: AppTest, **address: str | list[str]) -> AppTest:
    """Change the address as a visitor does who edits it, and run the page."""
    app.query_params.clear()
    for key, value in address.items():
        app.query_params[key.rstrip("_")] = value
    app.run()
    assert not app.exception
    return app


def query(app: AppTest) -> dict[str, list[str]]:
    """Return the address as the page leaves it."""
    return {k: [v] if isinstance(v, str) else list(v) for k, v in app.query_params.items()}
