"""Reading a link: from keys and values that anyone may have written to choices that this atlas knows."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd

from layers import dates
from layers.catalog import Catalog
from layers.choices import DIMENSIONS, KEYS, KINDS, LEVELS, TEXT_LIMIT_CHARACTERS, Selection, clean
from layers.flow import DIRECTIONS, Flow
from layers.index import index_of
from layers.notices import Notice, echo

NOTICE_LIMIT: Final = 10
VALUE_LIMIT: Final = 200
"""How many values of one key are looked at; what comes after is left out with a notice."""

RECORD_KEYS: Final = ("selected", "of")
"""Keys whose values name a record with its kind before it: "place.cucuta"."""

_TABLES: Final = {"corridors": "corridors", "actors": "actors"} | {kind: f"{kind}s" for kind in KINDS}


def read(
    query: Mapping[str, Any], catalog: Catalog, known: Iterable[str]
) -> tuple[dict[str, Any], tuple[Notice, ...]]:
    """Return the fields of the choices that a query gives, and what to tell about the rest. Never raises."""
    notices: list[Notice] = []
    names = {key: name for name, key in KEYS.items()}
    chosen: dict[str, Any] = {}
    for key, raw in query.items():
        if key in names:
            values = _strings(raw)
            if len(values) > VALUE_LIMIT:
                notices.append(Notice("more", (("n", str(len(values) - VALUE_LIMIT)),)))
            chosen[names[key]] = values[:VALUE_LIMIT]
        elif key not in set(known):
            notices.append(Notice("unknown-key", (("key", echo(key)),)))
    found: dict[str, Any] = {}
    for name in DIMENSIONS:
        found[name] = _known(chosen.get(name, []), name, catalog, notices)
    found["evidence"] = _one(chosen, "evidence", {level: level for level in LEVELS[1:]}, "", notices)
    found["named"] = _one(chosen, "named", {"1": True, "0": False}, False, notices)
    found["flow"] = _flow(chosen.get("flow", []), catalog, notices)
    found |= _period(chosen, notices)
    found["text"] = _text(chosen.get("text", []), notices)
    found["selected"] = _selected(chosen.get("selected", []), catalog, notices)
    notices = list(dict.fromkeys(notices))
    if len(notices) > NOTICE_LIMIT:
        notices[NOTICE_LIMIT - 1 :] = [Notice("more", (("n", str(len(notices) - NOTICE_LIMIT + 1)),))]
    return found, tuple(notices)


def _strings(raw: Any) -> list[str]:
    """Return what was given for a key as a list of non-empty texts."""
    items = raw if isinstance(raw, (list, tuple)) else [raw]
    return [str(item) for item in items if item is not None and str(item).strip()]


def _known(values: list[str], name: str, catalog: Catalog, notices: list[Notice]) -> tuple[str, ...]:
    """Return the values that can be chosen, whatever their case; several may be joined by commas."""
    choosable = {value.casefold(): value for value in index_of(catalog).values[name]}
    found = []
    parts = dict.fromkeys(
        part.strip() for value in values for part in value.split(",", VALUE_LIMIT) if part.strip()
    )
    for part in parts:
        if part.casefold() in choosable:
            found.append(choosable[part.casefold()])
        else:
            notices.append(unknown(part, KEYS[name], _TABLES.get(name), catalog))
    return tuple(found)


def _one(
    chosen: Mapping[str, list[str]],
    name: str,
    allowed: Mapping[str, Any],
    default: Any,
    notices: list[Notice],
) -> Any:
    """Return the meaning of the last value that is allowed."""
    found = default
    for value in chosen.get(name, []):
        code = value.strip().casefold()
        if code in allowed:
            found = allowed[code]
        else:
            notices.append(Notice("unknown-value", (("key", KEYS[name]), ("value", echo(value.strip())))))
    return found


def unknown(value: str, key: str, table: str | None, catalog: Catalog) -> Notice:
    """Say that a value is not known, or, for an id that the atlas once had, why it was taken out."""
    name = value.rpartition(".")[2].casefold() if key in (*RECORD_KEYS, "flow") else value.casefold()
    gone: pd.DataFrame = catalog.withdrawn
    if table is not None and name in gone.index and gone.at[name, "table"] == table:
        reasons = tuple(
            (f"reason_{lang}", str(gone.at[name, f"reason_{lang}"])) for lang in ("en", "es", "pt")
        )
        return Notice("withdrawn", (("value", echo(name)), *reasons))
    return Notice("unknown-value", (("key", key), ("value", echo(value))))


def _period(chosen: Mapping[str, list[str]], notices: list[Notice]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name in ("since", "until"):
        values = [value.strip() for value in chosen.get(name, [])]
        if len(set(values)) > 1:
            notices.append(Notice("too-many-dates", (("key", KEYS[name]),)))
        try:
            found[name] = values[0] if values and dates.parse(values[0]) else None
        except ValueError:
            notices.append(Notice("bad-date", (("value", echo(values[0])),)))
            found[name] = None
    since, until = found["since"], found["until"]
    if since and until and dates.parse(until).end < dates.parse(since).start:
        notices.append(Notice("reversed-dates", (("since", since), ("to", until))))
        return {"since": None, "until": None}
    return found


def _text(values: list[str], notices: list[Notice]) -> str:
    given = " ".join(" ".join(values).split())
    if len(given) > TEXT_LIMIT_CHARACTERS:
        notices.append(Notice("text-cut", (("n", str(TEXT_LIMIT_CHARACTERS)),)))
    return clean(given)


def _flow(values: list[str], catalog: Catalog, notices: list[Notice]) -> Flow | None:
    """Return the last direction and area that are known; a code of two letters is a country, all else a place."""
    found = None
    for value in values:
        direction, _dot, area = value.strip().casefold().partition(".")
        if direction in DIRECTIONS and area.upper() in index_of(catalog).values["countries"]:
            found = Flow(direction, area.upper())
        elif direction in DIRECTIONS and area in catalog.places.index:
            found = Flow(direction, area)
        else:
            notices.append(unknown(value.strip(), KEYS["flow"], "places", catalog))
    return found


def _selected(values: list[str], catalog: Catalog, notices: list[Notice]) -> Selection | None:
    if not values:
        return None
    kind, _dot, key = values[0].strip().casefold().partition(".")
    if kind in KINDS and key in getattr(catalog, _TABLES[kind]).index:
        return Selection(kind, key)
    notices.append(unknown(values[0].strip(), "selected", _TABLES.get(kind), catalog))
    return None
