"""What the grades rest on must hold together: who names what, which acts found it, and which differences were looked at."""

from collections.abc import Iterator

from layers.evidence import ACT_TYPES, Claim, assess
from layers.load import Record, Tables
from layers.problems import Problem
from layers.vocabulary import RESEARCHER_GRADE

_NEEDED = frozenset({"legs", "events", "relations", "sources", "disputes"})


def crimes_sourced(tables: Tables) -> Iterator[Problem]:
    """Check that `crime_sources` speaks of crimes and sources of the leg, and only where not all sources name the crime."""
    for index, leg in enumerate(tables.legs):
        named = leg.get("crime_sources")
        crimes, sources = leg.get("crimes"), leg.get("sources")
        if not isinstance(named, dict) or not isinstance(crimes, list) or not isinstance(sources, list):
            continue
        for crime, ids in named.items():
            path = ("crime_sources", crime)
            if crime not in crimes:
                yield tables.problem(
                    "legs",
                    index,
                    path,
                    f"{crime} is not among the leg's crimes",
                    "Add it there, or take it out.",
                )
            if not isinstance(ids, list):
                continue
            for place, ident in enumerate(ids):
                if ident not in sources:
                    reason = f"{ident!r} is not among the leg's sources"
                    yield tables.problem(
                        "legs", index, (*path, place), reason, "Add it there, or take it out."
                    )
            if set(map(str, sources)) <= set(map(str, ids)):
                reason = "every source of the leg names it"
                yield tables.problem(
                    "legs", index, path, reason, "Take the entry out: that is what its absence says."
                )


def repeats_another(tables: Tables) -> Iterator[Problem]:
    """Check that `repeating` names sources of the record, and leaves at least one that is repeated."""
    for table in ("legs", "events", "relations"):
        for index, record in enumerate(tables[table]):
            listed, sources = record.get("repeating"), record.get("sources")
            if not isinstance(listed, list) or not isinstance(sources, list):
                continue
            for place, ident in enumerate(listed):
                if ident not in sources:
                    reason = f"{ident!r} is not among the sources of the record"
                    yield tables.problem(
                        table, index, ("repeating", place), reason, "Add it there, or take it out."
                    )
            if all(source in listed for source in sources):
                reason = "no source is left that could be repeated"
                yield tables.problem(
                    table, index, "repeating", reason, "Take out the one that reports itself."
                )


def findings_are_acts(tables: Tables) -> Iterator[Problem]:
    """Check that `found_by` names events that are official acts."""
    events = {event["id"]: event for event in tables.events if isinstance(event.get("id"), str)}
    for table in ("legs", "relations"):
        for index, record in enumerate(tables[table]):
            listed = record.get("found_by")
            for place, ident in enumerate(listed if isinstance(listed, list) else ()):
                event = events.get(ident) if isinstance(ident, str) else None
                if event and (
                    event.get("act_status") != "official_act" or event.get("type") not in ACT_TYPES
                ):
                    reason = f"{ident!r} is no act of an authority"
                    mend = (
                        f"Name an event with act_status official_act and a type among {', '.join(ACT_TYPES)}."
                    )
                    yield tables.problem(table, index, ("found_by", place), reason, mend)


def origins_used(tables: Tables) -> Iterator[Problem]:
    """Check that every listed origin is the origin of a source, and is listed once."""
    used = {origin for source in tables.sources if isinstance(origin := source.get("origin"), str)}
    seen: set[str] = set()
    for index, origin in enumerate(tables.origins):
        name = origin.get("origin")
        if not isinstance(name, str) or "sources" in tables.files.incomplete:
            continue
        if name not in used:
            reason = f"no source has the origin {name!r}"
            yield tables.problem(
                "origins", index, "origin", reason, "Correct the name, or take the entry out."
            )
        if name in seen:
            yield tables.problem(
                "origins", index, "origin", f"{name!r} is listed twice", "Keep one of the two."
            )
        seen.add(name)


def relays_end(tables: Tables) -> Iterator[Problem]:
    """Check that what a source relays does not lead back to it."""
    following = {s["id"]: s.get("relays") for s in tables.sources if isinstance(s.get("id"), str)}
    for index, source in enumerate(tables.sources):
        seen: list[object] = []
        at = source.get("id")
        while isinstance(at, str) and at in following and at not in seen:
            seen.append(at)
            at = following[at]
        if at is not None and at == source.get("id"):
            reason = f"it leads back to itself ({' → '.join(map(str, [*seen, at]))})"
            yield tables.problem("sources", index, "relays", reason, "Take out the one that reports itself.")


def differences_reviewed(tables: Tables) -> Iterator[Problem]:
    """Check that `reviews` lists exactly the records whose computed grade differs from the researcher's mark.

    Nothing is judged while a table is incomplete or a record lacks what a grade needs: that is the problem then.
    """
    if tables.files.incomplete & _NEEDED or not tables.files.documents:
        return
    try:
        wanted = _differences(tables)
    except (KeyError, TypeError, AttributeError, ValueError):
        return  # the schema and the references say what is wrong
    listed: dict[str, tuple[int, Record]] = {}
    for index, review in enumerate(tables.reviews):
        ident = review.get("id")
        if not isinstance(ident, str):
            continue
        listed[ident] = (index, review)
        if ident not in wanted:
            reason = "the grade and the researcher's mark do not differ, or there is no such record"
            yield tables.problem("reviews", index, "id", reason, "Take the entry out.")
            continue
        record, grade = wanted[ident]
        for field, value in (("researcher", record["evidence_researcher"]), ("computed", grade)):
            if review.get(field) != value:
                reason = f"{review.get(field)!r} is out of date: it is {value!r} now"
                mend = f"Look at the difference again, then write {value!r}."
                yield tables.problem("reviews", index, field, reason, mend)
    for ident, (record, grade) in wanted.items():
        if ident not in listed:
            table, _, key = ident.partition(":")
            index = next(n for n, each in enumerate(tables[table]) if each.get("id") == key)
            reason = (
                f"the researcher's mark is {record['evidence_researcher']!r}, the computed grade {grade!r}, "
                "and no review says why"
            )
            mend = f"Look at its sources, then add {ident!r} to reviews.json with a reason."
            yield tables.problem(table, index, "evidence_researcher", reason, mend)


def _differences(tables: Tables) -> dict[str, tuple[Record, str]]:
    """Return, by table:id, the records whose computed grade differs from the researcher's mark, with that grade."""
    assessed = assess(tables)
    records = {Claim(t, r["id"]): r for t in ("legs", "events", "relations") for r in tables[t]}
    return {
        f"{claim.table}:{claim.id}": (record, assessed[claim].grade)
        for claim, record in records.items()
        if RESEARCHER_GRADE[record["evidence_researcher"]] != assessed[claim].grade
    }
