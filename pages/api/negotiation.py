"""Which form of an answer a program takes: the key `format`, else the header Accept (RFC 9110, 12.5.1)."""

from collections.abc import Sequence

from layers.export.interface import FORMS
from layers.language import Translator
from layers.notices import echo
from pages.api.refusal import Refused

HEADER_LIMIT_CHARACTERS = 1_000


def form_of(wanted: str, accept: str, offered: Sequence[str], lang: str) -> str:
    """Return one of the forms offered. Raises Refused: 400 for a form that is not offered, 406 where none is accepted."""
    _ = Translator(lang)
    forms = ", ".join(offered)
    if wanted:
        if wanted in offered:
            return wanted
        text = _("“{value}” is not a value of “{key}”.", value=echo(wanted), key="format")
        raise Refused(400, f"{text} {_('Formats: {formats}.', formats=forms)}", lang=lang)
    weights = ranked(accept[:HEADER_LIMIT_CHARACTERS])
    found = [(weight(FORMS[form].partition(";")[0], weights), -n, form) for n, form in enumerate(offered)]
    best = max(found)
    if best[0] <= 0:
        raise Refused(406, _("Formats: {formats}.", formats=forms), lang=lang)
    return best[2]


def ranked(accept: str) -> dict[str, float]:
    """Return media range -> weight; nothing accepted means anything is."""
    found: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if "/" not in name:
            continue
        quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        try:
            found[name] = min(1.0, max(0.0, float(quality)))
        except ValueError:
            found[name] = 0.0
    return found or {"*/*": 1.0}


def weight(media_type: str, weights: dict[str, float]) -> float:
    """Return how much a media type is wanted: by its own name, its family, or anything at all, in this order."""
    for name in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        if name in weights:
            return weights[name]
    return 0.0
