"""Make the static TrueType files of Inter that PDF and still pictures are set in.

Browsers read the variable WOFF2 files; matplotlib and typst read neither WOFF2 nor a weight axis. Each weight is one instance of
both files, merged. Needs what `requirements.txt` beside this file names.
"""

import tempfile
from pathlib import Path
from typing import Final

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS: Final = Path(__file__).resolve().parents[2] / "layers" / "assets" / "fonts"
WEIGHTS: Final = {"Regular": 400, "SemiBold": 600}


def static(style: str, weight: int) -> TTFont:
    """Return the font of one weight with the letters of both files."""
    parts = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("inter-latin", "inter-latin-ext"):
            font = instantiateVariableFont(TTFont(FONTS / f"{name}.woff2"), {"wght": weight})
            for table in ("GSUB", "GPOS", "GDEF", "STAT"):  # kerning of two halves does not merge into one
                if table in font:
                    del font[table]
            font.flavor = None
            parts.append(str(Path(folder) / f"{name}.ttf"))
            font.save(parts[-1])
        merged = Merger().merge(parts)
    bold = style != "Regular"
    for record, text in {
        1: "Inter" if not bold else f"Inter {style}",
        2: "Regular",
        4: f"Inter {style}",
        6: f"Inter-{style}",
        16: "Inter",
        17: style,
    }.items():
        merged["name"].setName(text, record, 3, 1, 0x409)
    merged["OS/2"].usWeightClass = weight
    merged["head"].created = merged["head"].modified = 0
    merged.recalcTimestamp = False
    return merged


if __name__ == "__main__":
    for style, weight in WEIGHTS.items():
        static(style, weight).save(FONTS / f"inter-{style.lower()}.ttf")
