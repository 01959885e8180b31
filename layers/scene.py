"""The map's view-model: what the map document needs to know of the filtered records, and nothing else.

Records travel as short rows of plain values. A row is sent once per visit: afterwards a filter change names the rows to
show by their position in the catalog ("ordinal"), so that a change costs a few bytes whatever the geometry weighs. Only
rows that some view of the visitor has shown are ever sent.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from layers import shading
from layers.cards import titles
from layers.catalog import Catalog
from layers.choices import Selection
from layers.evidence import rank
from layers.filters import ViewFilter
from layers.language import pick
from layers.transform import at_least
from layers.vocabulary import ACT_STATUS, CRIME_FAMILIES, CRIMES

Row = list[Any]
Flags = npt.NDArray[np.bool_]

# The role that gives a place its shape, where it has several.
ROLE_ORDER: Final = ("border_crossing", "base", "exploitation_site", "destination", "origin", "transit_hub")
FADE_FROM, FADE_TO = 1, 2


@dataclass(frozen=True, eq=False)
class Encoded:
    """Every record of a catalog as the row the map reads, in catalog order, for one language."""

    corridors: list[Row]
    places: list[Row]
    legs: list[Row]
    events: list[Row]
    ends: npt.NDArray[np.int64]  # (legs, 2): ordinals of the places a leg joins
    owner: npt.NDArray[np.int64]  # (legs,): ordinal of the corridor
    sites: npt.NDArray[np.int64]  # (events,): ordinal of the place, -1 for none


@dataclass(frozen=True, eq=False)
class Sent:
    """Which rows a visitor's browser already holds, by ordinal, for one catalog, language and level of evidence."""

    key: tuple[str, str, str] = ("", "", "")
    corridors: Flags = field(default_factory=lambda: np.zeros(0, dtype=bool))
    places: Flags = field(default_factory=lambda: np.zeros(0, dtype=bool))
    legs: Flags = field(default_factory=lambda: np.zeros(0, dtype=bool))
    events: Flags = field(default_factory=lambda: np.zeros(0, dtype=bool))


