"""Feeds, `/feeds/<kind>-<value>.atom`: what is new for a country, a corridor, a crime or a grade, or in the whole atlas."""

import datetime
from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from layers.choices import LEVELS
from layers.export import atom
from layers.filters import ViewFilter
from layers.language import ENGLISH, Translator
from layers.notices import echo
from layers.vocabulary import GRADES
from pages.api.answer import answer
from pages.api.asked import read
from pages.api.endpoint import WORKSHOP
from pages.api.refusal import Refused
from pages.shared import store
from pages.shared.base import origin

FEEDS_KEPT: Final = 32
EXAMPLES: Final = "all, country-CL, corridor-cucuta, crime-extortion, grade-established"


async def feed(request: Request) -> Response:
    """Answer with a feed."""
    name = request.path_params["name"]
    asked = read(request)
    if not asked.view.is_empty:
        _ = Translator(asked.lang)
        raise Refused(400, _("A feed takes no filters beside its name."), lang=asked.lang)
    view = view_of(name, asked.lang)
    day = datetime.date.today().isoformat()
    home = origin(request.scope)
    content = await WORKSHOP.make(lambda: written(name, view, asked.lang, day, home), asked.lang)
    return answer(request, content, atom.MEDIA_TYPE, asked.lang)


async def nothing(request: Request) -> Response:
    """Refuse an address below /feeds that is none."""
    raise unknown(str(request.path_params["rest"]), ENGLISH)


def view_of(name: str, lang: str) -> ViewFilter:
    """Return the view that a feed is about. Raises Refused: 404 for an unknown one, 410 for a corridor that was withdrawn."""
    if name == atom.ALL:
        return ViewFilter()
    kind, _dash, value = name.partition("-")
    key = atom.SUBJECTS.get(kind)
    if key is None or "," in value:
        raise unknown(name, lang)
    if kind == "grade" and value in GRADES and value not in LEVELS:
        return ViewFilter()  # the weakest grade: at least that is everything
    view, notices = ViewFilter.from_query({key: [value]}, store.catalog())
    if notices and notices[0].code == "withdrawn":
        raise Refused(410, notices[0].text(lang), lang=lang)
    if notices or view.is_empty:
        raise unknown(name, lang)
    return view


def unknown(name: str, lang: str) -> Refused:
    """Return the refusal of a feed there is none of."""
    _ = Translator(lang)
    text = _("There is no feed “{name}”. Feeds: {examples}.", name=echo(name), examples=EXAMPLES)
    return Refused(404, text, lang=lang)


@lru_cache(maxsize=FEEDS_KEPT)
def written(name: str, view: ViewFilter, lang: str, day: str, home: str) -> bytes:
    """Return a feed as of a day, with the address of the atlas in its links."""
    return atom.feed(store.catalog(), store.history(), view, name, lang, day, home).encode()
