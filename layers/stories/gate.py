"""What the do-no-harm gate refuses in the texts of a story: the same rules as for the data, on one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layers import guilt, names, persons, victims
from layers.coordinates import written_out
from layers.lexicon import lexicon
from layers.load import Tables
from layers.tokens import words_of

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """Hold what is known not to be a private person: things, and public figures as sets of words."""

    things: names.Known
    figures: tuple[frozenset[str], ...]


def known(tables: Tables) -> Known:
    """Gather what the tables know."""
    figures = tuple(frozenset(words_of(figure["name"])) for figure in tables.public_figures)
    return Known(persons.known_things(tables), figures)


def refused(text: str, lang: str, named: Known) -> Iterator[tuple[str, str]]:
    """List what is refused in a text, each with how to mend it."""
    for found in names.find(text, named.things):
        words = set(words_of(found.name)) - lexicon().particles
        if not any(words <= figure for figure in named.figures):
            reason = f"{found.name!r} reads like a person's name: {found.why}"
            yield reason, "Write the office or the part played instead."
    if counted := victims.counted(text, lang):
        reason = f"{counted!r} counts fewer than {victims.SMALLEST} people harmed"
        yield reason, "Write “some”, or no number: so few people can be told apart in a town."
    if words_found := guilt.convicted(text) or guilt.arrested(text):
        reason = f"{words_found!r} words people as guilty"
        yield reason, "Say what was alleged or charged, and let the record show what a court found."
    if fine := written_out(text):
        yield f"the text gives coordinates finer than a town ({fine})", "Take them out, and name the town."
    if address := _ADDRESS.search(text):
        yield f"the text gives an address ({address[0]})", "Link to a view; the sources stand there."
