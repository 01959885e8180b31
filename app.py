"""The server: Streamlit's pages, the map document and its files, what programs ask for, the headers of every answer.

`streamlit run app.py` and `uvicorn app:app` both start it. It refuses to start on data that do not pass the check.
"""

import gzip
import json
import sys
from typing import Any, Final

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import net_util

from layers.filters import ViewFilter
from layers.finder import find
from layers.language import ENGLISH, LANGUAGES
from layers.mapping import Asset, document
from layers.problems import DataProblems
from layers.scene import answer
from pages.api.routes import ROUTES
from pages.shared import facets, opening, store
from pages.shared.components import assets, folder
from pages.shared.headers import SecurityHeaders
from pages.shared.mapframe import SCENES
from pages.shared.statics import PackedStatics, component_scripts

# Streamlit asks another host for its own address when an unknown origin knocks; the atlas asks nobody anything.
net_util.get_external_ip = lambda: None

try:
    CATALOG = store.catalog()
    store.latest_release()
except DataProblems as problems:
    for problem in problems.problems:
        print(problem, file=sys.stderr)
    sys.exit(
        f"{len(problems.problems)} problems in data/: mend them (python -m layers check lists them), then start again."
    )

FILES: dict[str, Asset] = {
    f"{document().path.rpartition('/')[0]}/{name}": asset for name, asset in document().assets.items()
}
FILES |= {f"{folder()}/{asset.name}": asset for asset in assets()}
FILES |= {f"{facets.home(CATALOG)}/{asset.name}": asset for asset in facets.assets(CATALOG).values()}
FILES[opening.path()] = opening.script()
PACKED_FROM_BYTES: Final = 600  # a smaller answer fits one packet as it is


# While Streamlit starts, what the map needs is on its way: its own module, what mounts a component, the basemap.
EARLY = ", ".join(
    (
        f"<{opening.path()}>; rel=modulepreload",
        f"<{folder()}/mapframe.js>; rel=modulepreload",
        f"<{folder()}/sheet.js>; rel=modulepreload",
        *(f"<{address[1:]}>; rel=modulepreload" for address in component_scripts()),
        *(
            f"<atlas/{document().digest}/{name}>; rel=preload; as=fetch; crossorigin=anonymous"
            for name in ("basemap.json", "inter-latin.woff2")
        ),
    )
)


async def serve_asset(request: Request) -> Response:
    """Serve a file of the map. Its address carries the digest of the whole, so that it may be kept for ever."""
    asset = FILES.get("atlas/{digest}/{name}".format(**request.path_params))
    if asset is None:
        return PlainTextResponse("not found", status_code=404)
    headers = {
        "cache-control": "public, max-age=31536000, immutable",
        # The sandboxed document has no origin of its own: it may read these public files all the same.
        "access-control-allow-origin": "*",
        "vary": "accept-encoding",
    }
    if asset.name == "map.html":
        headers["content-security-policy"] = document().policy
    content = asset.content
    if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        content = asset.packed
    return Response(content, media_type=asset.media_type, headers=headers)


async def serve_scene(request: Request) -> Response:
    """Answer a map that asks for the records of a view; what it asks is read like a link, and never refused."""
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    lang = (query.pop("lang", None) or [ENGLISH])[-1]
    held = (query.pop("held", None) or [""])[-1]
    view, _notices = ViewFilter.from_query(query, CATALOG)
    content = await run_in_threadpool(answer, CATALOG, view, lang if lang in LANGUAGES else ENGLISH, held)
    return _json(request, content)


async def serve_finds(request: Request) -> Response:
    """Answer a search for names, in the view that the rest of the query gives."""
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    lang = (query.pop("lang", None) or [ENGLISH])[-1]
    text = (query.pop("find", None) or [""])[-1]
    view, _notices = ViewFilter.from_query(query, CATALOG)
    shown = store.filtered(CATALOG, view.without("selected"))
    found = find(CATALOG, shown, text, lang if lang in LANGUAGES else ENGLISH)
    return _json(request, [each._asdict() for each in found])


def _json(request: Request, content: Any) -> Response:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    headers = {"cache-control": "no-store", "vary": "accept-encoding"}
    if len(text) > PACKED_FROM_BYTES and "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        text = gzip.compress(text, 1, mtime=0)
    return Response(text, media_type="application/json", headers=headers)


async def serve_font(request: Request) -> Response:
    """Serve the typeface under an address that the configuration file can name."""
    asset = document().assets.get(request.path_params["name"])
    if asset is None or not asset.name.endswith(".woff2"):
        return PlainTextResponse("not found", status_code=404)
    return Response(
        asset.content, media_type=asset.media_type, headers={"cache-control": "public, max-age=604800"}
    )


async def health(request: Request) -> Response:
    """Answer whether the atlas serves, and which state of the data."""
    return PlainTextResponse(f"ok {CATALOG.version}\n", headers={"cache-control": "no-store"})


app = st.App(
    "pages/shell.py",
    routes=[
        Route(f"/{SCENES}", serve_scene),
        Route("/atlas/find", serve_finds),
        Route("/atlas/{digest}/{name}", serve_asset),
        Route("/fonts/{name}", serve_font),
        Route("/healthz", health),
        *ROUTES,
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(opening.Opening, early=EARLY),
        Middleware(PackedStatics),
    ],
)
