"""The addresses for programs, from the root of the atlas."""

from typing import Final

from starlette.routing import Route

from pages.api import downloads, feeds, handouts, previews, records
from pages.api.endpoint import route
from pages.shared import preview

ROUTES: Final[tuple[Route, ...]] = (
    route("/export/{format}", downloads.download),
    route("/export/{rest:path}", downloads.nothing),
    route(f"{records.ROOT}/openapi.json", records.description),
    route(records.ROOT, records.moved),
    route(f"{records.ROOT}/", records.landing),
    route(f"{records.ROOT}/{{table}}", records.listed),
    route(f"{records.ROOT}/{{table}}/{{id}}", records.single),
    route("/api/{rest:path}", records.nothing),
    route("/stories/{slug}.pdf", handouts.handout),
    route("/feeds/{name}.atom", feeds.feed),
    route("/feeds/{rest:path}", feeds.nothing),
    route(f"/{preview.ADDRESS}", previews.picture),
    route(f"/{preview.SHARE}", previews.share),
)
