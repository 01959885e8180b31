"""The atlas's own places: which labels of the basemap stand for the same town."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyproj import Geod
from towns import Town

WGS84 = Geod(ellps="WGS84")
NEAR = 10.0  # km: same name within this distance is the same town
VERY_NEAR = 5.0  # km: here a name within the other is enough (New York, New York City)


@dataclass(frozen=True)
class Place:
    """Describe one curated place: id, label, ISO country, WGS 84 position, what the position stands for."""

    id: str
    name: str
    country: str
    lon: float
    lat: float
    precision: str

    @property
    def is_region(self) -> bool:
        """Return whether the position is only a stand-in for a state, a coast or a country."""
        return self.precision == "region"

    @property
    def is_town(self) -> bool:
        """Return whether the position is that of a town."""
        return self.precision == "town"

    def as_town(self) -> Town:
        """Return the place as one of the towns that must lie in their own country."""
        return Town(0, self.name, self.country, self.lon, self.lat, 0, "", is_curated=True)

    def kilometres_to(self, lon: float, lat: float) -> float:
        """Return the geodesic distance on WGS 84."""
        return float(WGS84.inv(self.lon, self.lat, lon, lat)[2]) / 1000

    def is_called(self, names: Iterable[str], kilometres: float) -> bool:
        """Return whether one of `names`, found `kilometres` away, names this place."""
        if kilometres > NEAR:
            return False
        own = words(self.name)
        others = [words(name) for name in names]
        if own in others:
            return True
        return kilometres <= VERY_NEAR and any(
            set(own) <= set(o) or set(o) <= set(own) for o in others[:1] if o
        )


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name without accents and case."""
    letters = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(c if c.isalnum() else " " for c in letters if unicodedata.category(c) != "Mn")
    return tuple(bare.split())


def read(folder: Path) -> list[Place]:
    """Read the curated places of `folder` (data/places), by id; a bracketed qualifier is not part of a label."""
    places = []
    for path in sorted(folder.glob("*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            properties = feature["properties"]
            lon, lat = feature["geometry"]["coordinates"]
            name = properties["name"].split(" (")[0]
            places.append(
                Place(feature["id"], name, properties["country"], lon, lat, properties["precision"])
            )
    return sorted(places, key=lambda place: place.id)
