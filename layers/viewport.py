"""The part of the world a link shows: zoom, latitude and longitude, `5.25_-19.280_-68.620`."""

import re
from typing import Final, NamedTuple

_FORM: Final = re.compile(r"(\d(?:\.\d+)?)_(-?\d{1,2}(?:\.\d+)?)_(-?\d{1,3}(?:\.\d+)?)", re.ASCII)
ZOOM_RANGE: Final = (2.0, 9.0)
LATITUDE_LIMIT: Final = 85.0  # spherical Mercator ends there
LONGITUDE_LIMIT: Final = 180.0


class Viewport(NamedTuple):
    """A zoom (256 pixels for the world at 0) and the middle of the picture in degrees."""

    zoom: float
    lat: float
    lon: float


def read_viewport(text: str) -> Viewport | None:
    """Read a link's viewport; None where it cannot be shown: zoom 2 to 9, degrees within the map."""
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    found = Viewport(*(float(part) for part in match.groups()))
    inside = abs(found.lat) <= LATITUDE_LIMIT and abs(found.lon) <= LONGITUDE_LIMIT
    return found if ZOOM_RANGE[0] <= found.zoom <= ZOOM_RANGE[1] and inside else None


def is_viewport(text: str) -> bool:
    """Tell whether a link's viewport can be shown."""
    return read_viewport(text) is not None
