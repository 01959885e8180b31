"""Choose the place labels of each zoom, and link those that stand for a curated place.

A label is a list: longitude, latitude, name, smallest zoom, kind (1 capital, 2 seat of a first-order unit or
capital of a small territory, 3 other town) and, when it stands for a curated place, that place's id.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from curated import Place
from towns import Town
from units import LISTED

Label = list[Any]

# Countries whose towns are labelled; of other American countries and territories only the capital is.
LABELLED = frozenset((*LISTED, "AR", "AW", "BZ", "CU", "CW", "DO", "GY", "HT", "JM", "PR", "PY", "SR", "UY"))
NORTH = 36.0  # degrees; beyond it (and in Canada) only very large cities, which are far from every corridor
VERY_LARGE = 1_500_000
SMALLEST = 1_000  # inhabitants, unless the place is curated
FIRST_ZOOM, LAST_ZOOM = 3, 9
LETTER, GAP, LINE = 3.4, 22, 24  # pixels: half a letter, space between two labels, height of a line

LA_PAZ = 3911925  # GeoNames number; seat of government, GeoNames calls only Sucre a capital
SEATS_OF_GOVERNMENT = {LA_PAZ}

# Local spelling where GeoNames has the English name first.
LOCAL_NAME = {
    ("Guatemala City", "GT"): "Ciudad de Guatemala",
    ("Havana", "CU"): "La Habana",
    ("Mexico City", "MX"): "Ciudad de México",
    ("Panama City", "PA"): "Ciudad de Panamá",
}

Rule = Callable[[Town, bool], bool]
ENTERS: dict[int, Rule] = {
    3: lambda town, curated: town.population > 4_000_000 or (_leads(town) and town.population > VERY_LARGE),
    4: lambda town, curated: _leads(town) or town.population > 1_200_000,
    5: lambda town, curated: (
        town.population > 400_000 or (town.feature == "PPLA" and town.population > 200_000)
    ),
    6: lambda town, curated: (
        town.population > 150_000 or town.feature == "PPLA" or is_capital(town) or curated
    ),
    7: lambda town, curated: town.population > 60_000,
    8: lambda town, curated: town.population > 25_000,
    9: lambda town, curated: town.population > 12_000,
}


def is_capital(town: Town) -> bool:
    """Return whether a town is a capital or a seat of government."""
    return town.feature == "PPLC" or town.number in SEATS_OF_GOVERNMENT


def _leads(town: Town) -> bool:
    """Return whether a town is a capital that goes before every other name; those of small territories do not."""
    return is_capital(town) and town.country in LABELLED


def choose(towns: Sequence[Town], places: Sequence[Place]) -> list[Label]:
    """Return the labels in drawing order: by zoom, capitals and curated places first, then by inhabitants."""
    places_of = match(towns, places)
    candidates = [
        town for town in _without_doubles(towns, places_of) if _wanted(town, town.number in places_of)
    ]

    def weight(town: Town) -> tuple[int, int]:
        # The bonuses put a capital before any town (that of a small territory only before small towns) and a
        # curated place before the seats of first-order units.
        bonus = 30_000_000 * _leads(town)
        bonus += 2_000_000 * (town.number in places_of) + 1_000_000 * (town.feature == "PPLA")
        return -(town.population + bonus), town.number

    candidates.sort(key=weight)
    chosen: list[Label] = []
    taken: set[int] = set()
    corners = np.empty((0, 3))  # longitude, Mercator latitude, letters of what is labelled so far
    for zoom in range(FIRST_ZOOM, LAST_ZOOM + 1):
        world = 256 * 2**zoom
        for town in candidates:
            place = places_of.get(town.number)
            if town.number in taken or not any(
                ENTERS[z](town, place is not None) for z in range(3, zoom + 1)
            ):
                continue
            name = place.name if place else LOCAL_NAME.get((town.name, town.country), town.name)
            spot = np.array([(town.lon + 180) / 360, _mercator(town.lat), len(name)])
            away = np.abs(corners[:, :2] - spot[:2]) * world
            needed = LETTER * (corners[:, 2] + spot[2]) + GAP
            crowded = ((away[:, 0] <= needed) & (away[:, 1] <= LINE)).any()
            if crowded and not (place and zoom >= LAST_ZOOM - 1):
                continue
            kind = 1 if _leads(town) else 2 if town.feature == "PPLA" or is_capital(town) else 3
            chosen.append([round(town.lon, 3), round(town.lat, 3), name, zoom, kind])
            taken.add(town.number)
            corners = np.vstack([corners, spot])
    return chosen


def match(towns: Sequence[Town], places: Sequence[Place]) -> dict[int, Place]:
    """Return the curated place of each GeoNames number that stands for one: same name, same country, nearest."""
    matches: dict[int, Place] = {}
    for place in places:
        found = []
        for town in towns:
            if (
                town.country == place.country
                and abs(town.lat - place.lat) < 0.1
                and abs(town.lon - place.lon) < 0.2
            ):
                kilometres = place.kilometres_to(town.lon, town.lat)
                if place.is_called((town.name, *town.alternates), kilometres):
                    found.append((kilometres, town.number))
        if found:
            matches.setdefault(min(found)[1], place)
    return matches


def link(labels: Sequence[Label], countries: dict[str, Any], places: Sequence[Place]) -> list[Label]:
    """Give each label that stands for a curated place that place's id, and take it from all others.

    A linked label moves to the curated position, so that the two can never be seen side by side; not so for a
    region, whose position is only a stand-in. The country of a label is the one whose outline holds it.
    """
    linked = [list(label[:5]) for label in labels]
    for place in places:
        found = []
        for number, label in enumerate(linked):
            lon, lat = label[:2]
            if len(label) == 5 and abs(lat - place.lat) < 0.1 and abs(lon - place.lon) < 0.2:
                kilometres = place.kilometres_to(lon, lat)
                country = next((c for c, o in countries.items() if o.contains(shapely.Point(lon, lat))), "")
                # On a coast the generalised outline may miss the label: then the name and the distance decide.
                if place.is_called([label[2]], kilometres) and country in (place.country, ""):
                    found.append((country == "", kilometres, number))
        if found:
            label = linked[min(found)[2]]
            label.append(place.id)
            if not place.is_region:
                label[0], label[1] = place.lon, place.lat
    return linked


def _wanted(town: Town, curated: bool) -> bool:
    if curated or is_capital(town):
        return True
    if town.country not in LABELLED and town.country != "CA":
        return False
    if town.country == "CA" or (town.country == "US" and town.lat > NORTH):
        return town.population >= VERY_LARGE
    if town.country == "US" and town.population <= 60_000:
        return False
    return town.feature != "PPLX" and town.population >= SMALLEST


def _without_doubles(towns: Sequence[Town], places_of: dict[int, Place]) -> list[Town]:
    """Leave out a second entry of the same name within ten kilometres of a curated place (Pacaraima has two)."""
    kept = []
    for town in towns:
        double = town.number not in places_of and any(
            place.country == town.country
            and abs(town.lat - place.lat) < 0.1
            and place.is_called((town.name, *town.alternates), place.kilometres_to(town.lon, town.lat))
            for place in places_of.values()
        )
        if not double:
            kept.append(town)
    return kept


def _mercator(lat: float) -> float:
    return (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
