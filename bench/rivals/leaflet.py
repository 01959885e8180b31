"""The app of the rivals: the usual page with a map of streamlit-folium, and the Leaflet files it needs, served from here.

The map of a rival loads `leaflet.js` and `leaflet.css` alone. The usual list of folium (jQuery, Bootstrap, icons, all from
other hosts) is longer; leaving it out favours the rivals.
"""

from pathlib import Path
from typing import Any, Final

import folium
import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from xstatic.pkg import leaflet

SHELL: Final = Path(__file__).parent / "shell.py"
FILES: Final = ("leaflet.js", "leaflet.css")
HEIGHT: Final = 624  # pixels: what our map has in the window of the benchmark (100vh - 11rem of 800)


async def serve_file(request: Request) -> Response:
    """Serve a file of Leaflet, to be kept by the browser."""
    name = request.path_params["name"]
    if name not in FILES:
        return PlainTextResponse("not found", status_code=404)
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return FileResponse(Path(leaflet.BASE_DIR) / name, headers=headers)


def application() -> Any:
    """Return the app of a rival; the environment names which map it shows."""
    return st.App(str(SHELL), routes=[Route("/leaflet/{name}", serve_file)])


def empty_map() -> folium.Map:
    """Return a folium map over the same part of the world, drawn on canvas, without a basemap."""
    view = folium.Map(location=(-8, -75), zoom_start=4, tiles=None, prefer_canvas=True)
    view.default_js = [("leaflet", "/leaflet/leaflet.js")]
    view.default_css = [("leaflet", "/leaflet/leaflet.css")]
    return view
