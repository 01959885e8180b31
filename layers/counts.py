"""How many records each GeoJSON file is to hold, stated in the file itself.

A file of n records says n minus and plus a tenth of n, rounded down, but at least one on either side, and never
less than one record. A hand that adds or takes out one record need not touch the numbers; a merge that loses or
doubles many is refused. `python -m layers new` and `withdraw` state the numbers anew and say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeGuard

from layers.load import Tables, table_of
from layers.problems import Problem
from layers.schema import GEOJSON_TABLES

SHARE: Final = 10
_WORDS: Final = {"corridors": "leg", "places": "place", "events": "event"}


def bounds(number: int) -> dict[str, int]:
    """State the least and the greatest number of records for a file that holds `number`."""
    margin = max(1, number // SHARE)
    return {"min": max(1, number - margin), "max": number + margin}


def counting(table: str, number: int) -> str:
    """Say in words how many features a file of a kind holds: "1 leg", "3 places"."""
    return f"{number} {_WORDS[table]}{'' if number == 1 else 's'}"


def counted(tables: Tables) -> Iterator[Problem]:
    """Check that every GeoJSON file holds as many records as it says, and says it closely enough."""
    for document in tables.files.documents.values():
        table = table_of(document.file)
        if table not in GEOJSON_TABLES or not isinstance(document.value, dict):
            continue
        count, features = document.value.get("count"), document.value.get("features")
        if not isinstance(count, dict) or not isinstance(features, list):
            continue
        least, most = count.get("min"), count.get("max")
        if not _is_number(least) or not _is_number(most):
            continue
        number, widest = len(features), bounds((least + most) // 2)
        wanted = bounds(number)
        mend = f"Write {wanted['min']} and {wanted['max']}."
        if not least <= number <= most:
            reason = f"the file holds {counting(table, number)}, but is to hold {least} to {most}"
            mend = f"Look for records lost or added by mistake. If all are meant: {mend[0].lower()}{mend[1:]}"
        elif most - least > widest["max"] - widest["min"]:
            reason = f"{least} to {most} is too wide to notice a lost record among {counting(table, number)}"
        else:
            continue
        line = tables.files.line(document.file, ("count",))
        yield Problem(document.file, line, "", "count", reason, mend)


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
