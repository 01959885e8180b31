"""What the map is shaded by, in words and as a table."""

from layers import shading
from pages.shared import link, sheet
from pages.shared.context import Context


def show(page: Context) -> None:
    """Show the figures behind the shades; a map without them shows nothing."""
    blocks = shading.blocks(page.catalog, page.view, link.shade(), page.lang)
    if blocks:
        sheet.show(blocks, page.lang, "shades")
