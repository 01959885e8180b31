"""How the layers of a GeoPackage look in QGIS: the colours and the line forms of `layers.look`, as QML.

QGIS reads the default style of a layer from the table `layer_styles` of the same file.
"""

from collections.abc import Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from layers.language import N_, Translator
from layers.look import LIGHT, LINE_FORMS
from layers.vocabulary import CRIME_FAMILIES, GRADES

FAMILY: Final = "coalesce(array_first(string_to_array(nullif(\"families\", ''), ';')), '')"
"""The first family of a record's crimes, "" for none, as an expression of QGIS."""
WIDTHS_MM: Final = (0.5, 0.9, 1.4)
"""Width of a leg by its grade, the weakest first."""
NO_CRIME: Final = N_("no crime named")


def style(table: str, lang: str) -> str:
    """Return the QML of a layer. Raises KeyError for a table that is not drawn."""
    root = Element("qgis", version="3.28.0", styleCategories="Symbology")
    if table == "places":
        renderer = SubElement(root, "renderer-v2", type="singleSymbol", symbollevels="0", enableorderby="0")
        _symbol(SubElement(renderer, "symbols"), table, "0", LIGHT["quiet"])
    else:
        renderer = SubElement(
            root, "renderer-v2", type="categorizedSymbol", attr=FAMILY, symbollevels="0", enableorderby="0"
        )
        categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
        _ = Translator(lang)
        for number, (code, label) in enumerate({**CRIME_FAMILIES, "": NO_CRIME}.items()):
            SubElement(categories, "category", value=code, label=_(label), symbol=str(number), render="true")
            _symbol(symbols, table, str(number), LIGHT[code or "unnamed"])
    return tostring(root, encoding="unicode")


def _symbol(parent: Element, table: str, name: str, colour: str) -> None:
    line = {"legs": True, "places": False, "events": False}[table]
    symbol = SubElement(
        parent, "symbol", name=name, type="line" if line else "marker", alpha="1", clip_to_extent="1"
    )
    if line:
        options = {
            "line_color": rgba(colour),
            "line_width": "0.9",
            "line_width_unit": "MM",
            "capstyle": "round",
            "joinstyle": "round",
        }
        layer = _layer(symbol, "SimpleLine", options)
        _bound(layer, {"outlineWidth": _width(), "customDash": _dash()})
        return
    shape = {
        "places": {
            "name": "circle",
            "size": "3.6",
            "color": rgba(LIGHT["paper"], 0),  # an event in the same town is seen through the ring
            "outline_color": rgba(colour),
            "outline_width": "0.5",
        },
        "events": {
            "name": "diamond",
            "size": "2.2",
            "color": rgba(colour),
            "outline_color": rgba(LIGHT["paper"]),
            "outline_width": "0.2",
        },
    }[table]
    _layer(
        symbol,
        "SimpleMarker",
        {**shape, "size_unit": "MM", "outline_width_unit": "MM", "outline_style": "solid"},
    )


def _layer(symbol: Element, kind: str, options: Mapping[str, str]) -> Element:
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    held = SubElement(layer, "Option", type="Map")
    for name, value in options.items():
        SubElement(held, "Option", name=name, value=value, type="QString")
    return layer


def _bound(layer: Element, properties: Mapping[str, str]) -> None:
    """Bind settings of a symbol layer to expressions on the row."""
    held = SubElement(SubElement(layer, "data_defined_properties"), "Option", type="Map")
    SubElement(held, "Option", name="name", value="", type="QString")
    listed = SubElement(held, "Option", name="properties", type="Map")
    for name, expression in properties.items():
        one = SubElement(listed, "Option", name=name, type="Map")
        SubElement(one, "Option", name="active", value="true", type="bool")
        SubElement(one, "Option", name="expression", value=expression, type="QString")
        SubElement(one, "Option", name="type", value="3", type="int")
    SubElement(held, "Option", name="type", value="collection", type="QString")


def _width() -> str:
    cases = " ".join(
        f"WHEN \"grade\" = '{code}' THEN {mm}" for code, mm in zip(GRADES, WIDTHS_MM, strict=True)
    )
    return f"CASE {cases} ELSE {WIDTHS_MM[0]} END"


def _dash() -> str:
    """Return the expression of the dash pattern, multiples of the middle width in millimetres; NULL draws a whole line."""
    cases = ""
    for code, form in LINE_FORMS.items():
        dash: Any = form["dash"]
        if dash:
            cases += f"WHEN \"attribution\" = '{code}' THEN '{';'.join(str(round(part * WIDTHS_MM[1], 2)) for part in dash)}' "
    return f"CASE {cases}ELSE NULL END"


def rgba(colour: str, alpha: int = 255) -> str:
    """Return "#rrggbb" as QGIS writes it: "r,g,b,a", where an alpha of 255 hides what is below and 0 shows nothing."""
    return ",".join([*(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)), str(alpha)])
