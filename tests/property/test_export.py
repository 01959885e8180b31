"""A file holds exactly the rows that its view shows, whatever the view."""

import csv
import io
import json
import tempfile
import zipfile
from functools import lru_cache
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
import pyogrio
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.catalog import Catalog, read_catalog
from layers.export.columns import EXPORTED, GEOMETRIES
from layers.export.formats import FORMATS, Order, Origin, make
from layers.export.geojson import KINDS
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from tests.conftest import ROOT
from tests.views import views

ORIGIN = Origin("2026-12-01", "2026-11-26")
KML = "{http://www.opengis.net/kml/2.2}"


@lru_cache
def atlas() -> Catalog:
    return read_catalog(ROOT / "data")


def content(view: ViewFilter, order: Order) -> bytes:
    return make(atlas(), view.apply(atlas()), view, order, ORIGIN).content


def wanted(view: ViewFilter, tables) -> dict[str, list[str]]:
    shown = view.apply(atlas())
    return {table: list(getattr(shown, table).index) for table in tables}


def csv_ids(content: bytes) -> list[str]:
    return [row["id"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]


@settings(deadline=None, max_examples=12)
@given(views(atlas()), st.sampled_from(LANGUAGES))
def test_geojson_csv_and_kml_hold_the_filtered_rows(view, lang):
    found = {table: [] for table in GEOMETRIES}
    for feature in json.loads(content(view, Order("geojson", lang=lang)))["features"]:
        found[feature["properties"]["record"] + "s"].append(feature["id"])
    assert found == wanted(view, GEOMETRIES)
    for table in EXPORTED:
        assert csv_ids(content(view, Order("csv", table, lang))) == wanted(view, [table])[table]
    folders = ElementTree.fromstring(content(view, Order("kml", lang=lang))).findall(f".//{KML}Folder")
    marks = [[mark.get("id") for mark in folder.iter(f"{KML}Placemark")] for folder in folders]
    assert dict(zip(KINDS, marks, strict=True)) == wanted(view, GEOMETRIES)


@settings(deadline=None, max_examples=3)
@given(views(atlas()))
def test_the_other_formats_hold_the_filtered_rows(view):
    for table in GEOMETRIES:
        held = gpd.read_parquet(io.BytesIO(content(view, Order("parquet", table))))
        assert list(held["id"]) == wanted(view, [table])[table]
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(content(view, Order("gpkg")))
        file.flush()
        for table in GEOMETRIES:
            held = pyogrio.read_dataframe(file.name, layer=table, read_geometry=False)
            assert list(held["id"]) == wanted(view, [table])[table]
    book = openpyxl.load_workbook(io.BytesIO(content(view, Order("xlsx"))), read_only=True)
    sheets = [[row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book][1:]
    assert dict(zip(EXPORTED, sheets, strict=True)) == wanted(view, EXPORTED)
    with zipfile.ZipFile(io.BytesIO(content(view, Order("zip")))) as packed:
        ids = {table: csv_ids(packed.read(f"csv/{table}.csv")) for table in EXPORTED}
    assert ids == wanted(view, EXPORTED)


@settings(deadline=None, max_examples=8)
@given(views(atlas()), st.sampled_from(list(FORMATS)))
def test_the_same_view_gives_the_same_bytes(view, name):
    assert content(view, Order(name)) == content(view, Order(name))
