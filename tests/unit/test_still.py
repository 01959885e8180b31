"""Still pictures: the same curves as the map in the browser, labels that keep apart, the same bytes for the same rows."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path
from PIL import Image

from layers.catalog import Catalog
from layers.choices import Selection
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.look import LIGHT
from layers.mapping import ASSETS
from layers.still import picture
from layers.still.curves import BOW, LANE, at, curve, cut
from layers.still.drawing import WIDTH_POINTS, framed, sheet
from layers.still.frame import fitted, seen, unit
from layers.still.ground import clipped, ground
from layers.still.ink import Group, words_in
from layers.still.labels import labels
from layers.still.legs import ORDER, STRENGTH, legs, outside, projected
from layers.still.places import places
from layers.still.plan import plan
from layers.still.room import EDGE
from layers.still.svg import outline
from layers.still.typeface import fitted as shortened
from layers.still.typeface import width, wrapped
from layers.viewport import Viewport

HEIGHT_POINTS = WIDTH_POINTS * 9 / 16
CHILE = ViewFilter(countries=("CL",))
CUCUTA = ViewFilter(corridors=("cucuta",))
VIEWS = (
    ViewFilter(),
    CHILE,
    CUCUTA,
    ViewFilter(selected=Selection("corridor", "cucuta")),
    ViewFilter(text="no such words"),
)
SVG = "{http://www.w3.org/2000/svg}"
positions = st.tuples(st.floats(0, 1), st.floats(0, 1))


def bare(catalog: Catalog, view: ViewFilter, form: str, lang: str = "en", **more: object) -> bytes:
    return picture(
        catalog, view.apply(catalog), view, lang, form=form, size=(640, 360), furniture=False, **more
    )  # type: ignore[arg-type]


# ---------------------------------------------------------------- curves and frames


def test_curves_bow_as_those_of_the_browser() -> None:
    script = (ASSETS / "map" / "legs.js").read_text("utf-8")
    constants = {name: float(value) for name, value in re.findall(r"const (BOW|LANE) = ([\d.]+);", script)}
    assert constants == {"BOW": BOW, "LANE": LANE}
    assert list(STRENGTH) == [
        float(each) for each in re.search(r"STRENGTH = \[(.*?)\]", script).group(1).split(",")
    ]  # type: ignore[union-attr]
    order = dict(re.findall(r"(\w+): (\d)", re.search(r"order = \{(.*?)\}", script).group(1)))  # type: ignore[union-attr]
    assert sorted(order, key=lambda form: order[form]) == list(ORDER)
    # Eastwards along a line of 10: the control point lies 1.3 (a second leg: 2.4) to the north, y being downwards.
    assert curve((0, 0), (10, 0), 0) == (0, 0, 5, pytest.approx(-1.3), 10, 0)
    assert curve((0, 0), (10, 0), 1) == (0, 0, 5, pytest.approx(-2.4), 10, 0)
    assert curve((10, 0), (0, 0), 0) == (10, 0, 5, pytest.approx(1.3), 0, 0)
    assert at(curve((0, 0), (10, 0), 0), 0.5) == (5, pytest.approx(-0.65))
    assert at(curve((0, 0), (10, 0), 0), 0.25) == (2.5, pytest.approx(-0.4875))


@given(positions, positions, st.integers(0, 3), st.floats(0, 0.4), st.floats(0.6, 1), st.floats(0, 1))
def test_a_cut_lies_on_its_curve(
    start: tuple[float, float], end: tuple[float, float], lane: int, t0: float, t1: float, t: float
) -> None:
    whole = curve(start, end, lane)
    assert at(cut(whole, t0, t1), t) == pytest.approx(at(whole, t0 + t * (t1 - t0)), abs=1e-9)


def test_a_viewport_is_seen_as_on_the_screen() -> None:
    frame = seen(Viewport(5.0, -19.28, -68.62), 800, 600)
    assert frame.spot(unit(-68.62, -19.28)) == pytest.approx((400, 300))
    x, _y = frame.spot(unit(-68.62 + 360 / 32, -19.28))
    assert x == pytest.approx(400 + 256)  # at zoom 5 the world is 32 tiles wide


@given(st.lists(positions, min_size=1, max_size=20), st.floats(300, 2000), st.floats(200, 1000))
def test_a_fit_shows_all_with_a_margin(spots: list[tuple[float, float]], wide: float, high: float) -> None:
    frame = fitted(spots, wide, high)
    found = [frame.spot(spot) for spot in spots]
    assert frame.zoom <= 7
    if frame.zoom > 1:
        side, edge = min(64, wide * 0.08) - 1, min(44, high * 0.09) - 1
        assert all(side <= x <= wide - side and edge <= y <= high - edge for x, y in found)


def test_nothing_to_fit_is_the_home_of_the_map() -> None:
    frame = fitted((), 800, 600)
    assert all(
        frame.sees(*frame.spot(unit(*at))) for at in ((-99.13, 19.43), (-70.67, -33.45), (-66.88, 10.49))
    )


@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(-50, 150)), min_size=3, max_size=12))
def test_what_is_cut_lies_within(points: list[tuple[float, float]]) -> None:
    found = clipped(np.array(points), (0, 0, 100, 100))
    assert ((found >= -1e-6) & (found <= 100 + 1e-6)).all()
    if all(0 <= x <= 100 and 0 <= y <= 100 for point in points for x, y in [point]):
        assert found.tolist() == [list(point) for point in points]


def test_a_cut_triangle_keeps_its_area() -> None:
    found = clipped(np.array([(50, 50), (150, 50), (50, 150)], dtype=float), (0, 0, 100, 100))
    x, y = found[:, 0], found[:, 1]
    assert abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2 == pytest.approx(2500)


# ---------------------------------------------------------------- what is drawn


def test_only_rows_of_the_view_are_drawn(catalog: Catalog) -> None:
    shown = CUCUTA.apply(catalog)
    drawn = plan(catalog, shown, CUCUTA, "en")
    assert {leg.key for leg in drawn.legs} == {f"leg.{key}" for key in shown.legs.index}
    assert {leg.corridor for leg in drawn.legs} == {"corridor.cucuta"}
    assert {place.key for place in drawn.places if place.listed} == {
        f"place.{key}" for key in shown.places.index
    }
    ends = {end for leg in drawn.legs for end in (leg.start, leg.end)}
    assert {place.key for place in drawn.places if not place.listed} <= ends
    things = sheet(drawn, framed(drawn, CUCUTA, WIDTH_POINTS, HEIGHT_POINTS, None), "en", "light")
    assert not {"Pisiga–Colchane", "Mexico City exploitation network"} & set(words_in(things))
    assert "Cúcuta border gateway" in words_in(things)


def test_legs_say_what_the_rows_say(catalog: Catalog) -> None:
    for leg in plan(catalog, catalog, ViewFilter(), "en").legs:
        row = catalog.legs.loc[leg.key.removeprefix("leg.")]
        assert leg.form == row["attribution"]
        assert leg.strands == tuple(row["families"]) or (leg.strands == ("unnamed",) and not row["families"])
        assert leg.disputed == bool(row["disputes"])


def test_a_selection_comes_forward_and_an_unknown_one_does_not(catalog: Catalog) -> None:
    view = ViewFilter(selected=Selection("corridor", "cucuta"))
    focus = plan(catalog, catalog, view, "en").focus
    assert {key for key in focus if key.startswith("leg.")} == {
        f"leg.{key}" for key in catalog.corridors.at["cucuta", "legs"]
    }
    hidden = ViewFilter(countries=("CL",), selected=Selection("corridor", "cucuta"))
    assert not plan(catalog, hidden.apply(catalog), hidden, "en").focus


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_label_lies_over_another_or_beyond_the_edge(catalog: Catalog, view: ViewFilter, lang: str) -> None:
    drawn = plan(catalog, view.apply(catalog), view, lang)
    frame = framed(drawn, view, WIDTH_POINTS, HEIGHT_POINTS, None)
    found = labels(frame, drawn, LIGHT, lang, [(0, 0, 200, 100)])
    assert len(found) > 5
    for label in found:
        left, top, right, bottom = label.box
        assert left >= EDGE and top >= EDGE and right <= frame.width - EDGE and bottom <= frame.height - EDGE  # noqa: PT018
        assert left >= 200 or top >= 100
    for one, other in combinations(found, 2):
        assert (
            one.box[0] >= other.box[2]
            or other.box[0] >= one.box[2]
            or one.box[1] >= other.box[3]
            or other.box[1] >= one.box[3]
        ), f"{one.text} over {other.text}"


def test_the_ground_is_finer_the_closer_it_is() -> None:
    def points(lat: float, lon: float, zoom: float) -> int:
        return sum(
            len(mark.path.vertices) for mark in ground(seen(Viewport(zoom, lat, lon), 800, 600), "light")
        )

    far, near = points(-10, -70, 3), points(4.6, -74, 6)
    assert far < 15_000
    assert 0 < near < 15_000
    assert points(-10, -140, 6) == 5  # nothing but sea


# ---------------------------------------------------------------- texts and paths


def test_texts_are_measured_broken_and_shortened() -> None:
    assert width("ii", 10) < width("WW", 10) < width("WW", 10, bold=True)
    assert width("", 10) == 0
    lines = wrapped("one two three four five six", 10, 60, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width(line, 10) <= 60 for line in lines)
    assert shortened("as it is", 10, 500) == "as it is"
    assert width("→", 10) > 0  # from the other typeface


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=2, max_size=30))
def test_steps_of_an_outline_add_up(points: list[tuple[float, float]]) -> None:
    from layers.still.ink import polyline

    text = outline(polyline(points))
    numbers = [float(each) for each in re.findall(r"-?\d*\.?\d+", text)]
    assert numbers[0::2] and sum(numbers[0::2]) == pytest.approx(points[-1][0], abs=0.051)  # noqa: PT018
    assert sum(numbers[1::2]) == pytest.approx(points[-1][1], abs=0.051)


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_rows_give_the_same_bytes(catalog: Catalog, form: str) -> None:
    ground.cache_clear()
    first = bare(catalog, CHILE, form)
    ground.cache_clear()
    assert bare(catalog, CHILE, form) == first
    assert bare(catalog, CUCUTA, form) != first


@pytest.mark.parametrize("view", VIEWS)
def test_a_svg_is_small_whole_and_asks_for_nothing(catalog: Catalog, view: ViewFilter) -> None:
    content = picture(catalog, view.apply(catalog), view, "es", furniture=False)
    assert len(content) < 300_000
    root = ElementTree.fromstring(content)
    assert root.get("viewBox") == "0 0 1097 617.062"
    assert root.findtext(f"{SVG}desc") == view.describe(catalog, "es")
    allowed = {
        "svg",
        "title",
        "desc",
        "defs",
        "g",
        "path",
        "use",
        "rect",
        "clipPath",
        "linearGradient",
        "stop",
    }
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set(_references(root)) <= ids
    text = content.decode()
    assert "style=" not in text
    assert "date" not in text.lower()


def _references(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.endswith("href"):
                assert value.startswith("#")
                yield value[1:]
            yield from re.findall(r"url\(#(\w+)\)", value)
            assert "url(" not in re.sub(r"url\(#\w+\)", "", value)


def test_a_png_is_read_by_another_program(catalog: Catalog) -> None:
    with Image.open(BytesIO(bare(catalog, CHILE, "png", "es"))) as found:
        found.load()
        assert (found.size, found.mode) == ((640, 360), "RGB")
        assert found.info["Description"] == CHILE.describe(catalog, "es")
        colours = {colour for _n, colour in found.getcolors(1 << 18) or []}
    for name in ("sea", "land", "paper", "ink"):
        assert tuple(bytes.fromhex(LIGHT[name][1:])) in colours


def test_both_printers_agree_on_what_lies_where(catalog: Catalog) -> None:
    drawn = plan(catalog, CUCUTA.apply(catalog), CUCUTA, "en")
    (whole,) = sheet(drawn, framed(drawn, CUCUTA, 640, 360, None), "en", "light")
    assert isinstance(whole, Group)
    assert (whole.width, whole.height) == (640, 360)


def test_threads_do_not_disturb_each_other(catalog: Catalog) -> None:
    views = [CHILE, CUCUTA, ViewFilter(countries=("PE",)), ViewFilter(countries=("CO",))] * 2
    alone = [bare(catalog, view, "png") for view in views]
    ground.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda view: bare(catalog, view, "png"), views)) == alone


def test_more_rows_than_can_be_told_apart_are_drawn_in_batches(catalog: Catalog) -> None:
    few = plan(catalog, catalog, ViewFilter(), "en")
    crowd = replace(few, legs=few.legs * 40, places=few.places * 30)
    frame = framed(crowd, ViewFilter(), WIDTH_POINTS, HEIGHT_POINTS, None)
    drawn = legs(frame, crowd, LIGHT)
    assert len(drawn) == len({(leg.form, leg.strands[0]) for leg in few.legs})
    curves = sum(int((np.asarray(mark.path.codes) == Path.CURVE3).sum()) // 2 for mark in drawn)
    assert curves == 40 * sum(not outside(frame, projected(frame, leg.curve)) for leg in few.legs)
    assert len(places(frame, crowd, LIGHT)) == 1
    assert len(labels(frame, crowd, LIGHT, "en")) > 3


def test_names_that_try_to_be_markup_or_formulas_stay_names(catalog: Catalog) -> None:
    view = ViewFilter(text='"><script>alert(1)</script> {{7*7}} $x^2$ &amp; ]]>')
    content = bare(catalog, view, "svg")
    root = ElementTree.fromstring(content)
    assert "<script>alert(1)</script>" in (root.findtext(f"{SVG}desc") or "")
    assert b"<script" not in content
    assert b"{{7*7}}" in content


@pytest.mark.parametrize("size", [(0, 100), (100, 10_000), (63, 63)])
def test_a_size_that_no_picture_has_is_refused(catalog: Catalog, size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="pixels a side"):
        picture(catalog, catalog, ViewFilter(), "en", size=size, furniture=False)
