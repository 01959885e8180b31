"""Rival B: the map stays, its records come as a feature group, which is what streamlit-folium advises for data that change."""

import folium
from streamlit_folium import st_folium

from bench.rivals.features import layers
from bench.rivals.leaflet import HEIGHT, empty_map
from layers.catalog import Catalog


def show(catalog: Catalog, shown: Catalog) -> None:
    """Show the filtered records as a feature group over a map that never changes."""
    records = folium.FeatureGroup(name="records")
    for layer in layers(catalog, shown):
        layer.add_to(records)
    st_folium(
        empty_map(),
        key="map",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=records,
    )
