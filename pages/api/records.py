"""The rows of a view for programs, `/api/v1/<table>?<filters>`, and their description."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from layers.export import citation, delimited, geojson
from layers.export.columns import EXPORTED
from layers.export.frames import rows
from layers.export.interface import FORMS, LIMIT, OFFSET_LIMIT, forms
from layers.export.openapi import openapi
from layers.export.stamp import KEY, Stamp, as_values, stamp
from layers.filters import ViewFilter
from layers.language import ENGLISH, Translator
from layers.migrations import versioned
from layers.notices import echo
from pages.api.answer import answer
from pages.api.asked import Asked, read
from pages.api.endpoint import WORKSHOP
from pages.api.negotiation import form_of
from pages.api.refusal import Refused
from pages.shared import store

ROOT: Final = "/api/v1"
PAGES_KEPT: Final = 32
DESCRIBED: Final = '<openapi.json>; rel="service-desc"'


async def listed(request: Request) -> Response:
    """Answer with the rows of a table that a view shows, page by page."""
    table = table_of(request)
    asked = read(request, ("format", "limit", "offset"))
    form = form_of(asked.own.get("format", ""), request.headers.get("accept", ""), forms(table), asked.lang)
    limit = whole(asked, "limit", 1, LIMIT, LIMIT)
    offset = whole(asked, "offset", 0, OFFSET_LIMIT, 0)
    today = datetime.date.today().isoformat()
    content, matched, returned = await WORKSHOP.make(
        lambda: page(table, asked.view, asked.lang, form, limit, offset, today), asked.lang
    )
    links = [
        f'<{each["href"]}>; rel="{each["rel"]}"'
        for each in links_of(asked.view, asked.lang, form, matched, limit, offset)
    ]
    headers = {
        "link": ", ".join([*links, DESCRIBED]),
        "x-number-matched": str(matched),
        "x-number-returned": str(returned),
    }
    return answer(request, content, FORMS[form], asked.lang, headers)


async def single(request: Request) -> Response:
    """Answer with one record by its id."""
    table, ident = table_of(request), request.path_params["id"]
    asked = read(request, ("format",))
    if not asked.view.is_empty:
        _ = Translator(asked.lang)
        raise Refused(400, _("A single record takes no filters."), lang=asked.lang)
    form = form_of(asked.own.get("format", ""), request.headers.get("accept", ""), forms(table), asked.lang)
    catalog = store.catalog()
    frame = getattr(catalog, table)
    if ident not in frame.index:
        raise missing(table, ident, asked.lang)
    position = frame.index.get_loc(ident)
    row = rows(catalog, catalog, table, asked.lang)[position]
    if form == "csv":
        text = delimited.table(
            table, [row], stamped(asked.view, asked.lang, datetime.date.today().isoformat())
        )
    elif form == "geojson":
        text = geojson.written(geojson.features(catalog, catalog, table, asked.lang)[position]) + "\n"
    else:
        text = geojson.written(geojson.records([row])[0]) + "\n"
    return answer(
        request, text.encode(), FORMS[form], asked.lang, {"link": '<../openapi.json>; rel="service-desc"'}
    )


async def description(request: Request) -> Response:
    """Answer with the OpenAPI description."""
    asked = read(request)
    text = geojson.written(openapi(store.catalog(), store.releases(), asked.lang)) + "\n"
    return answer(request, text.encode(), "application/vnd.oai.openapi+json;version=3.1", asked.lang)


async def landing(request: Request) -> Response:
    """Answer with what there is."""
    asked = read(request)
    made = stamped(asked.view, asked.lang, datetime.date.today().isoformat())
    links = [
        {
            "rel": "service-desc",
            "href": "openapi.json",
            "type": "application/vnd.oai.openapi+json;version=3.1",
        }
    ]
    links += [{"rel": "item", "href": table, "title": table} for table in EXPORTED]
    values = {KEY: as_values(made, citation.plain(made)), "links": links}
    return answer(request, geojson.written(values).encode(), "application/json", asked.lang)


async def moved(request: Request) -> Response:
    """Send to the landing address, below which the relative ones are right."""
    return RedirectResponse("v1/", 308)


async def nothing(request: Request) -> Response:
    """Refuse an address below the interface that is none."""
    raise unknown_table(request.path_params["rest"].partition("/")[0])


def table_of(request: Request) -> str:
    """Return the table that an address names. Raises Refused (404) for an unknown one."""
    table = str(request.path_params["table"])
    if table not in EXPORTED:
        raise unknown_table(table)
    return table


def unknown_table(name: str) -> Refused:
    """Return the refusal of a table there is none of."""
    tables = ", ".join(EXPORTED)
    _ = Translator(ENGLISH)
    text = _("There is no table “{name}”. Tables: {tables}.", name=echo(name), tables=tables)
    return Refused(404, text)


def missing(table: str, ident: str, lang: str) -> Refused:
    """Return the refusal of an id: withdrawn, with why, or never there."""
    gone = store.catalog().withdrawn
    _ = Translator(lang)
    if ident in gone.index and gone.at[ident, "table"] == table:
        reason = str(gone.at[ident, f"reason_{lang}"])
        return Refused(
            410, _("“{value}” was withdrawn from the atlas: {reason}", value=ident, reason=reason), lang=lang
        )
    return Refused(404, _("There is no record “{id}” in {table}.", id=echo(ident), table=table), lang=lang)


def whole(asked: Asked, key: str, least: int, most: int, default: int) -> int:
    """Return a whole number of the query. Raises Refused (400) for anything else, and for one out of bounds."""
    text = asked.own.get(key, "")
    if not text:
        return default
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1
    if not least <= number <= most:
        _ = Translator(asked.lang)
        said = _("“{value}” is not a value of “{key}”.", value=echo(text), key=key)
        bounds = _("A whole number from {least} to {most}.", least=least, most=most)
        raise Refused(400, f"{said} {bounds}", lang=asked.lang)
    return number


def links_of(
    view: ViewFilter, lang: str, form: str, matched: int, limit: int, offset: int
) -> list[dict[str, str]]:
    """Return the addresses of this page, its neighbours and the first one, relative to this one."""
    query: dict[str, Any] = {**versioned(view.to_query()), "lang": lang, "format": form}
    found = {"self": offset, "first": 0}
    if offset + limit < matched:
        found["next"] = offset + limit
    if offset > 0:
        found["prev"] = max(0, offset - limit)
    return [
        {"rel": rel, "href": "?" + urlencode({**query, "limit": limit, "offset": at}, doseq=True)}
        for rel, at in found.items()
    ]


@lru_cache(maxsize=PAGES_KEPT)
def page(
    table: str, view: ViewFilter, lang: str, form: str, limit: int, offset: int, day: str
) -> tuple[bytes, int, int]:
    """Return a page of rows in a form, how many rows match, and how many it holds."""
    catalog = store.catalog()
    shown = store.filtered(catalog, view)
    made = stamped(view, lang, day)
    part = slice(offset, offset + limit)
    matched, total = made.rows[table]
    if form == "csv":
        kept = rows(catalog, shown, table, lang)[part]
        return delimited.table(table, kept, made).encode(), matched, len(kept)
    if form == "geojson":
        held, kind = geojson.features(catalog, shown, table, lang)[part], {"type": "FeatureCollection"}
    else:
        held, kind = geojson.records(rows(catalog, shown, table, lang)[part]), {}
    body: Mapping[str, Any] = {
        **kind,
        "numberMatched": matched,
        "numberReturned": len(held),
        "numberTotal": total,
        "links": links_of(view, lang, form, matched, limit, offset),
        KEY: as_values(made, citation.plain(made)),
        "features" if form == "geojson" else "records": held,
    }
    return geojson.written(body).encode(), matched, len(held)


def stamped(view: ViewFilter, lang: str, day: str) -> Stamp:
    """Return the stamp of an answer made on a day."""
    catalog, latest = store.catalog(), store.latest_release()
    release, pending = (latest.id, latest.pending) if latest else ("", False)
    return stamp(catalog, store.filtered(catalog, view), view, lang, day, release, pending)
