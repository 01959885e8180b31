"""Rival A: the map is made anew on every run, which is how most apps with streamlit-folium begin and many stay."""

from streamlit_folium import st_folium

from bench.rivals.features import layers
from bench.rivals.leaflet import HEIGHT, empty_map
from layers.catalog import Catalog


def show(catalog: Catalog, shown: Catalog) -> None:
    """Show the filtered records on a new map."""
    view = empty_map()
    for layer in layers(catalog, shown):
        layer.add_to(view)
    st_folium(view, key="map", height=HEIGHT, use_container_width=True, returned_objects=[])
