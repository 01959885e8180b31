"""The server: Streamlit's pages, the map document and its files, what programs ask for, the headers of every answer.

`streamlit run app.py` and `uvicorn app:app` both start it. It refuses to start on data that do not pass the check.
"""

import gzip
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import net_util

from layers import chronicle, timeline
from layers.filters import ViewFilter
from layers.finder import find
from layers.lanes import LANES
from layers.language import ENGLISH, LANGUAGES
from layers.mapping import Asset, document
from layers.migrations import current
from layers.problems import DataProblems
from layers.scene import answer
from layers.walk import walk
from pages.api.routes import ROUTES
from pages.shared import beginning, charts, chronology, desk, facets, opening, share, store, takeout
from pages.shared.base import base_path, origin, placed
from pages.shared.components import assets, folder
from pages.shared.headers import SecurityHeaders
from pages.shared.mapframe import SCENES
from pages.shared.statics import PackedStatics, component_scripts, vega
from pages.shared.walk import ADDRESS as WALK

# Streamlit asks another host for its own address when an unknown origin knocks; the atlas asks nobody anything.
net_util.get_external_ip = lambda: None

try:
    base_path()
except ValueError as error:
    sys.exit(f"{error}. Name another one, or none for the root of the host.")
try:
    CATALOG = store.catalog()
    store.latest_release()
    store.stories()
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
FILES |= {f"{charts.home()}/{asset.name}": asset for asset in charts.assets().values()}
FILES |= {opening.path(each): each for each in (opening.script(), opening.text_script())}
PACKED_FROM_BYTES: Final = 600  # a smaller answer fits one packet as it is


def _modules(*addresses: str) -> str:
    return ", ".join(f"<{address}>; rel=modulepreload" for address in addresses)


