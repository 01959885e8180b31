"""Previews of links: a picture of the view that a link shows, and a page of words for programs that read no other."""

from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from layers.filters import ViewFilter
from layers.language import Translator
from layers.viewport import Viewport
from pages.api.answer import answer
from pages.api.asked import QUERY_LIMIT_CHARACTERS
from pages.api.downloads import ROWS_LIMIT
from pages.api.endpoint import WORKSHOP
from pages.api.refusal import Refused
from pages.shared import heads, preview, store
from pages.shared.base import origin
from pages.shared.link import MAP

PICTURES_KEPT: Final = 64  # a picture weighs some 150 kB
KEPT_FOR: Final = "public, max-age=3600"
POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


async def picture(request: Request) -> Response:
    """Answer with a picture of a view. What of the query cannot be used is left out: the picture is about the rest."""
    found = preview.read(request.url.query, request.headers.get("accept-language"))
    content = await WORKSHOP.make(lambda: drawn(found.view, found.lang, found.viewport), found.lang)
    headers = {"cache-control": KEPT_FOR, "vary": "accept-language"}
    return answer(request, content, "image/png", found.lang, headers)


async def share(request: Request) -> Response:
    """Answer with the page that says what a link shows and leads there."""
    query, languages = request.url.query, request.headers.get("accept-language")
    if len(query) > QUERY_LIMIT_CHARACTERS:
        lang = preview.read("", languages).lang
        _ = Translator(lang)
        text = _(
            "The query has {n} characters; {limit} are read.", n=len(query), limit=QUERY_LIMIT_CHARACTERS
        )
        raise Refused(414, text, lang=lang)
    page = request.query_params.get(preview.PAGE, MAP)
    text, lang = heads.share(query, languages, page, origin(request.scope))
    headers = {"content-security-policy": POLICY, "vary": "accept-language, accept-encoding"}
    return answer(request, text.encode(), "text/html; charset=utf-8", lang, headers)


@lru_cache(maxsize=PICTURES_KEPT)
def drawn(view: ViewFilter, lang: str, viewport: Viewport | None) -> bytes:
    """Return the picture of a view. Raises Refused (413) for more rows than are drawn."""
    # Drawing is slow to load: the server starts without it.
    from layers.still import card

    whole = store.catalog()
    shown = store.filtered(whole, view.without("selected"))
    n = len(shown.legs) + len(shown.places) + len(shown.events)
    if n > ROWS_LIMIT:
        _ = Translator(lang)
        text = _("The view has {n} rows; a file holds {limit}. Choose more filters.", n=n, limit=ROWS_LIMIT)
        raise Refused(413, text, lang=lang)
    return card(whole, shown, view, lang, size=preview.SIZE, viewport=viewport)
