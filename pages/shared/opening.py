"""The index page, with the map begun in it: what a visitor sees before Streamlit is up.

Streamlit needs more than a second to start in the browser and to run the page for the first time. The map needs neither: its
document, its records and its basemap have addresses of their own. So the index page loads one small script of ours before
Streamlit's, which draws the map of the address where Streamlit will put it; the component then takes that very map over.
"""

import gzip
import hashlib
import html
import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlencode

import streamlit
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from layers import migrations
from layers.language import ENGLISH, LANGUAGES, N_, Translator, best
from layers.look import THEMES
from layers.mapping import Asset, document
from pages.shared import beginning, heads, preview
from pages.shared.base import origin, within
from pages.shared.components import HERE, folder
from pages.shared.link import LANG, MAP, SHADE, SHELL_KEYS
from pages.shared.mapframe import SCENES, WORDS

INDEX: Final = Path(streamlit.__file__).parent / "static" / "index.html"
ADDRESS: Final = "/"
CHARTED: Final = ("statistics", "timeline")
"""Pages that are mostly charts; others draw some on demand."""
CHARTS_ALONE: Final = ("chart", "timeline")
"""Parts of the atlas that stand alone in a frame, without a map."""
TITLE: Final = re.compile(r"<title>.*?</title>")
PACKED: Final = 1
"""Level of gzip: the page is another one for every view."""
WITHOUT_SCRIPTS: Final = N_(
    "Corridor Atlas draws its map, text and tables in the browser and needs JavaScript for that. The same records lie as plain "
    "text files in the folder data/ of the project, and its README says how to read them."
)
# Where Streamlit will put the map, on a screen with a sidebar and on one without.
QUERY_LIMIT_CHARACTERS: Final = 1_000  # a longer address is asked for without announcement
APART: Final = tuple(key for key in SHELL_KEYS if key != SHADE)
"""Keys of an address that the server need not know to answer the map."""
WIDE: Final = {"left": "380px", "right": "80px", "top": "172px"}
NARROW: Final = {"left": "16px", "right": "16px", "top": "214px"}

LINKS: Final = {"light": "#244FB4", "dark": "#85B8F8"}
"""Streamlit's own colours of links, for what is written before it is up."""
ALONE: Final = {"left": "0", "right": "0", "top": "0"}
SIZE: Final = dict(
    re.findall(r"(--atlas-[a-z]+): ([^;]+);", (HERE / "framed.css").read_text("utf-8").partition("}")[0])
)
"""The sizes of a map that stands alone in a frame, as framed.css gives them to the page."""


@lru_cache(maxsize=1)
def script() -> Asset:
    """Return the script that begins the map: constants only, the map's own module does the work."""
    home = document().path.rpartition("/")[0]
    plan = {
        "document": document().path,
        "setups": f"{home}/setup-",
        "scenes": SCENES,
        "style": f"{folder()}/mapframe.css",
        "lang": ENGLISH,
        "first": str(migrations.FIRST),
        "version": str(migrations.version()),
        "words": {lang: {name: Translator(lang)(text) for name, text in WORDS.items()} for lang in LANGUAGES},
        "apart": APART,
        "options": [SHADE],
        "paper": {theme: tokens["paper"] for theme, tokens in THEMES.items()},
        "wide": WIDE,
        "narrow": NARROW,
        "alone": ALONE,
        "size": SIZE,
    }
    module = folder().rpartition("/")[2]
    text = f'import {{ begin }} from "../{module}/mapframe.js";\nbegin({json.dumps(plan, ensure_ascii=False)});\n'
    return Asset("opening.js", text.encode())


@lru_cache(maxsize=1)
def text_script() -> Asset:
    """Return the script that begins a page of text: constants only, early.js does the work."""
    plan = {
        "address": beginning.ADDRESS,
        "tops": beginning.TOPS,
        "lang": ENGLISH,
        "languages": LANGUAGES,
        "first": str(migrations.FIRST),
        "version": str(migrations.version()),
        "tokens": {
            theme: {
                "text-color": tokens["ink"],
                "background-color": tokens["paper"],
                "secondary-background-color": tokens["panel"],
                "border-color": tokens["rule"],
                "link-color": LINKS[theme],
                "primary-color": tokens["control"],
                "font": "Inter, sans-serif",
            }
            for theme, tokens in THEMES.items()
        },
    }
    module = folder().rpartition("/")[2]
    text = (
        f'import {{ begin }} from "../{module}/early.js";\nbegin({json.dumps(plan, ensure_ascii=False)});\n'
    )
    return Asset("beginning.js", text.encode())


