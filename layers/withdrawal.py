"""Records taken out: each leaves a tombstone with the day and the reason, so that an old link can say why.

A corridor goes with its legs. Nothing goes while another record names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from layers import derivation
from layers.conformance import departures
from layers.load import FILES, Tables, table_of
from layers.problems import Problem
from layers.references import SINGULAR, referrers
from layers.schema import GEOJSON_TABLES, schemas

GRAVES: Final = FILES["withdrawn"]


@dataclass(frozen=True)
class Withdrawal:
    """Hold what taking out a record changes.

    Attributes:
        records: table and id of every record that goes.
        values: new content of the files, None for one that goes.
        remarks: what changes beside, sentences.
    """

    records: tuple[tuple[str, str], ...]
    values: Mapping[str, Any]
    remarks: tuple[str, ...] = ()


def withdraw(
    tables: Tables, table: str, index: int, reason: Mapping[str, str], day: str
) -> Withdrawal | list[Problem]:
    """Take out a record of tables that conform to their schemas; or list who still names it.

    `reason` holds `reason_en`, `reason_es` and `reason_pt`; `day` is YYYY-MM-DD.
    """
    ident = str(tables[table][index]["id"])
    if table == "withdrawn":
        grave = tables.withdrawn[index]
        text = f"{ident!r} is withdrawn already ({grave['withdrawn']}: {grave['reason_en']})"
        return [Problem("", None, "", "", text, "Nothing is left to do.")]
    leaving = [(table, ident)]
    if table == "corridors":
        leaving += [("legs", leg) for leg in tables.corridors[index]["legs"]]
    problems = [*_ill_worded(reason, day), *_standing(tables, leaving), *_last_leg(tables, table, index)]
    if problems:
        return sorted(problems)
    told = {**reason, "withdrawn": day}
    graves = [*tables.withdrawn, *({"id": gone, "table": home, **told} for home, gone in leaving)]
    values, remarks = _without(tables, table, index)
    names = {f"{home}:{gone}" for home, gone in leaving}
    reviews = [review for review in tables.reviews if review["id"] not in names]
    if len(reviews) < len(tables.reviews):
        values[FILES["reviews"]] = reviews
        remarks.append("the review of its grade goes with it")
    return Withdrawal(tuple(leaving), {**values, GRAVES: graves}, tuple(remarks))


def _ill_worded(reason: Mapping[str, str], day: str) -> Iterator[Problem]:
    fields = schemas()["withdrawn"]["items"]["properties"]
    for name, text in {**reason, "withdrawn": day}.items():
        option = "--date" if name == "withdrawn" else "--" + name.replace("_", "-")
        for _path, why, mend in departures(text, fields[name]):
            yield Problem("", None, "", option, why, mend)


def _standing(tables: Tables, leaving: list[tuple[str, str]]) -> Iterator[Problem]:
    """List every record that stays and names one that goes."""
    for table, ident in leaving:
        for name, index, path in referrers(tables, table, ident):
            if (name, tables[name][index]["id"]) not in leaving:
                reason = f"it names the {SINGULAR[table]} {ident!r}"
                yield tables.problem(
                    name, index, path, reason, "Take the reference out, or point it elsewhere."
                )


def _last_leg(tables: Tables, table: str, index: int) -> Iterator[Problem]:
    if table != "legs":
        return
    home = tables.legs[index]["corridor"]
    if sum(leg["corridor"] == home for leg in tables.legs) == 1:
        mend = f"Withdraw the corridor: corridor.{home}."
        yield tables.problem("legs", index, (), f"it is the only leg of the corridor {home!r}", mend)


def _without(tables: Tables, table: str, index: int) -> tuple[dict[str, Any], list[str]]:
    """Return the new content of the record's file, None when nothing is left in it."""
    origin = tables.files.origin(table, index)
    value = tables.files.documents[origin.file].value
    if table == "corridors":
        return {origin.file: None}, []
    kind = table_of(origin.file)
    ident = tables[table][index]["id"]
    if kind not in GEOJSON_TABLES:
        return {origin.file: [record for record in value if record["id"] != ident]}, []
    features = [feature for feature in value["features"] if feature["id"] != ident]
    if kind == "corridors":
        whole, remarks = derivation.travelled(tables, value, features)
        return {origin.file: whole}, remarks
    return {origin.file: {**value, "features": features} if features else None}, []
