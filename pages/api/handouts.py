"""Handouts: a story as PDF, `/stories/<slug>.pdf?lang=es&paper=us-letter`."""

import datetime
from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from layers.language import Translator
from layers.notices import echo
from layers.press import PAPERS
from layers.stories.handout import edition, file_name
from layers.stories.handout import handout as printed
from pages.api.answer import answer
from pages.api.asked import read
from pages.api.endpoint import WORKSHOP
from pages.api.refusal import Refused
from pages.shared import store
from pages.shared.base import origin

HANDOUTS_KEPT: Final = 12  # each weighs about a third of a megabyte


async def handout(request: Request) -> Response:
    """Answer with the handout of a story; it is complete before the first byte of it is sent."""
    asked = read(request, ("paper",))
    _ = Translator(asked.lang)
    slug, paper = request.path_params["slug"], asked.own.get("paper") or PAPERS[0]
    if asked.lang not in store.stories().get(slug, {}):
        stories = ", ".join(store.stories())
        text = _("There is no story “{name}”. Stories: {stories}.", name=echo(slug), stories=stories)
        raise Refused(404, text, lang=asked.lang)
    if paper not in PAPERS:
        text = _("“{value}” is not a value of “{key}”.", value=echo(paper), key="paper")
        raise Refused(400, text, lang=asked.lang)
    if not asked.view.is_empty:
        text = _("A story shows its own views: leave the filters out.")
        raise Refused(400, text, lang=asked.lang)
    today, here = datetime.date.today().isoformat(), origin(request.scope)
    home = here and f"{here}/"
    content = await WORKSHOP.make(lambda: written(slug, asked.lang, paper, today, home), asked.lang)
    headers = {"content-disposition": f'attachment; filename="{file_name(slug, asked.lang)}"'}
    return answer(request, content, "application/pdf", asked.lang, headers)


@lru_cache(maxsize=HANDOUTS_KEPT)
def written(slug: str, lang: str, paper: str, day: str, home: str) -> bytes:
    """Return the handout of a story, made on a day, with links to the atlas at its address."""
    latest = store.latest_release()
    state = (latest.id, latest.pending) if latest else ("", False)
    made = edition(store.catalog(), lang, day, state, home, paper)
    return printed(store.catalog(), store.stories()[slug][lang], made)
