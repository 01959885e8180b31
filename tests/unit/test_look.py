"""Colours that can be read and told apart (WCAG 2.2: 1.4.3, 1.4.11; Machado, Oliveira and Fernandes 2009)."""

from collections.abc import Mapping
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest

from layers.look import LINE_FORMS, PRINT, THEMES
from layers.vocabulary import ATTRIBUTION, CRIME_FAMILIES

Vector = npt.NDArray[np.float64]
FAMILIES = tuple(CRIME_FAMILIES)
SHADES = ("shade1", "shade2", "shade3", "shade4")
LEAST_STEP = 4.8
LEAST_DIFFERENCE = 18.0
# Severity 1.0, in linear RGB: table 1 of Machado, Oliveira and Fernandes (2009), doi 10.1109/TVCG.2009.113.
VISIONS: dict[str, Vector] = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
SRGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE_D65 = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Vector:
    """Return the linear sRGB values (0 to 1) of `#rrggbb`."""
    coded = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 between two colours."""
    a, b = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (b + 0.05) / (a + 0.05)


def lab(rgb: Vector) -> Vector:
    """Return CIELAB (D65) of linear sRGB values."""
    ratio = (SRGB_TO_XYZ @ np.clip(rgb, 0, 1)) / WHITE_D65
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, other: str, vision: Vector) -> float:
    """Return the CIE76 difference of two colours as that vision sees them."""
    return float(np.linalg.norm(lab(vision @ linear(one)) - lab(vision @ linear(other))))


def test_the_arithmetic_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert lab(linear("#ffffff")) == pytest.approx([100, 0, 0], abs=0.02)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    for matrix in VISIONS.values():
        assert matrix.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5), "grey stays grey"


@pytest.mark.parametrize("ground", ["land", "sea", "beyond", *SHADES])
@pytest.mark.parametrize("mark", [*FAMILIES, "unnamed", "ink"])
@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_the_map(theme: str, mark: str, ground: str) -> None:
    assert contrast(THEMES[theme][mark], THEMES[theme][ground]) >= 3


@pytest.mark.parametrize("paper", ["paper", "panel"])
@pytest.mark.parametrize("text", ["ink", "quiet", "accent"])
@pytest.mark.parametrize("theme", THEMES)
def test_texts_can_be_read(theme: str, text: str, paper: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][paper]) >= 4.5


@pytest.mark.parametrize(
    ("text", "ground"), [("label", "land"), ("label", "beyond"), ("country", "land"), ("ink", "sea")]
)
@pytest.mark.parametrize("theme", THEMES)
def test_names_on_the_map_can_be_read(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", THEMES)
def test_shades_are_steps_of_one_kind_in_every_vision(theme: str, vision: str) -> None:
    tokens, sees = THEMES[theme], VISIONS[vision]
    ramp = [tokens[name] for name in ("land", *SHADES)]
    assert min(difference(one, other, sees) for one, other in pairwise(ramp)) >= LEAST_STEP
    far = [difference(ramp[0], shade, sees) for shade in ramp]
    assert far == sorted(far), "each shade is farther from bare land than the one before"


@pytest.mark.parametrize("theme", THEMES)
def test_shades_have_one_hue(theme: str) -> None:
    hues = [np.degrees(np.arctan2(*lab(linear(THEMES[theme][name]))[:0:-1])) for name in SHADES[1:]]
    assert max(hues) - min(hues) < 12


@pytest.mark.parametrize("theme", THEMES)
def test_hatching_and_names_can_be_seen_on_the_map(theme: str) -> None:
    tokens = THEMES[theme]
    assert contrast(tokens["hatch"], tokens["land"]) >= 3
    assert min(contrast(tokens["label"], tokens[shade]) for shade in SHADES) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("one", "other"), list(combinations(FAMILIES, 2)))
@pytest.mark.parametrize("theme", THEMES)
def test_families_can_be_told_apart(theme: str, one: str, other: str, vision: str) -> None:
    found = difference(THEMES[theme][one], THEMES[theme][other], VISIONS[vision])
    assert found >= LEAST_DIFFERENCE


@pytest.mark.parametrize("theme", THEMES)
def test_every_token_is_a_colour(theme: str) -> None:
    for name, colour in THEMES[theme].items():
        assert len(colour) == 7, name
        assert colour == colour.lower()
        assert linear(colour).shape == (3,)


def test_both_themes_have_the_same_tokens() -> None:
    light, dark = (list(tokens) for tokens in THEMES.values())
    assert light == dark


def test_forms_differ_without_colour() -> None:
    def shape(form: Mapping[str, object]) -> str:
        return f"{form['dash']} {form['width']}"

    assert set(LINE_FORMS) == set(ATTRIBUTION)
    assert len({shape(form) for form in LINE_FORMS.values()}) == len(LINE_FORMS)


def test_paper_needs_no_colour() -> None:
    assert set(PRINT) == set(THEMES["light"])
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in PRINT.values()), "greys only"
    for ground in ("land", "sea", "paper"):
        for mark in (*FAMILIES, "unnamed", "ink", "accent"):
            assert contrast(PRINT[mark], PRINT[ground]) >= 3, (mark, ground)
        for words in ("ink", "quiet", "label", "country"):
            assert contrast(PRINT[words], PRINT[ground]) >= 4.5, (words, ground)