# While Streamlit starts, what mounts a component is on its way, and what writes a page.
MOUNTING = _modules(*(address[1:] for address in component_scripts()), f"{folder()}/sheet.js")
# On pages of charts also what draws them.
DRAWING = _modules(f"{folder()}/vega.js", *(address[1:] for address in vega()[2]))
# On the front page also what the map needs: its own module, what its document is made of.
EARLY = ", ".join(
    (
        _modules(opening.path(opening.script()), f"{folder()}/mapframe.js", f"{folder()}/card.js"),
        MOUNTING,
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


def _home(request: Request) -> str:
    """Return the address of the front page, as the request reached it."""
    return f"{origin(request.scope)}/"


def _query(request: Request) -> dict[str, list[str]]:
    """Return the keys and values of what a page of the atlas asks."""
    return current({key: request.query_params.getlist(key) for key in request.query_params})


async def serve_scene(request: Request) -> Response:
    """Answer a map that asks for the records of a view; what it asks is read like a link, and never refused."""
    query = _query(request)
    lang = (query.pop("lang", None) or [ENGLISH])[-1]
    held = (query.pop("held", None) or [""])[-1]
    shade = (query.pop("shade", None) or [""])[-1]
    view, _notices = ViewFilter.from_query(query, CATALOG)
    spoken = lang if lang in LANGUAGES else ENGLISH
    content = await run_in_threadpool(answer, CATALOG, view, spoken, held, shade)
    return _json(request, content)


def _asked(request: Request) -> tuple[ViewFilter, str, dict[str, str]]:
    """Read what is asked for like a link: the view, the language, and what else is said (the last value of each key)."""
    query = _query(request)
    more = {key: query.pop(key)[-1] for key in ("lang", "lanes", "held") if key in query}
    lang = more.get("lang", ENGLISH)
    view, _notices = ViewFilter.from_query(query, CATALOG)
    return view.without("selected"), lang if lang in LANGUAGES else ENGLISH, more


async def serve_timeline(request: Request) -> Response:
    """Answer a timeline that asks for the bars and figures of a view."""
    view, lang, more = _asked(request)
    group = more["lanes"] if more.get("lanes") in LANES else next(iter(LANES))
    wide, shown = (store.filtered(CATALOG, each) for each in (view.without("since", "until"), view))
    content = await run_in_threadpool(
        timeline.answer, CATALOG, wide, shown, view, lang, group, more.get("held", "")
    )
    return _json(request, content)


async def serve_links(request: Request) -> Response:
    """Answer the panel that gives rows away, which asks for its links when it is unfolded."""
    view, lang, _more = _asked(request)
    asked = request.query_params.get("tables", "")
    return _json(request, await run_in_threadpool(takeout.links, view, lang, asked))


async def serve_share(request: Request) -> Response:
    """Answer the panel that gives the view away, which sends the address that stands in the browser."""
    asked = {key: request.query_params[key] for key in request.query_params}
    told = await run_in_threadpool(share.answer, CATALOG, asked)
    return _json(request, told) if told else PlainTextResponse("no address", status_code=400)


async def serve_rows(request: Request) -> Response:
    """Hand out the dated rows of a view as a file."""
    view, lang, _more = _asked(request)
    text = await run_in_threadpool(chronicle.to_csv, CATALOG, store.filtered(CATALOG, view), lang)
    return _file(text, "text/csv", "corridor-atlas-timeline.csv")


async def serve_notes(request: Request) -> Response:
    """Hand out what must be known about those rows as a file."""
    view, lang, _more = _asked(request)
    latest = store.latest_release()
    made = latest.id if latest and not latest.pending else None
    today = datetime.now(UTC).date().isoformat()
    notes = chronicle.metadata(CATALOG, store.filtered(CATALOG, view), view, lang, made, today)
    text = json.dumps(notes, ensure_ascii=False, indent=2) + "\n"
    return _file(text, "application/json", "corridor-atlas-timeline-metadata.json")


def _file(text: str, media_type: str, name: str) -> Response:
    headers = {"cache-control": "no-store", "content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=media_type, headers=headers)


async def serve_finds(request: Request) -> Response:
    """Answer a search for names, in the view that the rest of the query gives."""
    query = _query(request)
    lang = (query.pop("lang", None) or [ENGLISH])[-1]
    text = (query.pop("find", None) or [""])[-1]
    view, _notices = ViewFilter.from_query(query, CATALOG)
    shown = store.filtered(CATALOG, view.without("selected"))
    found = find(CATALOG, shown, text, lang if lang in LANGUAGES else ENGLISH)
    return _json(request, [each._asdict() for each in found])


async def serve_statistics(request: Request) -> Response:
    """Answer the statistics page, which asks for the charts of a view."""
    query = _query(request)
    return _json(request, await run_in_threadpool(charts.answer, CATALOG, query, _home(request)))


async def serve_chart(request: Request) -> Response:
    """Serve the table of one chart of a view, or what describes it, as a file."""
    return await _chart(request, charts.file)


async def serve_desk_chart(request: Request) -> Response:
    """Serve the same for a chart of the evidence desk."""
    return await _chart(request, desk.file)


async def _chart(request: Request, file: Callable[..., str | None]) -> Response:
    query = _query(request)
    key, kind = request.path_params["key"], request.path_params["kind"]
    media = {"csv": "text/csv", "json": "application/json"}.get(kind)
    text = await run_in_threadpool(file, CATALOG, query, _home(request), key, kind) if media else None
    if text is None:
        return PlainTextResponse("not found", status_code=404)
    headers = {"cache-control": "no-store", "content-disposition": f'attachment; filename="{key}.{kind}"'}
    return Response(text.encode(), media_type=media, headers=headers)


async def serve_beginning(request: Request) -> Response:
    """Answer a page of text that begins before Streamlit is up."""
    found = await run_in_threadpool(beginning.answer, CATALOG, _query(request))
    return _json(request, found) if found else PlainTextResponse("not found", status_code=404)


async def serve_desk(request: Request) -> Response:
    """Answer the evidence desk, which asks for a section of a view."""
    query = _query(request)
    return _json(request, await run_in_threadpool(desk.answer, CATALOG, query, _home(request)))


async def serve_citation(request: Request) -> Response:
    """Answer how to cite a view, or the claim that is selected in it."""
    query = _query(request)
    return _json(request, await run_in_threadpool(desk.citation, CATALOG, query, _home(request)))


async def serve_walk(request: Request) -> Response:
    """Answer with the corridors and legs of a view in words."""
    query = _query(request)
    lang = (query.pop("lang", None) or [ENGLISH])[-1]
    view, _notices = ViewFilter.from_query(query, CATALOG)
    shown = store.filtered(CATALOG, view.without("selected"))
    return _json(
        request,
        await run_in_threadpool(walk, CATALOG, shown, lang if lang in LANGUAGES else ENGLISH),
    )


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


OWN: Final = (
    Route(f"/{SCENES}", serve_scene),
    Route("/atlas/find", serve_finds),
    Route(f"/{charts.ADDRESS}", serve_statistics),
    Route(f"/{charts.ADDRESS}/{{key}}.{{kind}}", serve_chart),
    Route(f"/{beginning.ADDRESS}", serve_beginning),
    Route(f"/{desk.ADDRESS}", serve_desk),
    Route(f"/{desk.CITATION}", serve_citation),
    Route(f"/{desk.ADDRESS}/{{key}}.{{kind}}", serve_desk_chart),
    Route(f"/{takeout.ADDRESS}", serve_links),
    Route(f"/{share.ADDRESS}", serve_share),
    Route(f"/{chronology.BARS}", serve_timeline),
    Route(f"/{chronology.ROWS}", serve_rows),
    Route(f"/{chronology.NOTES}", serve_notes),
    Route(f"/{WALK}", serve_walk),
    Route("/atlas/{digest}/{name}", serve_asset),
    Route("/fonts/{name}", serve_font),
    Route("/healthz", health),
)

app = st.App(
    "pages/shell.py",
    routes=placed([*OWN, *ROUTES]),
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(opening.Opening, early=EARLY, mounting=MOUNTING, drawing=DRAWING),
        Middleware(PackedStatics),
    ],
)
