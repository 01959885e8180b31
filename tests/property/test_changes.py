"""Changes that follow each other, put together, are the change from the first state to the last."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from layers.changes import Changes, compare, from_json, to_json, untold
from layers.snapshots import Snapshot, pack, unpack
from layers.vocabulary import TABLES

IDS = ("a", "b", "c")
GRADES = st.none() | st.sampled_from(["single_source", "corroborated", "established"])
FIELDS = st.dictionaries(
    st.sampled_from(["note_en", "sources", "kind"]),
    st.integers(0, 2) | st.lists(st.sampled_from(IDS), max_size=2, unique=True),
    max_size=3,
)
RECORDS = st.tuples(FIELDS, GRADES, GRADES)
ACTORS = st.dictionaries(st.sampled_from(IDS), RECORDS, max_size=len(IDS))


@st.composite
def histories(draw: st.DrawFn) -> list[Snapshot]:
    """Draw states of a table in which a record that is gone stays gone, with a tombstone."""
    gone: set[str] = set()
    before: set[str] = set()
    states = []
    for _step in range(draw(st.integers(2, 5))):
        actors = {ident: record for ident, record in draw(ACTORS).items() if ident not in gone}
        gone |= before - actors.keys()
        before = set(actors)
        states.append(state(actors, gone))
    return states


def state(actors: dict[str, Any], gone: set[str]) -> Snapshot:
    records: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    records["actors"] = {
        ident: {"id": ident, "name": ident, **fields} for ident, (fields, *_) in actors.items()
    }
    records["withdrawn"] = {
        ident: {"id": ident, "table": "actors", "reason_en": f"why {ident}"} for ident in gone
    }
    grades = {
        ident: {crime: grade for crime, grade in (("", own), ("extortion", other)) if grade}
        for ident, (_fields, own, other) in actors.items()
    }
    keys = {ident: {"countries": tuple(sorted(map(str, fields)))} for ident, (fields, *_) in actors.items()}
    return Snapshot(records, {"actors": grades}, {"actors": keys})


def difference(number: int, old: Snapshot, new: Snapshot) -> Changes:
    return Changes(str(number), str(number + 1), compare(old, new))


def without_keys(changes: Changes) -> Changes:
    return replace(changes, entries=tuple(replace(entry, then={}) for entry in changes.entries))


@given(histories())
def test_putting_changes_together_gives_the_whole_change(states: list[Snapshot]) -> None:
    steps = [difference(n, old, new) for n, (old, new) in enumerate(pairwise(states))]
    put_together = reduce(Changes.then, steps)
    whole = Changes("0", str(len(states) - 1), compare(states[0], states[-1]))
    assert without_keys(put_together) == without_keys(whole)
    for one, other in zip(put_together.entries, whole.entries, strict=True):
        # What moved and came back may be told with the keys it had all the same.
        assert one.then in (other.then, states[0].keys["actors"].get(one.id))
        assert one.then or not other.then


@given(histories())
def test_putting_together_may_be_done_in_any_order(states: list[Snapshot]) -> None:
    steps = [difference(n, old, new) for n, (old, new) in enumerate(pairwise(states))]
    backwards = reduce(lambda later, earlier: earlier.then(later), reversed(steps))
    assert backwards == reduce(Changes.then, steps)


@given(histories())
def test_a_state_does_not_differ_from_itself(states: list[Snapshot]) -> None:
    for each in states:
        assert compare(each, each) == ()
        assert untold(each, each) == ()


@given(histories())
def test_what_is_written_reads_back(states: list[Snapshot]) -> None:
    old, new = states[:2]
    for change in compare(old, new):
        assert from_json(json.loads(json.dumps(to_json(change))), change.kind) == change
    again = unpack(pack(old))
    assert pack(again) == pack(old)
    assert compare(again, new) == compare(old, new)


@given(histories())
def test_every_record_that_differs_is_told_once(states: list[Snapshot]) -> None:
    old, new = states[0], states[-1]
    told = [change.id for change in compare(old, new)]
    assert told == sorted(set(told))

    def seen(taken: Snapshot, ident: str) -> Any:
        record = taken.records["actors"].get(ident)
        return record and (record, taken.grades["actors"].get(ident))

    assert told == [ident for ident in IDS if seen(old, ident) != seen(new, ident)]
