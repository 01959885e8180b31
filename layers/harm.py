"""The do-no-harm gate: what is refused wherever data come from, one function and one sentence each.

The sentences are what the Method page says; a test holds functions, sentences and planted violations together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from layers.addresses import hidden_addresses
from layers.coordinates import far_from_town, leg_lines, too_fine
from layers.guilt import worded_as_guilt
from layers.language import N_
from layers.load import Tables
from layers.persons import personal_names
from layers.problems import Problem
from layers.victims import small_counts


@dataclass(frozen=True)
class Refusal:
    """Hold one rule of the gate.

    Attributes:
        sentence: what it refuses, for the Method page; a message id.
        function: the rule; yields one problem per finding.
    """

    sentence: str
    function: Callable[[Tables], Iterator[Problem]]


GATE: Final[Mapping[str, Refusal]] = {
    "fine": Refusal(
        N_(
            "A point with more than two decimals, a stand-in for a region finer than one decimal that is no town, and coordinates written out in a text."
        ),
        too_fine,
    ),
    "far": Refusal(
        N_(
            "A town more than 5 kilometres, a district more than 10 or a region more than 25 from every town of its country in GeoNames, unless an exception gives a reason and a source."
        ),
        far_from_town,
    ),
    "bent": Refusal(
        N_("A leg that is not the straight line between its two places."),
        leg_lines,
    ),
    "name": Refusal(
        N_(
            "What reads like the name of a person who is not on the short list of sanctioned, convicted or governing public figures."
        ),
        personal_names,
    ),
    "count": Refusal(
        N_(
            "A number of victims below five in a text that is tied to a town or a district, or in a figure of a town."
        ),
        small_counts,
    ),
    "address": Refusal(
        N_("The address of a source that is not to be displayed, in any text."),
        hidden_addresses,
    ),
    "guilt": Refusal(
        N_(
            "Words of guilt for people whom no court has convicted, and arrested members, leaders or traffickers who are not called alleged."
        ),
        worded_as_guilt,
    ),
}
"""The rules by their code, which never changes."""
