"""Build the one map document and the files it is made of.

The document is a folium map without data: folium and branca compile every string twice as a Jinja template, so no
record ever comes near them. Records reach the document in the browser, as JSON messages (see `assets/map/client.js`).
The document is the same bytes for every visitor and one file: a frame without an origin of its own has no lasting cache, so
whatever it loaded itself would travel again on each visit. Its scripts and styles stand in it and are allowed by hash; it
may load nothing else. The page around it fetches the basemap and the typeface, keeps them, and hands them over.
"""

import base64
import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from xstatic.pkg import leaflet

from layers.language import LANGUAGES
from layers.wording import setup

ASSETS: Final = Path(__file__).parent / "assets"
BASEMAP: Final = Path(__file__).parent.parent / "data" / "basemap" / "basemap.json"
CLIENT: Final = (
    "surface.js", "basemap.js", "legs.js", "places.js", "labels.js", "legend.js", "rings.js", "areas.js", "dates.js", "words.js", "camera.js",
    "pointer.js", "emphasis.js", "controls.js", "events.js", "keyboard.js", "player.js", "help.js", "print.js", "client.js",
)  # fmt: skip
SCRIPTS: Final = ("leaflet.js", *CLIENT)
STYLES: Final = ("leaflet.css", "map.css")
VIEWPORT: Final = '<meta name="viewport" content="width=device-width, initial-scale=1">'
TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True)
class Asset:
    """One file to serve: its name, its bytes and its media type."""

    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        """Return the media type for the name's ending."""
        return TYPES[Path(self.name).suffix]

    @cached_property
    def packed(self) -> bytes | None:
        """Return the bytes as gzip, None where that saves nothing (fonts are packed already)."""
        return None if self.name.endswith(".woff2") else gzip.compress(self.content, 9, mtime=0)


@dataclass(frozen=True)
class MapDocument:
    """The document, the policy to serve it with, and every file it loads."""

    digest: str
    html: str
    policy: str
    assets: dict[str, Asset]

    @property
    def path(self) -> str:
        """Return the address of the document below the app's own."""
        return f"atlas/{self.digest}/map.html"


class _Start(MacroElement):
    """Hand the folium map over to the client script."""

    _template = Template(
        "{% macro script(this, kwargs) %}Atlas.start({{ this._parent.get_name() }});{% endmacro %}"
    )


def _part(name: str) -> str:
    """Return the text of a script or style sheet, Leaflet's from its package."""
    folder = Path(leaflet.BASE_DIR) if name.startswith("leaflet") else ASSETS / "map"
    text = (folder / name).read_text("utf-8")
    # The comment makes browsers with open tools ask for a file that is not served.
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text)


def _files() -> dict[str, bytes]:
    """Return name -> bytes of everything but the document itself."""
    files = {path.name: path.read_bytes() for path in sorted((ASSETS / "fonts").glob("*.woff2"))}
    files["basemap.json"] = BASEMAP.read_bytes()
    for lang in LANGUAGES:
        files[f"setup-{lang}.json"] = json.dumps(
            setup(lang), ensure_ascii=False, separators=(",", ":")
        ).encode()
    return files


def _render() -> str:
    """Return the HTML of the data-free folium map, with fixed ids and its parts under relative addresses."""
    view = folium.Map(
        location=(-8, -75),
        zoom_start=4,
        tiles=None,
        zoom_snap=0.25,
        zoom_delta=1,
        wheel_px_per_zoom_level=110,
        attribution_control=False,
    )
    view._id = (
        "atlas"  # folium draws a random id; a fixed one keeps the document, and so its policy, the same
    )
    view.default_js = [(name, name) for name in SCRIPTS]
    view.default_css = [(name, name) for name in STYLES]
    view.add_child(_Start(), name="start")  # type: ignore[no-untyped-call]  # branca annotates no constructor
    figure = cast(Figure, view.get_root())
    figure.header.add_child(Element(VIEWPORT), name="meta")
    html: str = figure.render()
    # folium forbids zooming the page by touch (WCAG 1.4.4), and its style elements would need a looser policy.
    html = re.sub(r'<meta name="viewport"[^>]*user-scalable=no" />', "", html)
    html = re.sub(r"<style>.*?</style>", "", html, flags=re.S)
    for name in SCRIPTS:
        html = html.replace(f'<script src="{name}"></script>', f"<script>{_part(name)}</script>")
    for name in STYLES:
        html = html.replace(f'<link rel="stylesheet" href="{name}"/>', f"<style>{_part(name)}</style>")
    return html.replace("<html>", '<html lang="en">', 1)


def _policy(html: str) -> str:
    """Return the Content-Security-Policy of the document: the scripts and styles that stand in it, by hash."""

    def hashes(element: str) -> str:
        texts = re.findall(rf"<{element}>(.*?)</{element}>", html, flags=re.S)
        digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {hashes('script')}",
            f"style-src {hashes('style')}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        )
    )


@lru_cache(maxsize=1)
def document() -> MapDocument:
    """Build the map document once per process.

    Raises FileNotFoundError when one of its parts is missing from the checkout.
    """
    html = _render()
    files = _files()
    digest = hashlib.sha256(html.encode())
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + content)
    files["map.html"] = html.encode()
    assets = {name: Asset(name, content) for name, content in files.items()}
    return MapDocument(digest.hexdigest()[:12], html, _policy(html), assets)
