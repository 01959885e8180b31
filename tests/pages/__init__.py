"""Tests of Streamlit's pages without a browser."""
