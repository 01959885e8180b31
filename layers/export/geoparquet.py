"""GeoParquet 1.0: one table with its geometry, lists as lists, the stamp in the file's own metadata."""

import io
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq

from layers.export.columns import in_file
from layers.export.geojson import written
from layers.export.stamp import KEY

TYPES = {
    "list": pa.list_(pa.string()),
    "day": pa.date32(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "flag": pa.bool_(),
}


def parquet(table: str, frame: gpd.GeoDataFrame, stamp: Mapping[str, Any]) -> bytes:
    """Write a frame of `layers.export.frames`; every column has its type even where no row has a value."""
    first = io.BytesIO()
    frame.to_parquet(first, index=False)
    made = pq.read_table(first)
    kinds = {column.name: TYPES.get(column.kind, pa.string()) for column in in_file(table, flat=False)}
    schema = pa.schema(
        [pa.field(field.name, kinds.get(field.name, field.type)) for field in made.schema],
        metadata={**(made.schema.metadata or {}), KEY.encode(): written(stamp).encode()},
    )
    out = io.BytesIO()
    pq.write_table(made.cast(schema), out, compression="zstd")
    return out.getvalue()
