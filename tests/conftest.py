"""What several tests read: the atlas as it stands, read once."""

from pathlib import Path

import pytest

from layers.catalog import Catalog, read_catalog

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Return the whole atlas; `tests/data` checks it."""
    return read_catalog(ROOT / "data")
