"""The gate never breaks on what a text may hold, finds listed names anywhere, and measures as the ellipsoid does."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from layers import gazetteer, names
from layers.geodesy import WGS84
from layers.guilt import arrested, convicted
from layers.lexicon import lexicon
from layers.victims import counted
from tests.names import clean, known

LISTS = lexicon()
GIVEN = sorted(LISTS.given - LISTS.small - LISTS.saints)
SURNAMES = sorted(LISTS.surnames - LISTS.small)
NAMES = st.tuples(st.sampled_from(GIVEN), st.sampled_from(SURNAMES)).map(
    lambda pair: f"{pair[0].title()} {pair[1].title()}"
)
BEFORE = st.sampled_from(["Police said that", "La policía dijo que", "A polícia disse que"])
TEXT = st.text(max_size=80) | st.sampled_from(clean(""))


@settings(max_examples=100)
@given(BEFORE, NAMES, st.sampled_from(["left.", "huyó.", "fugiu, e voltou."]))
def test_a_listed_name_is_found_unless_it_is_a_town(before: str, name: str, after: str) -> None:
    hits = names.find(f"{before} {name} {after}", known())
    assert (
        hits or names.words_of(name)[-1] in known().phrases or " ".join(names.words_of(name)) in known().towns
    )


@settings(max_examples=100)
@given(TEXT, st.sampled_from(["en", "es", "pt"]), st.booleans())
def test_every_text_can_be_judged(text: str, lang: str, flag: bool) -> None:
    hits = names.find(text, known(), flag)
    assert [text[hit.start : hit.end] for hit in hits] == [hit.name for hit in hits]
    assert all(one.end <= other.start for one, other in pairwise(hits))
    for words in (counted(text, lang, flag), convicted(text), arrested(text)):
        assert words in text


@settings(max_examples=60)
@given(st.floats(-69.6, -57.5), st.floats(-22.9, -9.7))
def test_nearest_is_the_least_geodesic_distance(lon: float, lat: float) -> None:
    towns = gazetteer.atlas()
    points = towns.points["BO"]
    _, _, metres = WGS84.inv(np.full(len(points), lon), np.full(len(points), lat), points[:, 0], points[:, 1])
    near = towns.nearest("BO", lon, lat)
    assert near is not None
    assert abs(near.km - metres.min() / 1000) < 1e-6
