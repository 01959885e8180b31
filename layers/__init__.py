"""Core of the Corridor Atlas: from curated files to checked tables, frames and view-models.

Nothing in this package imports Streamlit or Starlette; imports point down only.
"""
