"""What has to be told about a new record: one question per field, taken from the closed schemas.

Nothing here lists fields a second time: a field that a schema gains is asked for, a code that the vocabulary gains
is allowed. What the atlas works out itself (see `COMPUTED`) is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from layers import fields as f
from layers.conformance import departures
from layers.evidence import GRADED
from layers.fields import Schema
from layers.language import LANGUAGES
from layers.problems import Problem
from layers.schema import GEOJSON_TABLES, schemas
from layers.tidiness import PLACEHOLDER
from layers.vocabulary import REVIEW_REASONS, STANCE

KINDS: Final[Mapping[str, str]] = {
    "corridor": "corridors",
    "leg": "legs",
    "place": "places",
    "event": "events",
    "source": "sources",
    "actor": "actors",
    "relation": "relations",
    "dispute": "disputes",
}
"""The kinds of record that can be begun, and their tables."""

COMPUTED: Final[Mapping[str, frozenset[str]]] = {
    "corridor": frozenset({"countries"}),
    "leg": frozenset({"origin_count"}),
    "event": frozenset({"origin_count"}),
    "dispute": frozenset({"sources"}),
}
ASSUMED: Final[Mapping[tuple[str, str], str]] = {
    ("corridor", "headline"): "false",
    ("dispute", "status"): "open",
}
_WORKED_OUT: Final = {("leg", "seq"), ("event", "countries")}
"""Fields with an answer of our own that may be overruled."""

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Question:
    """Hold one question about a new record.

    Attributes:
        field: the field, or for disputes a part of one; also the option, with hyphens.
        schema: what an answer has to be.
        needed: whether there is no record without an answer.
        absent: what the field holds when it is not answered; Ellipsis leaves the field out.
    """

    field: str
    schema: Schema
    needed: bool
    absent: Any

    @property
    def option(self) -> str:
        """Return the option of the command line: `reported_from` is asked as `--reported-from`."""
        return "--" + self.field.replace("_", "-")

    @property
    def is_list(self) -> bool:
        """Tell whether several values may be given."""
        return self.schema.get("type") == "array"

    @property
    def help(self) -> str:
        """Say in English what is asked, with the codes that are allowed."""
        allowed = self.schema.get("enum") or self.schema.get("items", {}).get("enum")
        text = self.schema.get("description", "")
        return f"{text} One of: {', '.join(allowed)}." if allowed else text

    def read(self, given: str | Sequence[str]) -> Any:
        """Turn what was typed into a value; what has not the form stays text, for the schema to refuse."""
        if not isinstance(given, str):
            return list(given)
        kinds = self.schema.get("type", "string")
        if kinds == "boolean" or self.schema.get("const") is True:
            return {"true": True, "false": False}.get(given, given)
        if kinds in ("number", "integer") and _NUMBER.fullmatch(given) and len(given) < 30:
            return float(given) if kinds == "number" or "." in given else int(given)
        return given


@cache
def questions(kind: str) -> Mapping[str, Question]:
    """Return the questions about a new record of a kind, by field. A corridor asks for its first leg as well."""
    asked = {question.field: question for question in _questions(kind)}
    if kind == "corridor":
        asked |= {n: q for n, q in questions("leg").items() if n not in ("id", "sources", "seq", "corridor")}
        asked["leg_id"] = Question("leg_id", questions("leg")["id"].schema, False, None)
    return asked


def answers(kind: str, given: Mapping[str, str | Sequence[str]]) -> tuple[dict[str, Any], list[Problem]]:
    """Return a value for every question, and what is wrong with the answers given.

    Raises:
        KeyError: an answer to a question that is not asked.
    """
    asked = questions(kind)
    problems: list[Problem] = []
    values = {name: question.absent for name, question in asked.items()}
    for name, text in given.items():
        question = asked[name]
        values[name] = question.read(text)
        for path, reason, mend in departures(values[name], question.schema):
            where = f"{question.option}[{path[0]}]" if path else question.option
            problems.append(Problem("", None, "", where, reason, mend))
    for name, question in asked.items():
        if question.needed and name not in given:
            problems.append(Problem("", None, "", question.option, "this is missing", question.help))
    return values, problems


def _questions(kind: str) -> Iterator[Question]:
    fields, needed = _fields(KINDS[kind])
    for name, schema in fields.items():
        if name in COMPUTED.get(kind, ()) or _is_nested(schema):
            continue
        absent, must = _absent(kind, name, schema, name in needed)
        yield Question(name, schema, must and (kind, name) not in _WORKED_OUT, absent)
    if KINDS[kind] in GRADED:
        text = "Why the computed grade differs from the researcher's mark; left out where it does not."
        yield Question("review_reason", f.one_of(text, REVIEW_REASONS), False, None)
        yield Question("review_note", f.null_text("What was seen in the sources, in English."), False, None)
    if kind == "leg":
        yield Question("corridor", f.ident("Id of the corridor it belongs to."), True, None)
    elif kind == "place":
        for axis, word in (("lat", "Latitude"), ("lon", "Longitude")):
            text = f"{word} in degrees on WGS 84, at most two decimals, as -12.34."
            yield Question(axis, {"description": text, "type": "number"}, True, None)
    elif kind == "dispute":
        yield from _about_and_positions()


def _fields(table: str) -> tuple[Schema, Sequence[str]]:
    """Return the fields of a record with their schemas, `id` first, and those it must have."""
    if table == "corridors":
        record = schemas()["corridors"]["properties"]["corridor"]
        return record["properties"], record["required"]
    file = "corridors" if table == "legs" else table
    if file not in GEOJSON_TABLES:
        record = schemas()[table]["items"]
        return record["properties"], record["required"]
    feature = schemas()[file]["properties"]["features"]["items"]["properties"]
    return {"id": feature["id"], **feature["properties"]["properties"]}, feature["properties"]["required"]


def _absent(kind: str, name: str, schema: Schema, required: bool) -> tuple[Any, bool]:
    """Return what an unanswered field holds, and whether it has to be answered."""
    if name == "id":
        return None, False
    if (kind, name) in ASSUMED:
        assumed = ASSUMED[kind, name]
        return {"true": True, "false": False}.get(assumed, assumed), False
    if not required:
        return ..., False
    if "null" in schema.get("type", ()):
        return None, False
    if schema.get("type") == "array":
        return [], "minItems" in schema
    if name[-3:-2] == "_" and name[-2:] in LANGUAGES:
        return f"{PLACEHOLDER} {schema['description']}", False
    return None, True


def _about_and_positions() -> Iterator[Question]:
    """Ask what a dispute is about, and for one position of each stance."""
    fields = schemas()["disputes"]["items"]["properties"]
    for name, schema in fields["about"]["properties"].items():
        yield Question(name, schema, False, [])
    position = fields["positions"]["items"]["properties"]
    for stance in STANCE:
        schema = {**position["sources"], "description": f"Ids of the sources whose statement {stance} it."}
        yield Question(stance, schema, False, [])
        yield Question(f"{stance}_as_of", position["as_of"], False, None)
        for lang in LANGUAGES:
            text = position[f"statement_{lang}"]
            yield Question(f"{stance}_{lang}", text, False, f"{PLACEHOLDER} {text['description']}")


def _is_nested(schema: Schema) -> bool:
    """Tell whether a field holds objects, which are told by other questions or by hand."""
    return schema.get("type") == "object" or schema.get("items", {}).get("type") == "object"
