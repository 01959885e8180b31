"""Lengths on the ellipsoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from pyproj import Geod
from shapely import get_coordinates

if TYPE_CHECKING:
    import geopandas as gpd  # the check needs distances, but no frames

WGS84 = Geod(ellps="WGS84")


def length_km(geometry: gpd.GeoSeries) -> npt.NDArray[np.float64]:
    """Measure the geodesic length of lines in kilometres, one value per row.

    Geometries are LineStrings in EPSG:4326 (longitude, latitude; decimal degrees). The length is the
    sum of the geodesics between successive vertices on the WGS 84 ellipsoid (Karney 2013, as pyproj
    computes it). For a leg, a straight line between two places, that is the distance between them and
    never the length of the road travelled. A null or empty geometry gives NaN.

    Raises ValueError where the geometries are not in EPSG:4326.

    >>> import geopandas as gpd
    >>> from shapely import LineString
    >>> equator = gpd.GeoSeries([LineString([(0, 0), (1, 0)]), None], crs="EPSG:4326")
    >>> length_km(equator).round(2)
    array([111.32,    nan])
    """
    if geometry.crs is None or geometry.crs.to_epsg() != 4326:
        raise ValueError(f"lengths need EPSG:4326, not {geometry.crs}")
    vertices, row = get_coordinates(geometry.array, return_index=True)
    lengths = np.where((geometry.isna() | geometry.is_empty).to_numpy(), np.nan, 0.0)
    if len(row) > 1:
        (lon, lat), (next_lon, next_lat) = vertices[:-1].T, vertices[1:].T
        _, _, metres = WGS84.inv(lon, lat, next_lon, next_lat)
        same_line = row[:-1] == row[1:]
        np.add.at(lengths, row[:-1][same_line], np.asarray(metres)[same_line] / 1000)
    return lengths
