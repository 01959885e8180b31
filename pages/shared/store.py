"""The atlas in memory: read once, shared by all visitors, never changed."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from layers.catalog import Catalog, open_catalog
from layers.filters import ViewFilter

DATA: Final = Path(__file__).parent.parent.parent / "data"
VIEWS_KEPT: Final = 128  # a filtered catalog of the present size weighs well under a megabyte


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """Return the atlas, read and checked once per process.

    Raises DataProblems with every problem found.
    """
    return open_catalog(DATA)


@lru_cache(maxsize=VIEWS_KEPT)
def filtered(whole: Catalog, view: ViewFilter) -> Catalog:
    """Return the rows of a view. What is selected does not filter: leave it out, so that a click costs nothing."""
    return view.apply(whole)
