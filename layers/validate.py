"""All the rules the data must keep, one small function each; findings are values, and all are listed.

A rule takes the tables and yields problems. It never raises: what a rule cannot judge because a value has the
wrong type, the schema check reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from layers import dates
from layers.conformance import conformance
from layers.coordinates import event_points, place_coordinates
from layers.counts import counted
from layers.gazetteer import gazetteer_rows
from layers.harm import GATE
from layers.load import Tables
from layers.problems import Problem
from layers.references import event_countries, follow, references, withdrawn_stay_withdrawn
from layers.sourcing import (
    crimes_sourced,
    differences_reviewed,
    findings_are_acts,
    origins_used,
    relays_end,
    repeats_another,
)
from layers.tidiness import canonical_text, clean_text, finished_text, schemas_in_step, sorted_records
from layers.vocabulary import TABLES

LATEST_YEAR: Final = 2030
"""A later year in the data is taken for a slip of the pen."""

_DATES: Final = (
    ("legs", "reported_from"),
    ("legs", "reported_to"),
    ("legs", "last_reported"),
    ("events", "date"),
    ("events", "guilt_as_of"),
    ("relations", "since"),
    ("disputes", "positions.as_of"),
    ("observations", "period"),
    ("sources", "published"),
    ("withdrawn", "withdrawn"),
)

Rule = Callable[[Tables], Iterator[Problem]]


def validate(tables: Tables) -> list[Problem]:
    """Apply every rule; give all findings, sorted and without repetition.

    Tables that were not read from files are checked as far as records go, without schema, geometry and text.
    """
    return sorted({problem for rule in RULES for problem in rule(tables)})


def unique_ids(tables: Tables) -> Iterator[Problem]:
    """Check that no id occurs twice in a table."""
    for table in TABLES:
        seen: dict[tuple[str, str], int] = {}
        for index, record in enumerate(tables[table]):
            ident = record.get("id")
            # Tombstones of two tables may bear the same id.
            key = (str(ident), str(record.get("table")) if table == "withdrawn" else "")
            if isinstance(ident, str) and key in seen:
                first = tables.files.origin(table, seen[key]).file
                reason = f"the id {ident!r} is already used in {first or table}"
                yield tables.problem(table, index, "id", reason, "Give one of the two another id.")
            elif isinstance(ident, str):
                seen[key] = index


def right_file(tables: Tables) -> Iterator[Problem]:
    """Check that corridors, places and events stand in the file of their id, country and year."""
    for table, key in (("corridors", "id"), ("places", "country"), ("events", "date")):
        for index, record in enumerate(tables[table]):
            file, value = tables.files.origin(table, index).file, record.get(key)
            if not file or not isinstance(value, str):
                continue
            stem = value.lower() if table == "places" else value[:4] if table == "events" else value
            if PurePosixPath(file).stem != stem:
                reason = f"{key} is {value!r}, but the file is {file}"
                yield tables.problem(table, index, key, reason, f"Move it to {table}/{stem}.geojson.")


def travel_order(tables: Tables) -> Iterator[Problem]:
    """Check that the legs of a corridor are numbered 1 to n in the order of the file."""
    counts: dict[Any, int] = {}
    for index, leg in enumerate(tables.legs):
        corridor = leg.get("corridor")
        if not isinstance(corridor, str):
            continue
        counts[corridor] = counts.get(corridor, 0) + 1
        if "seq" in leg and leg["seq"] != counts[corridor]:
            reason = f"seq is {leg['seq']!r}, but this is leg {counts[corridor]} of the file"
            mend = f"Write {counts[corridor]}, or put the legs into travel order."
            yield tables.problem("legs", index, "seq", reason, mend)


def corridor_countries(tables: Tables) -> Iterator[Problem]:
    """Check that a corridor's countries are those of the ends of its legs."""
    if tables.files.incomplete & {"places", "legs"}:
        return
    country = {
        place["id"]: code
        for place in tables.places
        if isinstance(place.get("id"), str) and isinstance(code := place.get("country"), str)
    }
    for index, corridor in enumerate(tables.corridors):
        legs = [leg for leg in tables.legs if leg.get("corridor") == corridor.get("id")]
        ends = [leg.get(end) for leg in legs for end in ("from", "to")]
        found, listed = {country.get(end) for end in ends if isinstance(end, str)}, corridor.get("countries")
        if None in found or not isinstance(listed, list) or not all(isinstance(c, str) for c in listed):
            continue
        codes = {code for code in found if code is not None}
        for code in sorted(codes - set(listed)):
            reason = f"{code} is missing, where a leg begins or ends"
            yield tables.problem("corridors", index, "countries", reason, f"Add {code}.")
        for code in sorted(set(listed) - codes):
            reason = f"no leg begins or ends in {code}"
            yield tables.problem("corridors", index, "countries", reason, f"Take {code} out.")


