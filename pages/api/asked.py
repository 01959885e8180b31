"""What a request asks for: the view, the language, the keys of its own. Whatever is not understood is refused, never left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from layers.choices import KEYS, Selection
from layers.export.refusals import reason
from layers.filters import ViewFilter
from layers.language import ENGLISH, LANGUAGES, Translator
from layers.notices import echo
from layers.plots import KEYS as PLOT_KEYS
from layers.release import KEY as REL
from layers.release import is_date
from pages.api.refusal import Refused
from pages.shared import store
from pages.shared.link import LANG, SHELL_KEYS

QUERY_LIMIT_CHARACTERS: Final = 8_000
FIELD_LIMIT: Final = 500
PASSED_OVER: Final = frozenset((*SHELL_KEYS, *PLOT_KEYS.values())) - {LANG, REL}
"""Keys of a link that choose no rows: a link can be used as it stands in the address bar."""


@dataclass(frozen=True)
class Asked:
    """A request that was understood. `own` holds the keys that only this address knows, one value each.

    `selected` is the record looked at, which chooses no rows.
    """

    view: ViewFilter
    lang: str
    own: Mapping[str, str]
    selected: Selection | None = None


def read(request: Request, own: Iterable[str] = ()) -> Asked:
    """Read the query of a request; `own` names the keys beside those of a link.

    Raises Refused: 414 for a query that is too long, 400 for what is not known, 410 for a record that was withdrawn or a
    release whose data are not served any more, 404 for a release there never was.
    """
    query = pairs(request)
    lang = (query.get(LANG) or [ENGLISH])[-1]
    if lang not in LANGUAGES:
        _ = Translator(ENGLISH)
        raise Refused(400, _("“{value}” is not a value of “{key}”.", value=echo(lang), key=LANG))
    names = set(own)
    given = {key: values for key, values in query.items() if key in names}
    _once(given, lang)
    _release(query.get(REL, []), lang)
    rest = {key: values for key, values in query.items() if key not in names}
    view, notices = ViewFilter.from_query(rest, store.catalog(), known={*PASSED_OVER, LANG, REL})
    if notices:
        gone = all(notice.code == "withdrawn" for notice in notices)
        errors = tuple({"detail": reason(notice, lang)} for notice in notices)
        keys = ", ".join(sorted({*KEYS.values(), LANG, REL, *names}))
        detail = " ".join(error["detail"] for error in errors)
        if any(notice.code == "unknown-key" for notice in notices):
            _ = Translator(lang)
            detail += " " + _("Known keys: {keys}.", keys=keys)
        raise Refused(410 if gone else 400, detail, errors, lang=lang)
    return Asked(
        view.without("selected"), lang, {key: values[0] for key, values in given.items()}, view.selected
    )


def pairs(request: Request) -> dict[str, list[str]]:
    """Return the query as key -> values, empty ones left out. Raises Refused where it is too long."""
    text = request.url.query
    _ = Translator(ENGLISH)
    if len(text) > QUERY_LIMIT_CHARACTERS:
        raise Refused(
            414,
            _("The query has {n} characters; {limit} are read.", n=len(text), limit=QUERY_LIMIT_CHARACTERS),
        )
    try:
        found = parse_qsl(text, max_num_fields=FIELD_LIMIT)
    except ValueError as error:
        raise Refused(400, _("The query has more than {n} parts.", n=FIELD_LIMIT)) from error
    query: dict[str, list[str]] = {}
    for key, value in found:
        query.setdefault(key, []).append(value)
    return query


def _once(given: Mapping[str, list[str]], lang: str) -> None:
    for key, values in given.items():
        if len(set(values)) > 1:
            _ = Translator(lang)
            raise Refused(400, _("“{key}” is given more than once.", key=key), lang=lang)


def _release(values: list[str], lang: str) -> None:
    """Refuse a release other than the one whose data are served."""
    _ = Translator(lang)
    known = store.releases()
    for value in values:
        if known and value == known[-1]:
            continue
        latest = known[-1] if known else "–"
        if value in known:
            text = _("Release {value} is not served any more, only {latest} is.", value=value, latest=latest)
            raise Refused(410, text, lang=lang)
        text = _(
            "There is no release “{value}”. The data are of release {latest}.",
            value=echo(value),
            latest=latest,
        )
        raise Refused(404 if is_date(value) else 400, text, lang=lang)
