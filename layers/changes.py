"""What differs between two states of the data, record by record, and for one view.

Every record that differs is one `Change` of one kind: added, withdrawn, regraded (its grade changed, with or without its
fields) or changed (fields only). Changes of releases that follow each other can be put together with `Changes.then`: what was
changed twice has its first old and its last new value, what came and went is nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.keys import Keys, would_show
from layers.snapshots import RECORDED, Snapshot

KINDS: Final = ("added", "changed", "regraded", "withdrawn")
COMPARED: Final = tuple(table for table in RECORDED if table != "withdrawn")
"""Every table but that of the withdrawn records, which says why others are gone."""
_NOWHERE: Final = ("origins", "claims")
"""Tables that no filter reduces: their changes belong to the whole atlas, not to a view of it."""

Names = Mapping[str, str]
"""A text per language."""


class FieldChange(NamedTuple):
    """A field that differs; null stands for a value that is not stated. Withheld values are both null."""

    field: str
    old: Any
    new: Any
    withheld: bool = False


class GradeChange(NamedTuple):
    """A grade that differs, of the record or of one crime on a leg; None where there was or is none."""

    crime: str | None
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Change:
    """What happened to one record.

    Attributes:
        table, id: the record.
        before, after: whether it was in the older and is in the newer state.
        name: what it is called, per language; for a withdrawn record as it was.
        fields: the fields that differ; () for a record that was added or withdrawn.
        grades: the grades that differ.
        reason: why it was withdrawn, per language; {} for any other.
        then: what a filter knew it by in the older state; {} where it knows it by the same now, or did not know it.
    """

    table: str
    id: str
    before: bool
    after: bool
    name: Names
    fields: tuple[FieldChange, ...] = ()
    grades: tuple[GradeChange, ...] = ()
    reason: Names = field(default_factory=dict)
    then: Keys = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return one of `KINDS`."""
        if not self.before:
            return "added"
        if not self.after:
            return "withdrawn"
        return "regraded" if any(grade.old and grade.new for grade in self.grades) else "changed"

    def followed_by(self, later: "Change") -> "Change | None":
        """Return this change and a later one of the same record as one; None when nothing is left of them."""
        if not (self.before or later.after):
            return None
        fields = _merged(self.fields, later.fields) if self.before and later.after else ()
        grades = _merged(self.grades, later.grades)
        if self.before and later.after and not (fields or grades):
            return None
        return replace(
            later,
            before=self.before,
            fields=fields,
            grades=grades,
            then=(self.then or later.then) if self.before else {},
        )


def _merged(first: Sequence[Any], second: Sequence[Any]) -> tuple[Any, ...]:
    """Join the differences of two steps by what they are about: first old, last new, nothing where they agree."""
    found = {step[0]: step for step in first}
    for step in second:
        if (known := found.get(step[0])) is None:
            found[step[0]] = step
        elif getattr(known, "withheld", False) or getattr(step, "withheld", False):
            found[step[0]] = FieldChange(step[0], None, None, True)
        else:
            found[step[0]] = step._replace(old=known.old)
    kept = (step for step in found.values() if step.old != step.new or getattr(step, "withheld", False))
    return tuple(sorted(kept, key=lambda step: step[0] or ""))


@dataclass(frozen=True)
class Changes:
    """The changes from one release to a later one, by table in the order of the vocabulary, then by id.

    `since` and `until` are the dates of the releases; `notes` holds what was said of each release on the way, per language.
    """

    since: str
    until: str
    entries: tuple[Change, ...] = ()
    notes: tuple[tuple[str, Names], ...] = ()

    def counts(self) -> dict[str, int]:
        """Count the records per kind, every kind named."""
        kinds = [entry.kind for entry in self.entries]
        return {kind: kinds.count(kind) for kind in KINDS}

    def then(self, later: "Changes") -> "Changes":
        """Return these changes and those of the release that follows as one."""
        found = {(entry.table, entry.id): entry for entry in self.entries}
        for entry in later.entries:
            known = found.pop((entry.table, entry.id), None)
            joined = known.followed_by(entry) if known else entry
            if joined:
                found[entry.table, entry.id] = joined
        return Changes(self.since, later.until, in_order(found.values()), (*self.notes, *later.notes))

    def for_view(self, view: ViewFilter, catalog: Catalog) -> "Changes":
        """Return the changes of records that a view shows now, or would have shown in the older state.

        Of the older state only `layers.keys` are known: a record that is gone or no longer matches may be counted though it
        was not shown, and a text is searched in its name alone. Origins and claims are in the whole atlas only.
        """
        if view.is_empty:
            return self
        shown = view.apply(catalog)

        def concerned(entry: Change) -> bool:
            if entry.table in _NOWHERE:
                return False
            if entry.after and entry.id in getattr(shown, entry.table).index:
                return True
            moved = bool(entry.then) or not entry.after
            return moved and would_show(view, entry.table, entry.then, " ".join(entry.name.values()))

        return replace(self, entries=tuple(entry for entry in self.entries if concerned(entry)))


