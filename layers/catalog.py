"""The whole atlas as checked, read-only frames."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from layers import evidence, load, transform, validate
from layers.borders import read_countries
from layers.load import Tables
from layers.problems import DataProblems


@dataclass(frozen=True, eq=False)
class Catalog:
    """Every table of the atlas as a frame with the record's id as index, in a fixed order.

    Frames are shared by all visitors and never changed: derive, do not assign. A missing text is None,
    a missing number NaN, a missing date None, an empty list (). Legs, places and events are in EPSG:4326
    (events without a place have a null geometry). `layers.transform` says which columns there are.
    A catalog compares by identity, so it can be a key of caches.
    """

    corridors: pd.DataFrame
    legs: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    events: gpd.GeoDataFrame
    actors: pd.DataFrame
    relations: pd.DataFrame
    disputes: pd.DataFrame
    series: pd.DataFrame
    observations: pd.DataFrame
    sources: pd.DataFrame
    origins: pd.DataFrame
    reviews: pd.DataFrame
    claims: pd.DataFrame
    exceptions: pd.DataFrame
    public_figures: pd.DataFrame
    withdrawn: pd.DataFrame
    version: str


def build(tables: Tables, version: str = "") -> Catalog:
    """Build the frames from checked tables; `version` names the state of the data files."""
    countries = read_countries()
    assessed = evidence.assess(tables)
    touched = evidence.open_disputes(tables)
    places = transform.places(tables.places)
    order = [corridor["id"] for corridor in transform.corridor_order(tables.corridors)]
    legs = transform.legs(tables.legs, order, places, countries)
    lines = transform.corridors(tables.corridors, legs)
    return Catalog(
        corridors=transform.disputed(lines, "corridors", touched),
        legs=transform.graded(legs, "legs", assessed),
        places=transform.disputed(places, "places", touched),
        events=transform.graded(transform.events(tables.events, places), "events", assessed),
        actors=transform.disputed(transform.by_id("actors", tables.actors), "actors", touched),
        relations=transform.graded(transform.by_id("relations", tables.relations), "relations", assessed),
        disputes=transform.by_id("disputes", tables.disputes),
        series=transform.disputed(transform.by_id("series", tables.series), "series", touched),
        observations=transform.observations(tables.observations),
        sources=transform.sources(tables.sources),
        origins=transform.by_id("origins", tables.origins),
        reviews=transform.by_id("reviews", tables.reviews),
        claims=transform.by_id("claims", tables.claims),
        exceptions=transform.by_id("exceptions", tables.exceptions),
        public_figures=transform.by_id("public_figures", tables.public_figures),
        withdrawn=transform.by_id("withdrawn", tables.withdrawn),
        version=version,
    )


def open_catalog(directory: Path) -> Catalog:
    """Read, check and build the data under `directory`.

    Raises DataProblems with every problem found; nothing is built from data that have one.
    """
    tables, problems = load.read(directory)
    problems = [*problems, *validate.validate(tables)]
    if problems:
        raise DataProblems(problems)
    return build(tables, data_version(directory))


def read_catalog(directory: Path) -> Catalog:
    """Read and build data that are known to pass the check, without checking them again.

    Raises DataProblems when a file cannot be read.
    """
    tables, problems = load.read(directory)
    if problems:
        raise DataProblems(problems)
    return build(tables, data_version(directory))


def data_version(directory: Path) -> str:
    """Return the first 12 hexadecimal digits of a SHA-256 over the names and bytes of the data files.

    Covers the tables, not the basemap, the schemas or the licence: it changes when what is stated changes.
    """
    digest = hashlib.sha256()
    for file in load.data_files(directory):
        content = (directory / file).read_bytes()
        digest.update(f"{file}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]
