"""An export asked for by a query, from a data directory: what `python -m layers export` does."""

from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from layers import release
from layers.brief.subject import asked
from layers.catalog import Catalog, open_catalog
from layers.export.formats import FORMATS, File, Order, Origin, make
from layers.export.refusals import reason
from layers.filters import ViewFilter
from layers.language import ENGLISH
from layers.migrations import migrate
from layers.notices import echo
from layers.problems import DataProblems, Problem
from layers.profiles.subject import KEY as OF
from layers.viewport import Viewport, is_viewport, read_viewport

PASSED_OVER: Final = (
    *("lang", "rows", "map", "rel", "show", "chart", "embed", "embed_options"),
    *("story", "step", "aside"),
)
"""Keys of a link that choose no rows: a link can be given as it stands in the address bar."""


def export(directory: Path, query: str, order: Order, made: str, address: str = "") -> File:
    """Write the rows of a query from the data in a directory, as of a day; `address` is where the atlas is served, for links.

    Raises DataProblems when the data do not pass the check, or when any part of the query cannot be taken as it is: a file
    with other rows than those asked for would be worse than none.
    """
    catalog = open_catalog(directory)
    view = read_view(catalog, query, briefed=bool(order.paper))
    if FORMATS[order.format].drawn:
        order = replace(order, viewport=look(query), selected=view.selected)
    return make(catalog, view.apply(catalog), view, order, origin(directory, made, address))


def viewport(query: str) -> str:
    """Return where the map of a link looks, "" where the query does not say. Raises DataProblems for what is no part of the map."""
    found = _parts(query).get("map", [""])[-1]
    if found and not is_viewport(found):
        mend = "Mend the query: nothing was written."
        raise DataProblems([Problem("", None, "", "query", f"{found!r} is no part of the map", mend)])
    return found


def _parts(query: str) -> dict[str, list[str]]:
    text = query.strip()
    return parse_qs(text.partition("?")[2] if "?" in text else text, keep_blank_values=True)


def look(query: str) -> Viewport | None:
    """Return where the link of a query looks; None where it does not say. Raises DataProblems where that cannot be shown."""
    given = _parts(query).get("map", [])
    found = read_viewport(given[-1]) if given else None
    if given and found is None:
        text = f"{echo(given[-1])} is no part of the map"
        raise DataProblems(
            [Problem("", None, "", "query", text, "Write zoom_latitude_longitude: 5_-19.28_-68.62.")]
        )
    return found


def read_view(catalog: Catalog, query: str, briefed: bool = False) -> ViewFilter:
    """Read a query, with or without its question mark. Raises DataProblems for any part that is not known.

    What is `briefed` may also be asked for by the profile it is of: `of=country.CL`.
    """
    given, told = migrate(_parts(query))
    of = given.pop(OF, [])[-1:] if briefed else []
    view, notices = ViewFilter.from_query(given, catalog, known=PASSED_OVER)
    notices = (*told, *notices)
    for text in of:
        view, more = asked(catalog, view, text)
        notices += more
    if notices:
        mend = "Mend the query: nothing was written."
        raise DataProblems(
            [Problem("", None, "", "query", reason(notice, ENGLISH).rstrip("."), mend) for notice in notices]
        )
    return view


def origin(directory: Path, made: str, address: str = "") -> Origin:
    """Return the release of a data directory and its terms, as served at an address. Raises DataProblems when a release cannot be read."""
    terms = directory / "LICENSE"
    text = terms.read_text("utf-8") if terms.exists() else ""
    latest = release.current(directory)
    state = (latest.id, latest.pending) if latest else ("", False)
    return Origin(made, *state, text, address)
