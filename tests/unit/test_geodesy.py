"""Geodesic lengths."""

import geopandas as gpd
import numpy as np
import pytest
from shapely import LineString

from layers.geodesy import length_km


def lengths(*geometries):
    return length_km(gpd.GeoSeries(list(geometries), crs="EPSG:4326"))


def test_known_lengths():
    # WGS 84: a degree of the equator is 111.3195 km; the first degree of a meridian is 110.5744 km.
    along, up = lengths(LineString([(0, 0), (1, 0)]), LineString([(0, 0), (0, 1)]))
    assert along == pytest.approx(111.3195, abs=1e-4)
    assert up == pytest.approx(110.5744, abs=1e-4)


def test_a_line_is_the_sum_of_its_parts_and_the_same_in_both_directions():
    a, b, c = (-72.5, 7.9), (-74.1, 4.6), (-77.6, 0.8)
    whole, first, second, back = lengths(
        LineString([a, b, c]), LineString([a, b]), LineString([b, c]), LineString([c, b, a])
    )
    assert whole == pytest.approx(first + second)
    assert whole == pytest.approx(back)


def test_null_and_empty_give_nan_and_do_not_shift_the_others():
    line = LineString([(0, 0), (1, 0)])
    found = lengths(None, line, LineString(), line)
    assert np.isnan(found[[0, 2]]).all()
    assert found[1] == found[3] == pytest.approx(111.3195, abs=1e-4)
    assert length_km(gpd.GeoSeries([], crs="EPSG:4326")).shape == (0,)


@pytest.mark.parametrize("crs", [None, "EPSG:3857"])
def test_other_reference_systems_are_refused(crs):
    with pytest.raises(ValueError, match="EPSG:4326"):
        length_km(gpd.GeoSeries([LineString([(0, 0), (1, 0)])], crs=crs))
