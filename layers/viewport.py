"""The part of the world a link shows: zoom, latitude and longitude, `5.25_-19.280_-68.620`."""

import re
from typing import Final

_FORM: Final = re.compile(r"(\d(?:\.\d+)?)_(-?\d{1,2}(?:\.\d+)?)_(-?\d{1,3}(?:\.\d+)?)", re.ASCII)
ZOOM_RANGE: Final = (2.0, 9.0)
LATITUDE_LIMIT: Final = 85.0  # spherical Mercator ends there
LONGITUDE_LIMIT: Final = 180.0


def is_viewport(text: str) -> bool:
    """Tell whether a link's viewport can be shown: zoom 2 to 9, degrees within the map."""
    match = _FORM.fullmatch(text)
    if match is None:
        return False
    zoom, lat, lon = (float(part) for part in match.groups())
    return (
        ZOOM_RANGE[0] <= zoom <= ZOOM_RANGE[1] and abs(lat) <= LATITUDE_LIMIT and abs(lon) <= LONGITUDE_LIMIT
    )
