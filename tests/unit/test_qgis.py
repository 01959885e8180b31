"""A GeoPackage read back by programs that did not write it: GDAL everywhere, QGIS itself where the machine has it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyogrio
import pytest

from layers.catalog import Catalog
from layers.export.columns import GEOMETRIES
from layers.export.command import export, read_view
from layers.export.formats import Order
from tests.conftest import ROOT
from tools import qgis


def by_gdal(path: Path, table: str, lang: str, rows: int) -> list[str]:
    found = pyogrio.read_info(path, layer=table)
    told = {"rows": found["features"], "crs": found["crs"]}
    return list(qgis.differences(told, {"rows": rows, "crs": "EPSG:4326"}))


def by_qgis(path: Path, table: str, lang: str, rows: int) -> list[str]:
    return list(qgis.differences(qgis.opened(path)["layers"][table], qgis.expected(table, lang, rows)))


READERS: dict[str, Callable[..., Any]] = {"GDAL": by_gdal} | ({"QGIS": by_qgis} if qgis.here() else {})


@pytest.mark.parametrize("reader", READERS)
def test_a_geopackage_holds_the_filtered_rows_for_others(
    catalog: Catalog, tmp_path: Path, reader: str
) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(export(ROOT / "data", "country=CL", Order("gpkg", lang="es"), "2026-11-26").content)
    shown = read_view(catalog, "country=CL").apply(catalog)
    for table in GEOMETRIES:
        assert READERS[reader](path, table, "es", len(getattr(shown, table))) == [], table
