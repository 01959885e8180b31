"""The same page with its map made by streamlit-folium, the way its users make it. Everything around the map is ours."""
