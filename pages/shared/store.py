"""The atlas in memory: read once, shared by all visitors, never changed."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from layers import release
from layers.catalog import Catalog, open_catalog, read_catalog
from layers.changes import Changes
from layers.filters import ViewFilter
from layers.problems import DataProblems
from layers.stories import shelf

DATA: Final = Path(__file__).parent.parent.parent / "data"
STORIES: Final = DATA.parent / "stories"
VIEWS_KEPT: Final = 128  # a filtered catalog of the present size weighs well under a megabyte


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """Return the atlas, read and checked once per process.

    Data that are, byte for byte, those of the latest release passed the check when it was made; others are checked now.

    Raises DataProblems with every problem found.
    """
    latest = latest_release()
    return read_catalog(DATA) if latest and not latest.pending else open_catalog(DATA)


@lru_cache(maxsize=VIEWS_KEPT)
def filtered(whole: Catalog, view: ViewFilter) -> Catalog:
    """Return the rows of a view. What is selected does not filter: leave it out, so that a click costs nothing."""
    return view.apply(whole)


@lru_cache(maxsize=1)
def latest_release() -> release.Release | None:
    """Return the latest release of the data and whether they differ from it by now; None when there is none.

    Raises DataProblems when its descriptor, or the file of any release, cannot be read.
    """
    return release.current(DATA)


@lru_cache(maxsize=1)
def releases() -> tuple[str, ...]:
    """Return the dates of all releases, the oldest first."""
    return release.ids(DATA)


@lru_cache(maxsize=1)
def history() -> tuple[Changes, ...]:
    """Return what changed with every release, the oldest first."""
    return release.history(DATA)


@lru_cache(maxsize=8)
def changes_since(made: str) -> Changes:
    """Return what changed since a release.

    Raises KeyError for one that is not known.
    """
    return release.changes_between(DATA, made)


@lru_cache(maxsize=1)
def stories() -> shelf.Shelf:
    """Return the stories by slug and language.

    Raises DataProblems for one that cannot be read; what their links name in vain is told to who follows them.
    """
    found, problems = shelf.read(STORIES)
    if problems:
        raise DataProblems(problems)
    return found
