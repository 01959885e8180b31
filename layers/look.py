"""Hold the colours and line forms that every page, map and image share.

One source of truth: the map document receives these tokens as JSON, `.streamlit/config.toml` repeats the few that
Streamlit itself paints with (a test keeps the two equal). The four family colours were searched for the largest
smallest difference (CIE76, at least 18) under normal, protan, deutan and tritan vision (Machado, Oliveira and
Fernandes 2009, severity 1) with a contrast of at least 3 : 1 against land and sea (WCAG 2.2, 1.4.11). The four shades of a
shaded map are one hue, ochre, whose steps from land on (CIE76, at least 4.8 in each of the four visions) are as strong as
they can be while every line and mark over them keeps its 3 : 1. The hatching has 3 : 1 against land as well.
"""

from types import MappingProxyType
from typing import Final

LIGHT: Final = MappingProxyType(
    {
        "paper": "#fafaf7",
        "panel": "#f1f0ea",
        "ink": "#22252a",
        "quiet": "#5a5f66",
        "rule": "#d9d6cc",
        "sea": "#d9e4e9",
        "land": "#f4f1ea",
        "beyond": "#eae6de",
        "coast": "#9fb2bd",
        "border": "#938b91",
        "region": "#cfc9bd",
        "water": "#b7cdd8",
        "label": "#4b4f55",
        "country": "#6f6872",
        "accent": "#00687a",
        "control": "#00687a",
        "movement": "#2b72b4",
        "exploitation": "#6a2f66",
        "coercion": "#b0611f",
        "trade": "#2d4e37",
        "unnamed": "#767a80",
        "shade1": "#f7e9d5",
        "shade2": "#f9e2c0",
        "shade3": "#fbdaab",
        "shade4": "#fbd296",
        "hatch": "#868a8f",
    }
)
DARK: Final = MappingProxyType(
    {
        "paper": "#14171b",
        "panel": "#1c2025",
        "ink": "#e9e7e1",
        "quiet": "#a5a9ae",
        "rule": "#363b42",
        "sea": "#171b20",
        "land": "#262b31",
        "beyond": "#20252b",
        "coast": "#4a5663",
        "border": "#6d6a72",
        "region": "#3b4148",
        "water": "#26333d",
        "label": "#c0c1c0",
        "country": "#9d96a3",
        "accent": "#5cc7d6",
        "control": "#1f7a89",
        "movement": "#4f8ae6",
        "exploitation": "#c868ac",
        "coercion": "#ea9058",
        "trade": "#86e6cc",
        "unnamed": "#969ba2",
        "shade1": "#362d27",
        "shade2": "#44301d",
        "shade3": "#4f3211",
        "shade4": "#5b3500",
        "hatch": "#70757c",
    }
)
# On paper: no colour to rely on. Families keep greys that tell neighbouring strands apart, and are numbered.
PRINT: Final = MappingProxyType(
    {
        "paper": "#ffffff",
        "panel": "#ffffff",
        "ink": "#000000",
        "quiet": "#333333",
        "rule": "#777777",
        "shade1": "#f4f4f4",
        "shade2": "#e9e9e9",
        "shade3": "#dedede",
        "shade4": "#d2d2d2",
        "hatch": "#8c8c8c",
        "sea": "#ebebeb",
        "land": "#ffffff",
        "beyond": "#ffffff",
        "coast": "#8c8c8c",
        "border": "#777777",
        "region": "#c4c4c4",
        "water": "#b5b5b5",
        "label": "#333333",
        "country": "#555555",
        "accent": "#000000",
        "control": "#000000",
        "movement": "#000000",
        "exploitation": "#5c5c5c",
        "coercion": "#2e2e2e",
        "trade": "#757575",
        "unnamed": "#6b6b6b",
    }
)
THEMES: Final = MappingProxyType({"light": LIGHT, "dark": DARK})

# Form says who is named on a leg. Dash lengths are multiples of the line width.
LINE_FORMS: Final = MappingProxyType(
    {
        "tda": {"dash": [], "width": 1.0},
        "tda_partial": {"dash": [5.0, 2.2], "width": 1.0},
        "other_group": {"dash": [0.1, 2.1], "width": 1.15},
        "context": {"dash": [], "width": 0.5},
    }
)
