"""The filtered legs and places as GeoJSON layers with tooltips that say what ours say.

The features are made once per process and only picked out for a view: a rival pays for folium, the socket and Leaflet, not
for a slow way of writing GeoJSON.
"""

from functools import lru_cache
from typing import Any, Final

import folium

from layers.cards import ARROW, when
from layers.catalog import Catalog
from layers.language import Translator, country
from layers.vocabulary import ATTRIBUTION, CRIMES, PLACE_PRECISION, PLACE_ROLES

Feature = dict[str, Any]

COLOURS: Final = {"tda": "#8a1c1c", "tda_partial": "#b4532a", "other_group": "#3d5a80", "context": "#7a7f87"}


@lru_cache(maxsize=6)
def _features(catalog: Catalog, lang: str) -> tuple[list[Feature], list[Feature]]:
    _ = Translator(lang)
    places, legs = catalog.places, catalog.legs
    at = {key: [round(point.x, 2), round(point.y, 2)] for key, point in places.geometry.items()}
    name = places["name"].to_dict()
    dots = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": at[row.Index]},
            "properties": {
                "name": f"{row.name}, {country(lang, row.country)}",
                "role": ", ".join(_(PLACE_ROLES[role]) for role in row.roles),
                "precision": _(PLACE_PRECISION[row.precision]),
            },
        }
        for row in places.rename_axis("key").itertuples()
    ]
    lines = [
        {
            "type": "Feature",
            "geometry": {
                "type": "LineString",
                "coordinates": [at[leg["from_place"]], at[leg["to_place"]]],
            },
            "properties": {
                "name": name[leg["from_place"]] + ARROW + name[leg["to_place"]],
                "who": _(ATTRIBUTION[leg["attribution"]]),
                "crimes": ", ".join(_(CRIMES[code]) for code in leg["crimes"]),
                "when": when(leg, lang),
                "style": {"color": COLOURS[leg["attribution"]], "weight": 3},
            },
        }
        for leg in legs.to_dict("records")
    ]
    return lines, dots


def layers(catalog: Catalog, shown: Catalog) -> list[folium.GeoJson]:
    """Return the legs and the places of a view, one layer each; an empty one is left out.

    A place's tooltip counts its filtered events, as ours does.
    """
    lines, dots = _features(catalog, "en")
    legs = [lines[i] for i in catalog.legs.index.get_indexer(shown.legs.index)]
    events = shown.events["place"].value_counts().to_dict()
    places = [
        {**dots[i], "properties": {**dots[i]["properties"], "events": events.get(key, 0)}}
        for key, i in zip(
            shown.places.index,
            catalog.places.index.get_indexer(shown.places.index),
            strict=True,
        )
    ]
    found = []
    if legs:
        tooltip = folium.GeoJsonTooltip(["name", "who", "crimes", "when"], labels=False)
        found.append(folium.GeoJson(_collection(legs), tooltip=tooltip))
    if places:
        marker = folium.CircleMarker(radius=4, weight=2, color="#22252a", fill=True, fill_opacity=0.9)
        tooltip = folium.GeoJsonTooltip(["name", "role", "precision", "events"], labels=False)
        found.append(folium.GeoJson(_collection(places), marker=marker, tooltip=tooltip))
    return found


def _collection(features: list[Feature]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}
