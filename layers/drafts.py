"""A record on its way in: the files it changes, and whose answer each finding about it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from layers.evidence import Claim, assess
from layers.forms import KINDS, questions
from layers.load import FILES, Record, Tables
from layers.problems import Problem
from layers.vocabulary import REVIEW_REASONS

REVIEWS: Final = FILES["reviews"]


@dataclass(frozen=True)
class Draft:
    """Hold a new record.

    Attributes:
        kind: key of `layers.forms.KINDS`.
        ids: its id; for a corridor also that of its first leg.
        values: new content of the files it changes.
        remarks: what was worked out for it or moved by it, sentences.
        stances: for a dispute the stance of each position.
        review: `reason` and `note` of why its grade differs from the researcher's mark; None when it does not.
    """

    kind: str
    ids: tuple[str, ...]
    values: Mapping[str, Any]
    remarks: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    review: Mapping[str, Any] | None = None

    @property
    def graded(self) -> tuple[str, str]:
        """Return table and id of the record that gets a grade; of a corridor that is its first leg."""
        return ("legs" if self.kind == "corridor" else KINDS[self.kind], self.ids[-1])


def reviewed(made: Draft, after: Tables) -> list[Record]:
    """Return the reviews with one for a draft; `after` are the tables with the draft and without the review.

    Raises:
        KeyError: the draft names a source that the tables lack.
    """
    table, ident = made.graded
    mark = next(each["evidence_researcher"] for each in after[table] if each["id"] == ident)
    entry = {
        "id": f"{table}:{ident}",
        "researcher": mark,
        "computed": assess(after)[Claim(table, ident)].grade,
    }
    return [*after.files.documents[REVIEWS].value, {**entry, **(made.review or {})}]


def addressed(made: Draft, problems: Iterable[Problem]) -> list[Problem]:
    """Turn findings about a new record into findings about the options it was begun from.

    Lines of files that were never written would mislead: they are left out.
    """
    asked = questions(made.kind)
    found = set()
    for problem in problems:
        question = asked.get(_answered_by(made, problem))
        if question is None:
            found.add(replace(problem, line=None))
            continue
        mend = problem.mend
        if question.field == "evidence_researcher":  # a review of a record that is not there yet
            mend = (
                f"Look at its sources, then say why they differ: --review-reason {'|'.join(REVIEW_REASONS)}."
            )
        found.add(Problem("", None, "", question.option, problem.reason, mend))
    return sorted(found)


def _answered_by(made: Draft, problem: Problem) -> str:
    """Name the question that a field of the new record was answered by; "" or no question for others."""
    if problem.file == REVIEWS and problem.record == ":".join(made.graded):
        return "review_reason"
    if problem.record not in made.ids or problem.file not in made.values:
        return ""
    if found := re.match(r"positions\[([0-9]+)\]\.(.*)", problem.field):
        stance, part = made.stances[int(found[1])], found[2]
        return stance if part.startswith("sources") else f"{stance}_{part.removeprefix('statement_')}"
    field = re.split(r"[.\[]", problem.field.removeprefix("about."))[0]
    return "leg_id" if field == "id" and problem.record in made.ids[1:] else field
