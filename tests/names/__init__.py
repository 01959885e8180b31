"""The name detector, measured on invented names; `python -m tests.names` prints the figures.

`planted.txt` and `clean.txt` were written first, and the detector was mended on what it got wrong there. The files
that end in `_later` were written after that and have not been used to mend anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from layers import load, names
from layers.lexicon import lexicon
from layers.names import Known
from layers.persons import known_things
from layers.tokens import words_of

HERE = Path(__file__).parent
SETS = ("", "_later")


class Planted(NamedTuple):
    """One sentence with a made-up person in it."""

    kind: str
    lang: str
    sentence: str
    name: str


@cache
def known() -> Known:
    """What is known without any table: the lists and the gazetteer."""
    return known_things(load.Tables())


def planted(which: str) -> list[Planted]:
    return [Planted(*line.split("|")) for line in _lines(f"planted{which}.txt")]


def clean(which: str) -> list[str]:
    return list(_lines(f"clean{which}.txt"))


def is_found(case: Planted) -> bool:
    """Tell whether something found overlaps the planted name."""
    start = case.sentence.index(case.name)
    end = start + len(case.name)
    return any(hit.start < end and hit.end > start for hit in names.find(case.sentence, known()))


def is_listed(case: Planted) -> bool:
    """Tell whether a word of the planted name is on the detector's lists of names."""
    words = set(words_of(case.name)) - lexicon().particles
    return bool(words & (lexicon().given | lexicon().surnames))


def is_refused(sentence: str) -> bool:
    return bool(names.find(sentence, known()))


def _lines(file: str) -> Iterator[str]:
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line
