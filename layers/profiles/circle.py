"""The relations of an actor as a drawing that is the same at every visit: the actor in the middle, the others around it.

The others stand on a circle in a fixed order (by kind of relation, then by name), half to the right and half to the left, at
equal heights, so that every name has a line of its own. Nothing is random, nothing moves.
"""

from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any, Final

import pandas as pd

from layers.evidence import rank
from layers.vocabulary import RELATION_KINDS

FORMS: Final = {
    "faction_of": "solid",
    "split_from": "solid",
    "ally_of": "dash",
    "coordinates_with": "dash",
    "rival_of": "dots",
    "taxes": "mixed",
    "supplies": "mixed",
}
"""How the line of a kind is drawn: belonging solid, cooperation dashed, rivalry dotted, money and goods dash and dot."""
DIRECTED: Final = frozenset({"faction_of", "split_from", "taxes", "supplies"})
"""The kinds that say something else when their ends are changed over."""
BEND: Final = 0.16
"""How far parallel lines between the same two bow out, as a part of their length."""


@dataclass(frozen=True)
class Node:
    """An actor and where it stands: `x` and `y` from -1 to 1, y downwards; the one in the middle first, at (0, 0)."""

    actor: str
    x: float
    y: float


@dataclass(frozen=True)
class Edge:
    """A relation between the nodes at the places `a` and `b`."""

    relation: str
    a: int
    b: int
    kind: str
    form: str
    level: int
    arrow: bool
    bend: float


@dataclass(frozen=True)
class Circle:
    """The drawing: nodes and edges."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw(actor: str, relations: pd.DataFrame, names: "pd.Series[str]") -> Circle:
    """Return the drawing of an actor's relations among those given, with the relations of its partners to each other.

    Without any relation there is only the node in the middle.
    """
    ends = list(zip(relations["from"], relations["to"], strict=True))
    order = {kind: place for place, kind in enumerate(RELATION_KINDS)}
    first: dict[str, int] = {}
    for (a, b), kind in zip(ends, relations["kind"], strict=True):
        if actor in (a, b):
            other = b if a == actor else a
            first[other] = min(order[kind], first.get(other, len(order)))
    others = sorted(first, key=lambda key: (first[key], str(names[key]), key))
    nodes = (Node(actor, 0.0, 0.0), *_around(others))
    place = {node.actor: n for n, node in enumerate(nodes)}
    between: dict[frozenset[str], list[str]] = {}
    for key, (a, b) in zip(relations.index, ends, strict=True):
        if a in place and b in place:
            between.setdefault(frozenset((a, b)), []).append(str(key))
    edges = []
    for parallel in between.values():
        for n, key in enumerate(parallel):
            relation: Any = relations.loc[key]
            a, b = place[relation["from"]], place[relation["to"]]
            side = 1 if a < b else -1  # seen from the same end, so that parallel lines do not fall together
            bend = side * BEND * (n - (len(parallel) - 1) / 2)
            kind = relation["kind"]
            edges.append(Edge(key, a, b, kind, FORMS[kind], rank(relation["grade"]), kind in DIRECTED, bend))
    return Circle(nodes, tuple(edges))


def _around(others: list[str]) -> tuple[Node, ...]:
    """Set actors on the circle: the first half down the right side, the second half down the left."""
    right = ceil(len(others) / 2)
    found = []
    for side, part in ((1, others[:right]), (-1, others[right:])):
        for n, actor in enumerate(part):
            y = (2 * n + 1) / len(part) - 1
            found.append(Node(actor, round(side * sqrt(1 - y * y), 4), round(y, 4)))
    return tuple(found)
