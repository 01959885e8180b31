"""One view of the atlas as one HTML file that works without network: the map document, the records, the page around them."""
