"""What every address for programs does alike: methods, limits, errors as problem details."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from layers.language import ENGLISH, LANGUAGES, Translator
from pages.api.answer import preflight
from pages.api.refusal import Refused
from pages.api.throttle import Throttle, Workshop
from pages.shared.link import LANG

METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
THROTTLE: Final = Throttle()
WORKSHOP: Final = Workshop()
_LOG: Final = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Response]]


def route(path: str, handler: Handler) -> Route:
    """Return the route of a handler; what it refuses, and what fails in it, is answered in words."""

    async def endpoint(request: Request) -> Response:
        lang = request.query_params.get(LANG, ENGLISH)
        lang = lang if lang in LANGUAGES else ENGLISH
        _ = Translator(lang)
        try:
            if request.method == "OPTIONS":
                return preflight()
            if request.method not in ("GET", "HEAD"):
                text = _("Ask with GET, HEAD or OPTIONS.")
                raise Refused(405, text, headers={"allow": "GET, HEAD, OPTIONS"}, lang=lang)
            THROTTLE.take(request.client.host if request.client else "", lang)
            return await handler(request)
        except Refused as refused:
            return refused.response()
        except Exception:
            _LOG.exception("no answer to %s", request.url.path)
            return Refused(500, _("The fault is the server's. It was noted."), lang=lang).response()

    return Route(path, endpoint, methods=list(METHODS))
