"""The viewport of a link: what the map writes is taken, nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.viewport import LATITUDE_LIMIT, LONGITUDE_LIMIT, ZOOM_RANGE, is_viewport


def written(zoom: float, lat: float, lng: float) -> str:
    """Write a viewport as the map's own script does (`+zoom.toFixed(2)`, three decimals)."""
    return f"{round(zoom, 2):g}_{lat:.3f}_{lng:.3f}"


@given(
    st.floats(*ZOOM_RANGE),
    st.floats(-LATITUDE_LIMIT, LATITUDE_LIMIT),
    st.floats(-LONGITUDE_LIMIT, LONGITUDE_LIMIT),
)
def test_what_the_map_writes_is_taken(zoom: float, lat: float, lng: float) -> None:
    assert is_viewport(written(zoom, lat, lng))


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(-80, 80), st.floats(-170, 170))
def test_a_zoom_out_of_range_is_not(zoom: float, lat: float, lng: float) -> None:
    inside = ZOOM_RANGE[0] <= round(zoom, 2) <= ZOOM_RANGE[1]
    assert is_viewport(written(zoom, lat, lng)) is inside


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    taken = is_viewport(text)
    assert not taken or text.isascii()
    assert not taken or text.count("_") == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "5_0",
        "5_0_0_0",
        "1.99_0_0",
        "9.01_0_0",
        "10_0_0",
        "5_85.001_0",
        "5_-86_0",
        "5_0_180.1",
        "5_0_0 ",
        " 5_0_0",
        "5_0_0\n",
        "+5_0_0",
        "5_0_1e2",
        "5._0_0",
        "5_.5_0",
        "٥_0_0",
        "nan_0_0",
        "5,0,0",
    ],
)
def test_what_is_no_viewport(text: str) -> None:
    assert not is_viewport(text)


@pytest.mark.parametrize("text", ["2_0_0", "9_-85_180", "5.25_-19.280_-68.620", "4_85.0_-180.000"])
def test_what_is_one(text: str) -> None:
    assert is_viewport(text)
