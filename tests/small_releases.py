"""Two releases of the small data: the second one changed three records of the first."""

import json
from pathlib import Path

from layers import release
from tests import small_data

FIRST, SECOND = "2026-11-01", "2026-11-20"
PLACE, LEG, EVENT = "alajuela", "leg-santa-cruz-oruro", "ev-2018-08-ecuador-alert"
ADDED_SOURCE = "lapatria-2023-09-30-base"
REASON = {
    "en": "It rested on a copy of one article.",
    "es": "Se basaba en una copia de un artículo.",
    "pt": "Baseava-se em uma cópia de um artigo.",
}


def write(directory: Path) -> Path:
    """Write the small data and both releases into a new directory."""
    release.make(small_data.write(directory), FIRST)
    edit(directory)
    release.make(directory, SECOND)
    return directory


def edit(directory: Path) -> None:
    """Word a note anew, give a leg one more source, withdraw an event."""
    small_data.replace(
        directory, "places/cr.geojson", "One of three Costa Rican cities", "One of the three towns"
    )
    small_data.edit(directory, "corridors/altiplano-bolivia.geojson", _cite)
    unreview(directory, f"legs:{LEG}")
    withdraw(directory, "events", EVENT, "events/2018.geojson")


def withdraw(directory: Path, table: str, ident: str, file: str) -> None:
    """Take a record out of a file, which goes when it was its last, and write its tombstone."""
    content = json.loads((directory / file).read_text("utf-8"))
    kept = [record for record in content["features"] if record["id"] != ident]
    assert len(kept) < len(content["features"])
    if kept:
        small_data.edit(directory, file, lambda value: value.__setitem__("features", kept))
    else:
        (directory / file).unlink()
    grave = {
        "id": ident,
        "table": table,
        "withdrawn": SECOND,
        **{f"reason_{k}": v for k, v in REASON.items()},
    }
    small_data.edit(directory, "withdrawn.json", lambda graves: graves.append(grave))
    unreview(directory, f"{table}:{ident}")


def unreview(directory: Path, record: str) -> None:
    """Take out what a curator noted on the grade of a record; nothing noted changes nothing."""

    def drop(reviews: list[dict]) -> None:
        reviews[:] = [review for review in reviews if review["id"] != record]

    small_data.edit(directory, "reviews.json", drop)


def _cite(corridor: dict) -> None:
    leg = next(feature["properties"] for feature in corridor["features"] if feature["id"] == LEG)
    leg["sources"] = [*leg["sources"], ADDED_SOURCE]
    leg["origin_count"] = 3