@lru_cache(maxsize=18)
def encode(catalog: Catalog, lang: str, evidence: str = "") -> Encoded:
    """Encode every record once per catalog, language and level of evidence, which takes crimes from some legs.

    corridor: [ordinal, id, name, headline, lon, lat, area]; place: [ordinal, id, name, country, lon, lat, precision,
    role, weight, disputed]; leg: [ordinal, id, from, to, corridor, attribution, families, crimes, lane, fade, since,
    until, last, grade, disputed]; event: [ordinal, id, place or -1, date, act status, title]. `families` and `crimes`
    are bit sets in the order of the vocabulary; `lane` counts legs that join the same two places in the same direction;
    `fade` marks ends that are only indicative; dates stay EDTF; `grade` is the rank of the grade; `disputed` tells
    whether an open dispute touches the record.
    """
    legs, places, events = catalog.legs, catalog.places, catalog.events
    if evidence:
        legs = at_least(legs, evidence)
    ends = np.column_stack(
        [places.index.get_indexer(legs["from_place"]), places.index.get_indexer(legs["to_place"])]
    ).astype(np.int64)
    owner = catalog.corridors.index.get_indexer(legs["corridor"]).astype(np.int64)
    degree = np.bincount(ends.ravel(), minlength=len(places))
    reports = events["place"].value_counts().reindex(places.index, fill_value=0).to_numpy()
    region = (places["precision"] == "region").to_numpy()
    weight = degree + np.minimum(reports, 10) * 0.5
    lon, lat = places.geometry.x.round(2).to_numpy(), places.geometry.y.round(2).to_numpy()
    place_rows = [
        [ordinal, *row]
        for ordinal, row in enumerate(
            zip(
                places.index,
                places["name"],
                places["country"],
                lon.tolist(),
                lat.tolist(),
                places["precision"],
                [_role(roles) for roles in places["roles"]],
                weight.round(1).tolist(),
                [int(bool(each)) for each in places["disputes"]],
                strict=True,
            )
        )
    ]
    lane = legs.groupby(["from_place", "to_place"], sort=False).cumcount().tolist()
    indicative = (legs["precision"] == "region").to_numpy()
    fade = np.where(region[ends[:, 0]], FADE_FROM, 0) | np.where(region[ends[:, 1]], FADE_TO, 0)
    fade = np.where(indicative & (fade == 0), FADE_FROM | FADE_TO, fade).tolist()
    leg_rows = [
        [ordinal, *row]
        for ordinal, row in enumerate(
            zip(
                legs.index,
                ends[:, 0].tolist(),
                ends[:, 1].tolist(),
                owner.tolist(),
                legs["attribution"],
                [_bits(each, tuple(CRIME_FAMILIES)) for each in legs["families"]],
                [_bits(each, tuple(CRIMES)) for each in legs["crimes"]],
                lane,
                fade,
                legs["reported_from"],
                legs["reported_to"],
                legs["last_reported"],
                [rank(grade) for grade in legs["grade"]],
                [int(bool(each)) for each in legs["disputes"]],
                strict=True,
            )
        )
    ]
    corridor_rows = []
    for ordinal, (corridor, record) in enumerate(catalog.corridors.iterrows()):
        mine = np.flatnonzero(owner == ordinal)
        anchor, area = _anchor(ends[mine], indicative[mine])
        name, _lang = pick(lang, record, "name")
        at = [float(lon[anchor]), float(lat[anchor])] if anchor is not None else [0.0, 0.0]
        corridor_rows.append([ordinal, corridor, name, int(record["headline"]), *at, int(area)])
    sites = places.index.get_indexer(events["place"]).astype(np.int64)
    acts = tuple(ACT_STATUS)
    names = titles(catalog, "event", lang)
    event_rows = [
        [ordinal, key, site, date, acts.index(act), names[key]]
        for ordinal, (key, site, date, act) in enumerate(
            zip(events.index, sites.tolist(), events["date"], events["act_status"], strict=True)
        )
    ]
    return Encoded(corridor_rows, place_rows, leg_rows, event_rows, ends, owner, sites)


def _role(roles: Sequence[str]) -> str:
    return next((role for role in ROLE_ORDER if role in roles), "")


def _bits(present: Sequence[str], order: tuple[str, ...]) -> int:
    return sum(1 << order.index(code) for code in present)


def _anchor(ends: npt.NDArray[np.int64], indicative: Flags) -> tuple[int | None, bool]:
    """Return the place a corridor's name is written at, and whether the corridor is an area rather than a route.

    The place is the one most of its legs touch. A corridor whose legs are all only indicative and all lead to one
    place says nothing about a way there: it is drawn as an area around that place.
    """
    if not len(ends):
        return None, False
    area = bool(len(set(ends[:, 1].tolist())) == 1 and indicative.all() and len(ends) > 1)
    if area:
        return int(ends[0, 1]), True
    found, count = np.unique(ends.ravel(), return_counts=True)
    return int(found[count.argmax()]), False


@lru_cache(maxsize=64)
def _rows(catalog: Catalog, view: ViewFilter) -> Catalog:
    return view.apply(catalog)


def answer(catalog: Catalog, view: ViewFilter, lang: str, held: str = "", shade: str = "") -> dict[str, Any]:
    """Answer a map that asks for a view and says which rows it holds (see `read_held`).

    `shade` names what areas are shaded by (see `layers.shading`); the answer says nothing of it where it is none. `version` names what the rows belong to: rows of another version are of no use any more.
    """
    shown = _rows(catalog, view.without("selected", "since", "until"))
    sent = read_held(catalog, lang, view.evidence, held)
    window = (view.since, view.until)
    message, _sent = scene(catalog, shown, lang, sent, view.selected, view.evidence, window)
    shaded = shading.message(catalog, view, shade, lang)
    if shaded:
        message["shade"] = shaded
    return {"version": version(catalog, lang, view.evidence), **message}


def version(catalog: Catalog, lang: str, evidence: str) -> str:
    """Name the state that rows belong to: the data, the language, the level of evidence."""
    return f"{catalog.version}-{lang}-{evidence}"


