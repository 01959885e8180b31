"""The atlas and two other ways to put the same map into Streamlit, measured in the same run. See docs/benchmark.md."""
