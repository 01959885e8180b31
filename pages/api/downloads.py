"""Downloads: the filtered rows as a file, `/export/<format>?<filters>`."""

import datetime
from dataclasses import replace
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from layers.brief.subject import asked as profiled
from layers.choices import Selection
from layers.export.columns import EXPORTED
from layers.export.formats import FORMATS, File, Order, Origin, make
from layers.export.offline.file import Opening
from layers.export.refusals import reason
from layers.filters import ViewFilter
from layers.language import ENGLISH, LANGUAGES, Translator
from layers.notices import echo
from layers.viewport import read_viewport
from pages.api.answer import answer
from pages.api.asked import Asked, read
from pages.api.endpoint import WORKSHOP
from pages.api.refusal import Refused
from pages.shared import store
from pages.shared.base import origin
from pages.shared.link import LANG, OF, VIEWPORT

ROWS_LIMIT: Final = 20_000
"""The most rows of a file, all tables together; the whole atlas has under four thousand."""
FILES_KEPT: Final = 24  # a file of the whole atlas weighs about half a megabyte
OWN: Final = ("table", "hxl", "paper", "languages", OF)
EVERY: Final = "all"
FLAGS: Final = {"": False, "0": False, "1": True}


def order_of(
    name: str,
    own: dict[str, str],
    lang: str,
    look: str = "",
    selected: Selection | None = None,
    address: str = "",
) -> Order:
    """Return what is to be written. Raises Refused: 404 for an unknown format, 400 for what the format cannot hold.

    Of viewport (`look`) and selection of the link only what shows a map takes note; `address` is that of the view here, for a file
    that says where it comes from.
    """
    _ = Translator(lang)
    known = FORMATS.get(name)
    if known is None:
        formats = ", ".join(FORMATS)
        raise Refused(
            404,
            _("There is no format “{name}”. Formats: {formats}.", name=echo(name), formats=formats),
            lang=lang,
        )
    table, flag = own.get("table", ""), own.get("hxl", "")
    if table and table not in known.tables:
        tables = ", ".join(known.tables)
        text = _("“{value}” is not a value of “{key}”.", value=echo(table), key="table")
        if tables:
            text += " " + _("This format holds one of: {tables}.", tables=tables)
        else:
            text += " " + _("This format always holds all tables.")
        raise Refused(400, text, lang=lang)
    if flag not in FLAGS or (FLAGS[flag] and not known.tagged):
        raise Refused(400, _("“{value}” is not a value of “{key}”.", value=echo(flag), key="hxl"), lang=lang)
    paper = own.get("paper", "")
    if paper and paper not in known.papers:
        raise Refused(
            400, _("“{value}” is not a value of “{key}”.", value=echo(paper), key="paper"), lang=lang
        )
    languages = own.get("languages", "")
    if languages not in ("", EVERY) or (languages and not known.opened):
        text = _("“{value}” is not a value of “{key}”.", value=echo(languages), key="languages")
        raise Refused(400, text, lang=lang)
    viewport = read_viewport(look)
    if (known.drawn or known.opened) and look and viewport is None:
        raise Refused(
            400, _("“{value}” is not a value of “{key}”.", value=echo(look), key=VIEWPORT), lang=lang
        )
    if known.opened:
        rest = (each for each in LANGUAGES if languages and each != lang)
        return Order(name, table, lang, FLAGS[flag], opening=Opening((lang, *rest), look, address))
    if known.drawn:
        return Order(name, table, lang, FLAGS[flag], viewport, selected)
    return Order(name, table, lang, FLAGS[flag], paper=paper)


def view_of(asked: Asked, order: Order) -> ViewFilter:
    """Return the view asked for; of a brief that of the profile it names. Raises Refused for one it cannot be of."""
    text = asked.own.get(OF, "")
    if not (order.paper and text):
        return asked.view
    view, notices = profiled(store.catalog(), asked.view, text)
    if notices:
        gone = all(notice.code == "withdrawn" for notice in notices)
        detail = " ".join(reason(notice, asked.lang) for notice in notices)
        raise Refused(410 if gone else 400, detail, lang=asked.lang)
    return view


async def download(request: Request) -> Response:
    """Answer with a file; it is complete before the first byte of it is sent."""
    name = request.path_params["format"]
    asked = read(request, OWN)
    look = request.query_params.get(VIEWPORT, "")
    address = ""
    if name in FORMATS and FORMATS[name].opened:
        asked = replace(asked, view=replace(asked.view, selected=asked.selected))
        address = _address(request, asked.view, asked.lang, look)
    order = order_of(name, dict(asked.own), asked.lang, look, asked.selected, address)
    today = datetime.date.today().isoformat()
    view = view_of(asked, order)
    here = origin(request.scope) if order.paper else ""
    home = here and f"{here}/"
    file = await WORKSHOP.make(lambda: written(view, order, today, home), asked.lang)
    headers = {"content-disposition": f'attachment; filename="{file.name}"'}
    return answer(request, file.content, file.media_type, asked.lang, headers)


def _address(request: Request, view: ViewFilter, lang: str, viewport: str) -> str:
    """Return the address of a view in the atlas, as the visitor reaches it."""
    query = {**view.to_query(), LANG: [lang], **({VIEWPORT: [viewport]} if viewport else {})}
    return f"{origin(request.scope)}/?{urlencode(query, doseq=True)}"


async def nothing(request: Request) -> Response:
    """Refuse an address below /export that is none."""
    _ = Translator(ENGLISH)
    raise Refused(404, _("Formats: {formats}.", formats=", ".join(FORMATS)))


@lru_cache(maxsize=FILES_KEPT)
def written(view: ViewFilter, order: Order, day: str, home: str) -> File:
    """Return the file of a view, made on a day, with links to the atlas at its address. Raises Refused (413) for more rows than a file may hold."""
    whole = store.catalog()
    shown = store.filtered(whole, view)
    n = sum(len(getattr(shown, table)) for table in EXPORTED)
    if n > ROWS_LIMIT:
        _ = Translator(order.lang)
        text = _("The view has {n} rows; a file holds {limit}. Choose more filters.", n=n, limit=ROWS_LIMIT)
        raise Refused(413, text, lang=order.lang)
    return make(whole, shown, view, order, origin_of(day, home))


def origin_of(day: str, home: str = "") -> Origin:
    """Return what the files say of the data that are served, made on a day, at an address."""
    latest = store.latest_release()
    state = (latest.id, latest.pending) if latest else ("", False)
    return Origin(day, *state, terms(), home)


@lru_cache(maxsize=1)
def terms() -> str:
    """Return the licence of the data, with what others made."""
    return (store.DATA / "LICENSE").read_text("utf-8")
