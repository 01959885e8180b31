"""The addresses for programs."""

from typing import Final

from starlette.routing import Route

from pages.api import downloads
from pages.api.endpoint import route

ROUTES: Final[tuple[Route, ...]] = (
    route("/export/{format}", downloads.download),
    route("/export/{rest:path}", downloads.nothing),
)
