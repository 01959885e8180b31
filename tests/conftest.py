"""What several tests read: the atlas as it stands, read once."""

from pathlib import Path

import pytest
from hypothesis import settings

from layers import load
from layers.catalog import Catalog, read_catalog
from layers.load import Tables

settings.register_profile(
    "atlas", deadline=None
)  # how long an example takes depends on what else the machine does
settings.load_profile("atlas")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Return the whole atlas; `tests/data` checks it."""
    return read_catalog(ROOT / "data")


@pytest.fixture(scope="session")
def real_tables() -> Tables:
    """Return the tables that the atlas is built from, as they are read."""
    return load.read(ROOT / "data")[0]
