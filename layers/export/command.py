"""An export asked for by a query, from a data directory: what `python -m layers export` does."""

from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from layers import release
from layers.catalog import Catalog, open_catalog
from layers.export.formats import File, Order, Origin, make
from layers.export.refusals import reason
from layers.filters import ViewFilter
from layers.language import ENGLISH
from layers.problems import DataProblems, Problem
from layers.viewport import is_viewport

PASSED_OVER: Final = ("lang", "rows", "map", "rel", "embed", "embed_options")
"""Keys of a link that choose no rows: a link can be given as it stands in the address bar."""


def export(directory: Path, query: str, order: Order, made: str) -> File:
    """Write the rows of a query from the data in a directory, as of a day.

    Raises DataProblems when the data do not pass the check, or when any part of the query cannot be taken as it is: a file
    with other rows than those asked for would be worse than none.
    """
    catalog = open_catalog(directory)
    view = read_view(catalog, query)
    return make(catalog, view.apply(catalog), view, order, origin(directory, made))


def viewport(query: str) -> str:
    """Return where the map of a link looks, "" where the query does not say. Raises DataProblems for what is no part of the map."""
    found = _keys(query).get("map", [""])[-1]
    if found and not is_viewport(found):
        mend = "Mend the query: nothing was written."
        raise DataProblems([Problem("", None, "", "query", f"{found!r} is no part of the map", mend)])
    return found


def _keys(query: str) -> dict[str, list[str]]:
    text = query.strip()
    return parse_qs(text.partition("?")[2] if "?" in text else text, keep_blank_values=True)


def read_view(catalog: Catalog, query: str) -> ViewFilter:
    """Read a query, with or without its question mark. Raises DataProblems for any part that is not known."""
    view, notices = ViewFilter.from_query(_keys(query), catalog, known=PASSED_OVER)
    if notices:
        mend = "Mend the query: nothing was written."
        raise DataProblems(
            [Problem("", None, "", "query", reason(notice, ENGLISH).rstrip("."), mend) for notice in notices]
        )
    return view


def origin(directory: Path, made: str) -> Origin:
    """Return the release of a data directory and its terms. Raises DataProblems when a release cannot be read."""
    terms = directory / "LICENSE"
    text = terms.read_text("utf-8") if terms.exists() else ""
    latest = release.current(directory)
    return Origin(made, latest.id, latest.pending, text) if latest else Origin(made, terms=text)
