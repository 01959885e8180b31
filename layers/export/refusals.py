"""Why a query is refused, in words. A link that cannot be used in part still shows a page; a file or an answer that leaves a part out
would hold other rows than those asked for."""

from collections.abc import Mapping
from typing import Final

from layers.language import N_, gettext
from layers.notices import Notice

REASONS: Final[Mapping[str, str]] = {
    "unknown-key": N_("The key “{key}” is not known here."),
    "unknown-value": N_("“{value}” is not a value of “{key}”."),
    "reversed-dates": N_("The period ends ({to}) before it begins ({since})."),
    "too-many-dates": N_("“{key}” is given with more than one date."),
    "more": N_("{n} further parts of the query cannot be used."),
    "text-cut": N_("The text to search for is longer than {n} characters."),
}
"""Reasons whose notice speaks of a link; the others say the same of a query."""


def reason(notice: Notice, lang: str) -> str:
    """Say in the language why a query is refused, for what `layers.query` noticed in it."""
    if notice.code not in REASONS:
        return notice.text(lang)
    return gettext(lang, REASONS[notice.code]).format(**dict(notice.params))
