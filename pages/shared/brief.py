"""The brief of a profile, offered among the ways on at its top."""

from collections.abc import Iterable

from layers.blocks import Block
from layers.brief.subject import FIELDS
from layers.filters import ViewFilter
from layers.language import Translator
from layers.profiles.subject import Subject
from pages.shared import link


def offered(blocks: Iterable[Block], view: ViewFilter, about: Subject | None, lang: str) -> list[Block]:
    """Return the blocks of a profile with the link to its brief in the first row of links; of what has none, as they are."""
    made = list(blocks)
    if about is None or about.kind not in FIELDS:
        return made
    _ = Translator(lang)
    query = link.query(view.without("selected"), lang, {link.OF: [str(about)]})
    brief = {"text": _("Brief as PDF"), "file": f"export/pdf?{query}"}
    place = next(n for n, block in enumerate(made) if block["kind"] == "links")
    made[place] = {**made[place], "items": [*made[place]["items"], brief]}
    return made
