"""Populated places of GeoNames, as far as the basemap needs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from packages import Packages


@dataclass
class Town:
    """Describe one populated place: GeoNames number, name, ISO country, WGS 84 position, inhabitants, rank."""

    number: int
    name: str
    country: str
    lon: float
    lat: float
    population: int
    feature: str  # GeoNames feature code: PPLC capital, PPLA seat of a first-order unit, PPLX part of a town
    alternates: tuple[str, ...] = field(repr=False, default=())
    is_curated: bool = False  # a place of data/places, not of GeoNames


def read(packages: Packages, countries: frozenset[str]) -> list[Town]:
    """Return the populated places of `countries` with their feature codes, ordered by GeoNames number."""
    features = dict(_feature_codes(packages.ranked_towns.read_bytes()))
    towns = [
        Town(
            number=row["geonameid"],
            name=row["name"],
            country=row["countrycode"],
            lon=row["longitude"],
            lat=row["latitude"],
            population=row["population"] or 0,
            feature=features.get(row["geonameid"], ""),
            alternates=tuple(row["alternatenames"]),
        )
        for row in packages.geonames("cities500").values()
        if row["countrycode"] in countries
    ]
    return sorted(towns, key=lambda town: town.number)


def alpha2_by_number(packages: Packages) -> dict[str, str]:
    """Return ISO 3166-1 alpha-2 codes by their three-digit numbers."""
    rows = packages.geonames("countries").values()
    return {f"{row['isonumeric']:03d}": row["iso"] for row in rows}


def _feature_codes(buffer: bytes) -> Iterator[tuple[int, str]]:
    """Read GeoNames number (field 1) and feature code (field 7) of every record.

    The file is a row of protocol buffer messages, each behind its length.
    """
    place = 0
    while place < len(buffer):
        length, place = _varint(buffer, place)
        values = dict(_fields(buffer[place : place + length]))
        place += length
        number, feature = values[1], values.get(7, b"")
        if isinstance(number, int) and isinstance(feature, bytes):
            yield (number >> 1) ^ -(number & 1), feature.decode("utf-8")  # zigzag, as sint64 is written


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Split one message into field numbers and raw values (varint or length-delimited)."""
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        value, place = _varint(message, place)
        if key & 7 == 0:
            yield key >> 3, value
        elif key & 7 == 2:
            yield key >> 3, message[place : place + value]
            place += value
        else:
            raise ValueError(
                f"field {key >> 3} has wire type {key & 7}; the file is not what this recipe knows"
            )


def _varint(buffer: bytes, place: int) -> tuple[int, int]:
    """Return the number that starts at `place`, seven bits to a byte, and the place after it."""
    value = shift = 0
    while True:
        byte = buffer[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
