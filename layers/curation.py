"""What a curator does to the data: begin a record, take one out, have one explained.

Every command reads the whole data, builds what they would be, has that checked, and writes all or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from layers import drafts, explanation, identifiers, load, revision, skeletons, withdrawal
from layers.load import Tables
from layers.problems import Problem
from layers.references import SINGULAR, references

REFUSED = "nothing is written:"


@dataclass(frozen=True)
class Outcome:
    """Hold what a command has to say: lines for the reader, and the problems that stopped it."""

    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def new(directory: Path, kind: str, given: Mapping[str, str | Sequence[str]]) -> Outcome:
    """Begin a record of a kind (see `layers.forms.KINDS`) from what is given for its fields, and write it.

    Raises:
        KeyError: something is given for a field that is not asked.
    """
    tables, problems = _readable(directory)
    if problems:
        return _refused(problems)
    made = skeletons.draft(tables, kind, given)
    if isinstance(made, list):
        return _refused(made)
    revised = revision.revise(tables, made.values)
    if made.review and not any(references(revised.after)):
        reviews = drafts.reviewed(made, revised.after)
        revised = revision.revise(tables, {**made.values, drafts.REVIEWS: reviews})
    if revised.problems:
        return _refused(drafts.addressed(made, revised.problems))
    if problems := revision.save(revised, directory):
        return _refused(problems)
    lines = [f"new: {kind}.{made.ids[0]}", *made.remarks, *revised.remarks, _written(revised)]
    if number := len(revised.unfinished):
        texts = "1 text is" if number == 1 else f"{number} texts are"
        lines.append(f"{texts} still to be written: `python -m layers check` lists them")
    return Outcome(tuple(lines))


def withdraw(directory: Path, words: Sequence[str], reason: Mapping[str, str], day: str) -> Outcome:
    """Take out the record that `words` name (see `layers.identifiers.find`) and write its tombstone.

    `reason` holds `reason_en`, `reason_es` and `reason_pt`; `day` is YYYY-MM-DD.
    """
    tables, problems = _readable(directory)
    if problems:
        return _refused(problems)
    found = identifiers.find(tables, words)
    if isinstance(found, Problem):
        return _refused([found])
    made = withdrawal.withdraw(tables, *found, reason, day)
    if isinstance(made, list):
        return _refused(made)
    revised = revision.revise(tables, made.values)
    if problems := list(revised.problems) or revision.save(revised, directory):
        return _refused(problems)
    gone = [f"withdrawn: {SINGULAR[table]}.{ident}" for table, ident in made.records]
    return Outcome((*gone, *made.remarks, *revised.remarks, _written(revised)))


def explain(directory: Path, words: Sequence[str], lang: str, width: int = explanation.WIDTH) -> Outcome:
    """Say what the record that `words` name holds, which grade it has and why."""
    tables, problems = _readable(directory)
    problems = problems or list(references(tables))
    if problems:
        return Outcome((), tuple(problems))
    found = identifiers.find(tables, words)
    if isinstance(found, Problem):
        return Outcome((), (found,))
    return Outcome(tuple(explanation.explain(tables, *found, lang, width)))


def _readable(directory: Path) -> tuple[Tables, list[Problem]]:
    tables, problems = load.read(directory)
    return tables, revision.sound_enough(tables, problems)


def _refused(problems: Sequence[Problem]) -> Outcome:
    return Outcome((REFUSED,), tuple(problems))


def _written(revised: revision.Revision) -> str:
    return "written: " + ", ".join(sorted(file for file, text in revised.texts.items() if text is not None))
