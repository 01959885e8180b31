"""The evidence desk: what the sources of a view are, what rests on them, and what is missing."""
