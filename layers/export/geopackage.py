"""GeoPackage: legs, places and events as layers, a table to read first, and the styles that QGIS opens them with."""

import datetime
import sqlite3
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import pyogrio

from layers.export.columns import GEOMETRIES
from layers.export.qgis import style
from layers.export.stamp import TITLE, Stamp, released
from layers.export.workbook import described, meaning
from layers.language import Translator

GEOMETRY: Final = "geom"
VERSION: Final = "1.2"
"""Of the format: the newest that no QGIS in use warns of, and nothing of a later one is in the file."""
STYLES: Final = "layer_styles"
README: Final = "readme"
DICTIONARY: Final = "data_dictionary"


def geopackage(
    frames: Mapping[str, gpd.GeoDataFrame], made: Stamp, facts: Iterable[tuple[str, str]]
) -> bytes:
    """Write frames of `layers.export.frames` with joined lists, table -> frame; `facts` become the table to read first.

    The same rows and stamp give the same bytes. Raises OSError when there is no room for a temporary file.
    """
    _ = Translator(made.lang)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        for table, frame in frames.items():
            pyogrio.write_dataframe(
                frame,
                path,
                layer=table,
                driver="GPKG",
                append=path.exists(),
                use_arrow=True,
                geometry_type=GEOMETRIES[table],
                dataset_options={"VERSION": VERSION},
                layer_options={"GEOMETRY_NAME": GEOMETRY, "SPATIAL_INDEX": "YES"},
            )
        plain = {
            README: pd.DataFrame([{"about": about, "value": value} for about, value in facts]),
            DICTIONARY: pd.DataFrame(
                [
                    dict(
                        zip(
                            ("layer", "column", "meaning", "form", "computed"),
                            (table, *meaning(column, made.lang)),
                            strict=True,
                        )
                    )
                    for table, column in described(frames)
                    if not column.flat
                ]
            ),
            STYLES: _styles(list(frames), made),
        }
        for name, frame in plain.items():
            fid = {"FID": "id"} if name == STYLES else {}
            pyogrio.write_dataframe(
                frame, path, layer=name, driver="GPKG", append=True, use_arrow=True, layer_options=fid
            )
        _stamp(path, made)
        return path.read_bytes()


def _styles(tables: list[str], made: Stamp) -> pd.DataFrame:
    """Return the table that QGIS keeps styles in, one default style per layer."""
    return pd.DataFrame(
        [
            {
                "f_table_catalog": "",
                "f_table_schema": "",
                "f_table_name": table,
                "f_geometry_column": GEOMETRY,
                "styleName": TITLE,
                "styleQML": style(table, made.lang),
                "styleSLD": "",
                "useAsDefault": True,
                "description": TITLE,
                "owner": "",
                "ui": "",
                "update_time": datetime.datetime.fromisoformat(made.made),
            }
            for table in tables
        ]
    )


def _stamp(path: Path, made: Stamp) -> None:
    """Say of every layer what it is, and let no clock into the file."""
    told = f"{TITLE}, {released(made)}. {made.words} CC BY 4.0"
    base = sqlite3.connect(path)
    try:
        base.execute(
            "UPDATE gpkg_contents SET description = ?, last_change = ?", (told, f"{made.made}T00:00:00.000Z")
        )
        # A writer leaves out the parts of a second, which readers then find malformed.
        base.execute(f"UPDATE {STYLES} SET update_time = ?", (f"{made.made}T00:00:00.000Z",))
        base.commit()
        base.execute("VACUUM")
    finally:
        base.close()
