"""States and provinces of the Americas: which are kept, and the repairs of their codes and names.

Codes are ISO 3166-2 as in force in 2025. Names are in the local spelling; only units of the United States and
Trinidad and Tobago carry names in other languages, because Natural Earth's translations of the others are
uneven ("de Tarapacá", "Liberdade" for La Libertad).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

# Countries drawn with states and at full detail: every country with a corridor in the Americas.
LISTED = ("BO", "BR", "CL", "CO", "CR", "EC", "GT", "HN", "MX", "NI", "PA", "PE", "SV", "TT", "US", "VE")

# How much detail is kept, in metres: most where corridors cross borders, little where fjords and arctic islands
# would take a third of the file.
DETAIL = 400
DETAIL_UNLISTED = 1_500
DETAIL_OF = {"US": 800, "US-AZ": 400, "US-CA": 400, "US-NM": 400, "US-TX": 400, "US-FL": 400}
DETAIL_OF |= {"US-AK": 5_000, "CA": 5_000, "GL": 8_000, "CL-AI": 1_500, "CL-MA": 1_500}

# Outside the map or not shown: Pacific islands, Bermuda, the South Atlantic, Antarctica, Clipperton.
LEFT_OUT = frozenset(
    ["UMI", "COK", "WSM", "PYF", "TON", "ASM", "WLF", "NZL", "PCN", "KIR", "NIU", "TKL", "CLP", "CPV", "PRT", "SGS", "BMU", "ATA"]
)  # fmt: skip

# Units that Natural Earth files under a European state and ISO 3166-1 gives a code of their own.
OWN_COUNTRY = {"FR-GF": "GF", "FR-MQ": "MQ", "FR-GP": "GP", "NL-BQ1": "BQ", "NL-BQ2": "BQ", "NL-BQ3": "BQ"}

# Two units share one code in the source: told apart by name.
CODE_BY_NAME = {("CO-CUN", "Bogota"): "CO-DC", ("PE-LIM", "Lima Province"): "PE-LMA"}

# Guatemala has had numeric codes since 2021; these are the old letters in the order of the new numbers.
GUATEMALA = (
    "GU", "PR", "SA", "CM", "ES", "SR", "SO", "TO", "QZ", "SU", "RE", "SM", "HU", "QC", "BV", "AV",
    "PE", "IZ", "ZA", "CQ", "JA", "JU"
)  # fmt: skip

CODE = {
    "MX-DIF": "MX-CMX",  # Ciudad de México since 2016
    "TT-RCM": "TT-MRC",
    "TT-ETO": "TT-TOB",  # Tobago is one unit
    "TT-WTO": "TT-TOB",
    **{f"GT-{letters}": f"GT-{number:02d}" for number, letters in enumerate(GUATEMALA, start=1)},
}

NAME = {
    "BO-B": "Beni",
    "CL-AI": "Aysén",
    "CL-BI": "Biobío",
    "CL-LI": "O’Higgins",
    "CL-MA": "Magallanes",
    "CL-RM": "Metropolitana de Santiago",
    "CO-DC": "Bogotá",
    "EC-B": "Bolívar",
    "EC-M": "Manabí",
    "EC-R": "Los Ríos",
    "EC-U": "Sucumbíos",
    "GT-09": "Quetzaltenango",
    "MX-CMX": "Ciudad de México",
    "MX-MEX": "Estado de México",
    "NI-AN": "Costa Caribe Norte",
    "NI-AS": "Costa Caribe Sur",
    "NI-SJ": "Río San Juan",
    "PA-8": "Panamá",
    "PA-EM": "Emberá-Wounaan",
    "PA-KY": "Guna Yala",
    "PA-NB": "Ngäbe-Buglé",
    "PE-LMA": "Lima Metropolitana",
    "TT-MRC": "Mayaro-Rio Claro",
    "TT-TOB": "Tobago",
    "TT-TUP": "Tunapuna-Piarco",
    "VE-X": "La Guaira",  # Vargas until 2019
}

TRANSLATED = ("US", "TT")
TRANSLATION = {
    ("US-DC", "es"): "Distrito de Columbia",
    ("US-DC", "pt"): "Distrito de Colúmbia",
    ("US-NJ", "pt"): "Nova Jersey",
    ("US-NY", "pt"): "Nova York",
}


@dataclass(frozen=True)
class Unit:
    """Describe one state or province: ISO codes, name, translations, label point (degrees) and outline."""

    country: str
    code: str
    name: str
    translations: dict[str, str]
    label: tuple[float, float]
    outline: BaseGeometry

    @property
    def listed(self) -> bool:
        """Return whether the unit itself is drawn; of other countries only the outline is."""
        return self.country in LISTED

    @property
    def detail(self) -> int:
        """Return the size, in metres, below which bends of the outline are dropped."""
        usual = DETAIL if self.listed else DETAIL_UNLISTED
        return DETAIL_OF.get(self.code, DETAIL_OF.get(self.country, usual))


def read(path: Path) -> list[Unit]:
    """Read and repair the units of the Americas, in the order of the source file."""
    frame = gpd.read_file(path)
    inside = frame.geometry.representative_point()
    in_view = inside.x.between(-170, -25) & (inside.y < 84)
    unnamed_islet = frame["name"].isna() & frame["iso_3166_2"].fillna("").str.contains("~")
    kept = frame[in_view & ~unnamed_islet & ~frame["adm0_a3"].isin(LEFT_OUT)]
    return [_unit(row) for row in kept.to_dict("records")]


def _unit(row: dict[str, Any]) -> Unit:
    source_code, source_name = _text(row["iso_3166_2"]), _text(row["name"])
    code = CODE_BY_NAME.get((source_code, source_name)) or CODE.get(source_code, source_code)
    country = OWN_COUNTRY.get(code, row["iso_a2"])
    name = NAME.get(code, source_name)
    translations = {}
    if country in TRANSLATED:
        for language in ("es", "pt"):
            text = TRANSLATION.get((code, language)) or (
                _text(row[f"name_{language}"]) if country == "US" else ""
            )
            if text and text != name:
                translations[language] = text
    outline = _west_of_the_antimeridian(row["geometry"])
    return Unit(country, code, name, translations, (row["longitude"], row["latitude"]), outline)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _west_of_the_antimeridian(outline: BaseGeometry) -> BaseGeometry:
    """Leave out the nine small Aleutian islands beyond 180 degrees: with them the Americas would span the globe."""
    parts = [part for part in getattr(outline, "geoms", [outline]) if part.bounds[0] < 0]
    return shapely.MultiPolygon(parts)