def read_held(catalog: Catalog, lang: str, evidence: str, held: str) -> Sent:
    """Read which rows a browser says it holds: a version, then one bit per ordinal for each of the four tables.

    "<version>~<corridors>.<places>.<legs>.<events>", each in base64 (RFC 4648, URL-safe). Anything else, or another version,
    holds nothing: then every row is sent.
    """
    nothing = Sent()
    said, _sep, rest = held.partition("~")
    parts = rest.split(".")
    sizes = (len(catalog.corridors), len(catalog.places), len(catalog.legs), len(catalog.events))
    if said != version(catalog, lang, evidence) or len(parts) != len(sizes):
        return nothing
    flags = []
    for part, size in zip(parts, sizes, strict=True):
        try:
            packed = base64.urlsafe_b64decode(part.encode("ascii") + b"=" * (-len(part) % 4))
        except (ValueError, binascii.Error):
            return nothing
        padded = packed[: (size + 7) // 8].ljust((size + 7) // 8, b"\0")
        flags.append(np.unpackbits(np.frombuffer(padded, dtype=np.uint8), count=size).astype(bool))
    return Sent((catalog.version, lang, evidence), *flags)


def scene(
    catalog: Catalog,
    shown: Catalog,
    lang: str,
    sent: Sent,
    selected: Selection | None,
    evidence: str = "",
    window: tuple[str | None, str | None] = (None, None),
) -> tuple[dict[str, Any], Sent]:
    """Return the message that makes the map show the filtered records, and what the browser holds after it.

    `add` carries the rows the browser lacks; `legs`, `places` and `events` name the ordinals to show. `at` is the place of
    a selected event, `about` the records a selected dispute is about. An empty selection is None.

    `evidence` is the least grade asked for: at another one, rows are sent anew, for a leg may name fewer crimes.
    `window` is the period of the view, two EDTF dates or None. The map moves it by itself, so `shown` is then the view
    without its period; the map leaves out what does not overlap the window, by the rule of `layers.matching`.
    """
    rows = encode(catalog, lang, evidence)
    key = (catalog.version, lang, evidence)
    if sent.key != key:
        tables = (rows.corridors, rows.places, rows.legs, rows.events)
        sent = Sent(key, *(np.zeros(len(part), dtype=bool) for part in tables))
    legs = catalog.legs.index.get_indexer(shown.legs.index)
    places = catalog.places.index.get_indexer(shown.places.index)
    events = catalog.events.index.get_indexer(shown.events.index)
    # A leg cannot be drawn without its two places, even where the filter leaves one of them out of the list.
    needed = {
        "corridors": np.unique(rows.owner[legs]),
        "places": np.union1d(places, rows.ends[legs].ravel()),
        "legs": legs,
        "events": events,
    }
    add: dict[str, list[Row]] = {}
    held: dict[str, Flags] = {}
    for name, wanted in needed.items():
        flags: Flags = getattr(sent, name)
        fresh = wanted[~flags[wanted]]
        if len(fresh):
            table: list[Row] = getattr(rows, name)
            add[name] = [table[ordinal] for ordinal in fresh.tolist()]
            flags = flags.copy()
            flags[fresh] = True
        held[name] = flags
    message: dict[str, Any] = {
        "add": add,
        "legs": legs.tolist(),
        "places": places.tolist(),
        "events": events.tolist(),
    }
    if any(window):
        message["window"] = list(window)
    if selected is not None:
        message["selected"] = str(selected)
        if selected.kind == "event" and selected.id in shown.events.index:
            place = shown.events.at[selected.id, "place"]
            if isinstance(place, str):
                message["at"] = f"place.{place}"
        elif selected.kind == "dispute" and selected.id in shown.disputes.index:
            about: Any = shown.disputes.at[selected.id, "about"]
            message["about"] = [
                f"{kind}.{key}" for kind in ("corridor", "leg", "place") for key in about.get(f"{kind}s", ())
            ]
    return message, Sent(key, **held)