def in_order(entries: Iterable[Change]) -> tuple[Change, ...]:
    """Sort changes by table in the order of the vocabulary, then by id."""
    return tuple(sorted(entries, key=lambda entry: (RECORDED.index(entry.table), entry.id)))


def untold(old: Snapshot, new: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return table and id of the records that are gone without a tombstone; of tombstones that are gone as well."""
    graves = {(grave["table"], grave["id"]) for grave in new.records["withdrawn"].values()}
    gone = [
        (table, ident)
        for table in RECORDED
        for ident in old.records.get(table, {})
        if ident not in new.records[table] and (table, ident) not in graves
    ]
    return tuple(gone)


def compare(old: Snapshot, new: Snapshot, withheld: Collection[tuple[str, str]] = ()) -> tuple[Change, ...]:
    """Return the changes from one state to the next.

    Of the records in `withheld` (table, id) neither names nor values are repeated, only which fields differ. An address that
    must not be shown is never repeated.
    Raises KeyError for a record that is gone without a tombstone.
    """
    reasons = {
        (grave["table"], grave["id"]): {
            name.removeprefix("reason_"): text for name, text in grave.items() if name.startswith("reason_")
        }
        for grave in new.records["withdrawn"].values()
    }
    found = []
    for table in COMPARED:
        before, after = old.records.get(table, {}), new.records[table]
        for ident in sorted({*before, *after}):
            key = (table, ident)
            fields: tuple[FieldChange, ...] = ()
            if ident in before and ident in after:
                fields = _fields(before[ident], after[ident], key in withheld)
            grades = _grades(
                old.grades.get(table, {}).get(ident, {}), new.grades.get(table, {}).get(ident, {})
            )
            if ident in before and ident in after and not (fields or grades):
                continue
            name = (new if ident in after else old).name(table, ident)
            keys = [taken.keys.get(table, {}).get(ident, {}) for taken in (old, new)]
            change = Change(
                table,
                ident,
                ident in before,
                ident in after,
                dict.fromkeys(name, ident) if key in withheld else name,
                fields,
                grades,
                reasons[key] if ident not in after else {},
                {} if ident in after and keys[0] == keys[1] else keys[0],
            )
            found.append(change)
    return tuple(found)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], withheld: bool) -> tuple[FieldChange, ...]:
    hidden = not all(record.get("url_display", True) for record in (old, new))
    found = []
    for name in sorted({*old, *new}):
        if old.get(name) == new.get(name):
            continue
        if withheld or (hidden and name == "url"):
            found.append(FieldChange(name, None, None, True))
        else:
            found.append(FieldChange(name, old.get(name), new.get(name)))
    return tuple(found)


def _grades(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[GradeChange, ...]:
    return tuple(
        GradeChange(crime or None, old.get(crime), new.get(crime))
        for crime in sorted({*old, *new})
        if old.get(crime) != new.get(crime)
    )


def to_json(change: Change) -> dict[str, Any]:
    """Return a change as plain values; what is empty is left out."""
    made: dict[str, Any] = {"table": change.table, "id": change.id, "name": dict(change.name)}
    if change.fields:
        made["fields"] = [
            {"field": f.field, "withheld": True}
            if f.withheld
            else {"field": f.field, "old": f.old, "new": f.new}
            for f in change.fields
        ]
    if change.grades:
        made["grades"] = [grade._asdict() for grade in change.grades]
    if change.reason:
        made["reason"] = dict(change.reason)
    if change.then:
        made["then"] = {name: list(values) for name, values in change.then.items()}
    return made


def from_json(made: Mapping[str, Any], kind: str) -> Change:
    """Read what `to_json` wrote for a change of that kind.

    Raises KeyError, TypeError or AttributeError for anything else.
    """
    return Change(
        made["table"],
        made["id"],
        kind != "added",
        kind != "withdrawn",
        made["name"],
        tuple(
            FieldChange(f["field"], None, None, True)
            if f.get("withheld")
            else FieldChange(f["field"], f["old"], f["new"])
            for f in made.get("fields", ())
        ),
        tuple(GradeChange(g["crime"], g["old"], g["new"]) for g in made.get("grades", ())),
        made.get("reason", {}),
        {name: tuple(values) for name, values in made.get("then", {}).items()},
    )