def path(script: Asset) -> str:
    """Return the address of a script; it carries the script's own digest."""
    return f"atlas/{hashlib.sha256(script.content).hexdigest()[:12]}/{script.name}"


@lru_cache(maxsize=1)
def plain() -> str:
    """Return Streamlit's index page with our word to who runs no scripts."""
    said = "".join(
        f'<p lang="{lang}">{html.escape(Translator(lang)(WITHOUT_SCRIPTS))}</p>' for lang in LANGUAGES
    )
    page = INDEX.read_text("utf-8")
    return re.sub(
        r"<noscript>.*?</noscript>", lambda _found: f"<noscript>{said}</noscript>", page, count=1, flags=re.S
    )


@cache
def index(page: str) -> str:
    """Return that page with our script before Streamlit's own, for a page that can be begun."""
    if page not in (MAP, *beginning.TOPS):
        return plain()
    ours = path(script() if page == MAP else text_script())
    return plain().replace("<head>", f'<head>\n    <script type="module" src="./{ours}"></script>', 1)


def presented(page: str, head: str) -> str:
    """Return an index page with the title and the tags of what it shows, in the place of Streamlit's title."""
    return TITLE.sub(lambda _found: head, page, count=1)


def announced(query: str, languages: str | None) -> str:
    """Return the Link header for the records and the words that the map of an address will ask for.

    The script asks for them in the same words, see `begin` in mapframe.js; where it does not, they are fetched once more.
    """
    pairs = parse_qsl(query, keep_blank_values=True) if len(query) <= QUERY_LIMIT_CHARACTERS else []
    if any(key == "selected" for key, _value in pairs):
        return ""
    chosen = [value for key, value in pairs if key == LANG]
    lang = chosen[0] if chosen and chosen[0] in LANGUAGES else best(languages)
    kept = [(key, value) for key, value in pairs if key not in APART]
    records = urlencode(sorted([*kept, (LANG, lang)]))
    home = document().path.rpartition("/")[0]
    addresses = (f"{SCENES}?{records}", f"{home}/setup-{lang}.json")
    return ", ".join(f"<{each}>; rel=preload; as=fetch; crossorigin=anonymous" for each in addresses)


class Opening:
    """Answer the front page and the addresses of the other pages; pass everything else on."""

    def __init__(self, app: ASGIApp, early: str = "", mounting: str = "", drawing: str = "") -> None:
        self.app = app
        # Link headers of the front page, of the others, of those with charts: what the browser may fetch before the scripts ask.
        self.early, self.mounting, self.drawing = early, mounting, drawing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the index page, which is never kept: it names files by their digests and says what a view shows."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        page = preview.page_of(scope["path"]) if asked else None
        if page is None:
            await self.app(scope, receive, send)
            return
        await self.answer(scope, page)(scope, receive, send)

    def answer(self, scope: Scope, page: str) -> Response:
        """Return the index page for an address."""
        asked, query = Headers(scope=scope), scope["query_string"].decode("latin-1")
        front = within(scope["path"]) == ADDRESS
        languages = asked.get("accept-language")
        head = heads.head(query, preview.read(query, languages).lang, page, origin(scope))
        content = presented(index(page), head).encode()
        headers = {"cache-control": "no-cache", "vary": "accept-language, accept-encoding"}
        part = dict(preview.pairs_of(query)).get("show") if front else None
        alone = part in CHARTS_ALONE
        if front and not alone:
            links = (self.early, announced(query, languages))
        else:
            links = (self.mounting, self.drawing if page in CHARTED or alone else "")
        if any(links):
            headers["link"] = ", ".join(filter(None, links))
        if not front:
            headers["etag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
            if headers["etag"] in asked.get("if-none-match", ""):
                return Response(status_code=304, headers=headers)
        if "gzip" in asked.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            content = gzip.compress(content, PACKED, mtime=0)
        return HTMLResponse(content, headers=headers)
