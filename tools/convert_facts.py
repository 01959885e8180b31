"""Convert the fact sheets into `data/`, once, and prove that nothing was lost or altered.

    python -m tools.convert_facts FACTS_DIRECTORY

Writes data/ and docs/conversion-report.md. After this, data/ is the only truth; this tool is deleted.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from layers import canonical, load
from layers.schema import schemas

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
REPORT = ROOT / "docs" / "conversion-report.md"
FACTS = {
    **{name: name for name in ("corridors", "legs", "places", "events", "actors", "relations", "disputes")},
    **{name: name for name in ("series", "observations", "sources")},
    "claims": "founding_claims",
}
Record = dict[str, Any]


def main(facts: Path) -> int:
    """Convert, read back, compare, report; 1 when any record differs."""
    raw = {table: (facts / f"{name}.json").read_bytes() for table, name in FACTS.items()}
    tables: dict[str, list[Record]] = {table: json.loads(text) for table, text in raw.items()}
    written = write(tables)
    back, problems = load.read(DATA)
    for problem in problems:
        print(problem)
    differences = [*map(str, problems)]
    for table, records in tables.items():
        differences += compare(table, records, back[table])
    print("\n".join(differences) or "every record reads back identical")
    if differences:
        return 1
    REPORT.write_text(report(raw, tables, back, written), encoding="utf-8")
    return 0


def write(tables: dict[str, list[Record]]) -> dict[str, int]:
    """Write every file of data/; give the number of files per table."""
    at = {place["id"]: [place["lon"], place["lat"]] for place in tables["places"]}
    legs = {leg["id"]: leg for leg in tables["legs"]}
    files: dict[str, tuple[str, Any]] = {}
    for corridor in tables["corridors"]:
        members = {key: value for key, value in corridor.items() if key != "legs"}
        value = collection((leg_feature(legs[i], at) for i in corridor["legs"]), corridor=members)
        files[f"corridors/{corridor['id']}.geojson"] = ("corridors", value)
    for code in sorted({place["country"] for place in tables["places"]}):
        chosen = [place for place in tables["places"] if place["country"] == code]
        files[f"places/{code.lower()}.geojson"] = ("places", collection(map(place_feature, chosen)))
    for year in sorted({event["date"][:4] for event in tables["events"]}):
        chosen = [event for event in tables["events"] if event["date"][:4] == year]
        files[f"events/{year}.geojson"] = ("events", collection(event_feature(e, at) for e in chosen))
    for table, file in load.FILES.items():
        if table != "observations":
            files[file] = (table, tables.get(table, []))
    for file, (table, value) in files.items():
        (DATA / file).parent.mkdir(parents=True, exist_ok=True)
        canonical.save(DATA / file, canonical.to_json(canonical.in_order(value, table), schemas()[table]))
    rows = sorted(tables["observations"], key=lambda row: str(row["id"]))
    canonical.save(DATA / "observations.csv", canonical.to_csv(rows, "observations"))
    (DATA / "schema").mkdir(exist_ok=True)
    for table, schema in schemas().items():
        canonical.save(DATA / "schema" / f"{table}.schema.json", canonical.to_json(schema))
    count = {table: sum(t == table for t, _ in files.values()) for table in FACTS}
    return {**count, "legs": count["corridors"], "observations": 1}


def collection(features: Iterable[Record], **members: Any) -> Record:
    return {"type": "FeatureCollection", **members, "features": list(features)}


def feature(record: Record, geometry: Record | None, left_out: set[str]) -> Record:
    properties = {key: value for key, value in record.items() if key not in {"id", *left_out}}
    return {"type": "Feature", "id": record["id"], "geometry": geometry, "properties": properties}


def leg_feature(leg: Record, at: dict[str, list[float]]) -> Record:
    line = {"type": "LineString", "coordinates": [at[leg["from"]], at[leg["to"]]]}
    return feature(leg, line, {"corridor"})


def place_feature(place: Record) -> Record:
    return feature(place, {"type": "Point", "coordinates": [place["lon"], place["lat"]]}, {"lon", "lat"})


def event_feature(event: Record, at: dict[str, list[float]]) -> Record:
    point = {"type": "Point", "coordinates": at[event["place"]]} if event["place"] else None
    return feature(event, point, set())


def compare(table: str, facts: list[Record], read: tuple[Record, ...]) -> list[str]:
    """List every difference between the fact sheet and what reads back, matched by id."""
    found = {record["id"]: record for record in read}
    out = [f"{table}: {len(facts)} rows in, {len(read)} rows out"] if len(facts) != len(read) else []
    if len({record["id"] for record in facts}) != len(facts):
        out.append(f"{table}: an id occurs twice")
    return out + [
        f"{table}: {record['id']} differs"
        for record in facts
        if record["id"] not in found or not same(record, found[record["id"]])
    ]


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal, of the same types, with the same keys present."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def report(
    raw: dict[str, bytes], tables: dict[str, list[Record]], back: load.Tables, written: dict[str, int]
) -> str:
    """Write the report, which stands alone."""
    rows = [
        f"| {table} | {FACTS[table]}.json | {len(records)} | {len(back[table])} | {written[table]} |"
        f" `{hashlib.sha256(raw[table]).hexdigest()}` |"
        for table, records in tables.items()
    ]
    values = sum(count(record) for records in tables.values() for record in records)
    total_in = sum(map(len, tables.values()))
    total_out = sum(len(back[table]) for table in tables)
    files = sum(1 for path in load.data_files(DATA) if (DATA / path).exists())
    moved = [
        t for t, records in tables.items() if [r["id"] for r in records] != sorted(r["id"] for r in records)
    ]
    return f"""# Conversion of the fact sheets into data/

20 November 2026. The atlas began as eleven JSON tables ("fact sheets") written from public reporting and
official figures. They were converted once into the files of `data/`, which are the only truth from then on.
The tool that did it was deleted after use; this report is what remains of it.

## What was compared

`data/` was read back with `layers.load.read`, the reader of the atlas, and every record was compared with the
fact sheet by id: the same keys present and absent, the same values, the same types (6.0 is not 6, null is not
a missing key), lists in the same order. {total_in} records in, {total_out} out, {values} single values, no
difference.

| table | fact sheet | rows in | rows out | files | SHA-256 of the fact sheet |
|---|---|---|---|---|---|
{chr(10).join(rows)}

Legs have no files of their own: they are the features of their corridor's file. With `withdrawn.json`, which
starts empty, there are {files} data files.

## What changed place, and what did not change

- `founding_claims` is called `claims`.
- The corridor of a leg is given by the file it stands in; a corridor's list of legs is the order of the
  features.
- `lat` and `lon` of a place stand in its geometry. Legs and events received a geometry made from their places:
  the straight line between two, the point of one, or null.
- Records are sorted by id. {"Not sorted before: " + ", ".join(moved) + "." if moved else "They were before."}
- In `observations.csv` a list of sources is joined by semicolons and null is an empty field. No text in the
  fact sheet was empty and no source id holds a semicolon, so both read back without loss.
- No text was trimmed, no number rounded, no date completed.
"""


def count(value: Any) -> int:
    """Count the single values in a record."""
    if isinstance(value, dict):
        return sum(map(count, value.values()))
    return sum(map(count, value)) if isinstance(value, list) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
