"""The zip for whoever keeps the data: every table as CSV, the layers as GeoJSON, the dictionary, citation and terms."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

from layers import citations
from layers.catalog import Catalog
from layers.export import citation
from layers.export.columns import EXPORTED, GEOMETRIES
from layers.export.delimited import MARK, pairs, table
from layers.export.frames import rows
from layers.export.geojson import collection, written
from layers.export.stamp import Stamp
from layers.export.workbook import described, meaning
from layers.language import Translator

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside: the earliest a zip can hold, so that the same rows give the same bytes."""


def archive(
    catalog: Catalog,
    shown: Catalog,
    made: Stamp,
    facts: list[tuple[str, str]],
    stamp: Mapping[str, Any],
    terms: str,
    hxl: bool,
) -> bytes:
    """Return the zip. `terms` is the text of the licence with what others made; `hxl` tags the CSV tables."""
    _ = Translator(made.lang)
    dictionary = [
        (name, *meaning(column, made.lang), ";".join(column.codes), column.hxl)
        for name, column in described(EXPORTED)
    ]
    cited = citation.work(made)
    header = ("table", "column", "meaning", "form", "computed", "codes", "hxl")
    files = {
        "README.txt": "".join(f"{name}: {value}\n" for name, value in facts),
        "LICENSE.txt": terms,
        "citation.txt": citation.styled(made),
        "citation.bib": citations.bibtex(cited),
        "citation.ris": citations.ris(cited),
        "citation.json": citations.csl(cited),
        "filters.json": written(stamp) + "\n",
        "data-dictionary.csv": MARK + pairs(header, dictionary),
    }
    for name in GEOMETRIES:
        files[f"geojson/{name}.geojson"] = collection(catalog, shown, [name], made.lang, stamp)
    for name in EXPORTED:
        files[f"csv/{name}.csv"] = MARK + table(name, rows(catalog, shown, name, made.lang), made, hxl)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, text.encode())
    return out.getvalue()