def real_dates(tables: Tables) -> Iterator[Problem]:
    """Check that every date exists and is not later than 2030."""
    for table, field in _DATES:
        read = dates.parse_period if field == "period" else dates.parse
        for index, record in enumerate(tables[table]):
            for path, value in follow(record, tuple(field.split("."))):
                if not isinstance(value, str):
                    continue
                try:
                    interval = read(value)
                except ValueError as error:
                    yield tables.problem(
                        table, index, path, str(error), "Write the date as the source gives it."
                    )
                    continue
                if interval.end.year > LATEST_YEAR:
                    reason = f"{value!r} is later than {LATEST_YEAR}"
                    yield tables.problem(table, index, path, reason, "Correct the year.")


def dates_in_order(tables: Tables) -> Iterator[Problem]:
    """Check that a leg is not reported to end, nor last reported, before it is first reported."""
    for index, leg in enumerate(tables.legs):
        for last in ("reported_to", "last_reported"):
            first, end = leg.get("reported_from"), leg.get(last)
            if not isinstance(first, str) or not isinstance(end, str):
                continue
            try:
                backwards = dates.parse(end).end < dates.parse(first).start
            except ValueError:
                continue
            if backwards:
                reason = f"{end!r} is before reported_from {first!r}"
                yield tables.problem("legs", index, last, reason, "Correct one of the two.")


def value_in_range(tables: Tables) -> Iterator[Problem]:
    """Check that an observation lies between the ends of its own range."""
    for index, row in enumerate(tables.observations):
        lower, value, upper = (row.get(key) for key in ("lower", "value", "upper"))
        numbers = [n for n in (lower, value, upper) if isinstance(n, int | float) and not isinstance(n, bool)]
        if numbers != sorted(numbers):
            reason = f"lower {lower}, value {value} and upper {upper} are not in rising order"
            yield tables.problem("observations", index, "value", reason, "Check the range in the source.")


def origins_counted(tables: Tables) -> Iterator[Problem]:
    """Check that `origin_count` of legs and events is the number of distinct origins of their sources."""
    origin = {s["id"]: s.get("origin") for s in tables.sources if isinstance(s.get("id"), str)}
    for table in ("legs", "events"):
        for index, record in enumerate(tables[table]):
            listed, count = record.get("sources"), record.get("origin_count")
            if not isinstance(listed, list) or not all(isinstance(s, str) and s in origin for s in listed):
                continue
            found = len({str(origin[source]) for source in listed})
            if isinstance(count, int) and count != found:
                reason = f"origin_count is {count}, but its sources have {found} distinct origins"
                yield tables.problem(table, index, "origin_count", reason, f"Write {found}.")


def shown_addresses(tables: Tables) -> Iterator[Problem]:
    """Check that a source whose address may be shown has one."""
    for index, source in enumerate(tables.sources):
        if source.get("url_display") is True and source.get("url") is None:
            reason = "the address may be shown, but there is none"
            yield tables.problem("sources", index, "url_display", reason, "Write false, or give the address.")


RULES: Final[tuple[Rule, ...]] = (
    conformance,
    unique_ids,
    references,
    withdrawn_stay_withdrawn,
    event_countries,
    right_file,
    travel_order,
    corridor_countries,
    place_coordinates,
    event_points,
    gazetteer_rows,
    real_dates,
    dates_in_order,
    value_in_range,
    origins_counted,
    crimes_sourced,
    findings_are_acts,
    origins_used,
    relays_end,
    repeats_another,
    differences_reviewed,
    shown_addresses,
    clean_text,
    sorted_records,
    canonical_text,
    schemas_in_step,
    finished_text,
    counted,
    *(refusal.function for refusal in GATE.values()),
)
