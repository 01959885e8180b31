"""Open exported GeoPackages in QGIS itself: every layer, every row, in the colours and with the words that the file says.

    python -m tools.qgis        one line per layer; exit code 1 when one differs from the rows or the style that were written

QGIS is half a gigabyte, so the tests use it only where it is there already; this command installs Debian's packages where it may.
"""

import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from layers.catalog import open_catalog
from layers.export.columns import GEOMETRIES
from layers.export.command import export, read_view
from layers.export.formats import Order
from layers.export.geopackage import DICTIONARY, README
from layers.export.qgis import style
from layers.language import ENGLISH

ROOT: Final = Path(__file__).resolve().parent.parent
PYTHON: Final = "/usr/bin/python3"
"""The Python that Debian builds QGIS for."""
PACKAGES: Final = ("python3-qgis", "qgis-providers")
VIEWS: Final = (("", ENGLISH), ("country=CL", "pt"), ("corridor=cucuta", "es"), ("q=zzzz", ENGLISH))
"""Queries and languages: everything, a country, a corridor, nothing at all."""


def main() -> int:
    """Export, open, compare; give the exit code."""
    _install()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    catalog = open_catalog(ROOT / "data")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for query, lang in VIEWS:
            path = Path(folder) / "atlas.gpkg"
            path.write_bytes(export(ROOT / "data", query, Order("gpkg", lang=lang), today).content)
            shown = read_view(catalog, query).apply(catalog)
            told = opened(path)
            print(f"?{query} in {lang}, QGIS {told['version']}")
            for table in GEOMETRIES:
                found = told["layers"].get(table, {})
                unlike = list(differences(found, expected(table, lang, len(getattr(shown, table)))))
                wrong += len(unlike)
                same = "{rows} rows, {renderer}: as written".format_map(found) if not unlike else ""
                print(f"  {table}: {same or '; '.join(unlike)}")
            for table in (README, DICTIONARY):
                if not told["layers"].get(table, {}).get("rows"):
                    wrong += 1
                    print(f"  {table}: no rows")
    return 1 if wrong else 0


def here() -> bool:
    """Tell whether this machine has QGIS."""
    if not Path(PYTHON).exists():
        return False
    return not subprocess.run([PYTHON, "-I", "-c", "import qgis.core"], capture_output=True).returncode


def _install() -> None:
    if here():
        return
    if os.geteuid() or not shutil.which("apt-get"):
        sys.exit(f"QGIS is not here. Install {' and '.join(PACKAGES)}, then call this again.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (("update", "-q"), ("install", "-q", "-y", "--no-install-recommends", *PACKAGES)):
        subprocess.run(["apt-get", *words], env=quiet, stdout=subprocess.DEVNULL, check=True)


def opened(path: Path) -> Any:
    """Return what QGIS says of a file: its version, and per layer the rows, the style it took, the reference system."""
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [PYTHON, "-I", str(ROOT / "tools" / "opened.py"), str(path)]
    given = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
    if given.returncode or "Warning" in given.stderr:
        sys.exit(given.stderr or f"QGIS stopped with {given.returncode}.")
    return json.loads(given.stdout)


def expected(table: str, lang: str, rows: int) -> dict[str, Any]:
    """Return what QGIS has to say of a layer, read from the style that was written."""
    renderer = ElementTree.fromstring(style(table, lang))[0]
    given = [
        {each.get("name"): each.get("value", "") for each in symbol.iter("Option")}
        for symbol in renderer.iter("symbol")
    ]
    colours = [each.get("line_color") or each["color"] for each in given]
    return {
        "rows": rows,
        "drawn": rows,
        "renderer": renderer.get("type"),
        "labels": [each.get("label") for each in renderer.iter("category")],
        "colours": ["#{:02x}{:02x}{:02x}".format(*map(int, each.split(",")[:3])) for each in colours],
        "crs": "EPSG:4326",
    }


def differences(found: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    """Yield in words where what was found is not what was written."""
    for name, value in expected.items():
        if found.get(name) != value:
            yield f"{name} {found.get(name)!r} instead of {value!r}"


if __name__ == "__main__":
    sys.exit(main())
