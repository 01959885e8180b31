"""The states and regions that the basemap draws, and which of them a place lies in."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from layers.borders import BASEMAP

ALIASES: Final = {
    ("CL", "Región Metropolitana"): "CL-RM",
    ("CO", "Bogotá D.C."): "CO-DC",
}
"""Names that places use and the basemap does not."""


@lru_cache(maxsize=2)
def regions(path: Path = BASEMAP) -> Mapping[str, str]:
    """Return the local name of every state or region of the basemap by its code (ISO 3166-2)."""
    geometries = json.loads(path.read_text(encoding="utf-8"))["am"]["objects"]["admin1"]["geometries"]
    return {each["properties"]["id"]: each["properties"]["n"] for each in geometries}


@lru_cache(maxsize=2)
def _codes(path: Path = BASEMAP) -> Mapping[tuple[str, str], str]:
    return {(code[:2], name): code for code, name in regions(path).items()} | ALIASES


def region_of(country: str, admin1: str | None) -> str | None:
    """Return the code of the region that a place names; None for one that the basemap does not draw, or none named."""
    return _codes().get((country, admin1)) if admin1 else None
