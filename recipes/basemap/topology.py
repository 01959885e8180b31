"""Read, write and cut TopoJSON: shared arcs as arrays, geometries built from them, and mapshaper as a tool."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Arc = npt.NDArray[np.float64]


@dataclass
class Topology:
    """Hold arcs (each an (n, 2) array of longitude and latitude, WGS 84 degrees) and the objects that use them."""

    arcs: list[Arc]
    objects: dict[str, Any]

    def geometries(self, name: str) -> list[dict[str, Any]]:
        """Return the geometry records of one object, as the file has them."""
        found: list[dict[str, Any]] = self.objects[name]["geometries"]
        return found

    def line(self, arc_numbers: Iterable[int]) -> Arc:
        """Join arcs end to end; a negative number is an arc walked backwards (TopoJSON, section 2.1.4)."""
        pieces: list[Arc] = []
        for number in arc_numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            pieces.append(arc[1:] if pieces else arc)
        return np.concatenate(pieces)

    def shape(self, geometry: dict[str, Any]) -> BaseGeometry:
        """Build the shapely geometry of one record; rings of fewer than four positions are left out."""
        kind = geometry["type"]
        if kind == "LineString":
            return shapely.LineString(self.line(geometry["arcs"]))
        if kind == "MultiLineString":
            return shapely.MultiLineString([self.line(part) for part in geometry["arcs"]])
        parts = [geometry["arcs"]] if kind == "Polygon" else geometry["arcs"]
        polygons = []
        for part in parts:
            rings = [ring for ring in map(self.line, part) if len(ring) >= 4]
            if rings:
                polygons.append(shapely.Polygon(rings[0], rings[1:]))
        return shapely.make_valid(shapely.MultiPolygon(polygons), method="structure", keep_collapsed=False)


def decode(document: dict[str, Any]) -> Topology:
    """Turn a parsed TopoJSON document, quantised or not, into a `Topology`."""
    transform = document.get("transform")
    arcs = []
    for raw in document["arcs"]:
        arc = np.asarray(raw, dtype=float)[:, :2]
        if transform:
            arc = np.cumsum(arc, axis=0) * transform["scale"] + transform["translate"]
        arcs.append(arc)
    return Topology(arcs, document["objects"])


def read(path: Path) -> Topology:
    """Read a TopoJSON file."""
    return decode(json.loads(path.read_text(encoding="utf-8")))


def write(topology: Topology, path: Path) -> None:
    """Write a `Topology` without quantisation, at six decimals (about 0.1 m)."""
    arcs = [np.round(arc, 6).tolist() for arc in topology.arcs]
    document = {"type": "Topology", "arcs": arcs, "objects": topology.objects}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def write_features(shapes: Sequence[tuple[dict[str, Any], BaseGeometry]], path: Path) -> None:
    """Write (properties, geometry) pairs as a GeoJSON FeatureCollection."""
    features = [
        {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
        for properties, shape in shapes
    ]
    document = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def mapshaper(program: Path, *arguments: str) -> None:
    """Run one mapshaper command line.

    Raises:
        RuntimeError: mapshaper refused the command; its own words follow.
    """
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"mapshaper failed on {arguments}:\n{done.stderr}")
