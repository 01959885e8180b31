"""The filtered rows as tables: the columns a reader needs, in words of the language."""

from functools import lru_cache
from typing import Any, Final

import pandas as pd

from layers.cards import ARROW, GUILT_WITHHELD, when
from layers.catalog import Catalog
from layers.language import N_, Translator, country, date_text, pick
from layers.vocabulary import (
    ACT_STATUS,
    ATTRIBUTION,
    CRIMES,
    EVENT_TYPES,
    GRADES,
    GUILT,
    PLACE_PRECISION,
    PLACE_ROLES,
)

RECORD: Final = {"legs": "leg", "places": "place", "events": "event"}
"""The kind of record behind a row, as links name it."""
KINDS: Final = {"legs": N_("Legs"), "places": N_("Places"), "events": N_("Events")}


def table(catalog: Catalog, shown: Catalog, kind: str, lang: str) -> pd.DataFrame:
    """Return the filtered rows of a kind (a key of `KINDS`), index = record id, columns named in the language.

    A missing value is an empty text. Raises KeyError for an unknown kind.
    """
    rows = whole(catalog, kind, lang)
    found = rows[rows.index.isin(getattr(shown, kind).index)]
    if kind == "legs" and shown.legs is not catalog.legs:
        found = _with_crimes(found, catalog, shown, Translator(lang))
    return found


def _with_crimes(rows: pd.DataFrame, catalog: Catalog, shown: Catalog, _: Translator) -> pd.DataFrame:
    """Name only the crimes that the view shows: a level of evidence may have taken some from a leg."""
    now, before = shown.legs["crimes"], catalog.legs["crimes"]
    fewer = [key for key, crimes in now.items() if crimes != before[key]]
    if not fewer:
        return rows
    labels = {code: _(text) for code, text in CRIMES.items()}
    rows = rows.copy()
    for key in fewer:
        rows.loc[key, _("Crimes named")] = _codes(now[key], labels)
    return rows


def countries(catalog: Catalog, kind: str, part: pd.DataFrame, lang: str) -> dict[str, list[tuple[str, ...]]]:
    """Return, for the column of a table that names countries, the codes of each of its rows; {} where none does."""
    _ = Translator(lang)
    if kind == "places":
        return {_("Country"): [(code,) for code in catalog.places.loc[part.index, "country"]]}
    if kind == "events":
        return {_("Countries"): list(catalog.events.loc[part.index, "countries"])}
    return {}


@lru_cache(maxsize=9)
def whole(catalog: Catalog, kind: str, lang: str) -> pd.DataFrame:
    """Return every row of a kind in words. Made once per catalog and language: a filter change then only picks rows."""
    return {"legs": _legs, "places": _places, "events": _events}[kind](catalog, lang)


def _codes(present: tuple[str, ...], labels: dict[str, str]) -> str:
    return ", ".join(labels[code] for code in present)


def _evidence(frame: pd.DataFrame, _: Translator) -> dict[str, list[Any]]:
    grades = {code: _(text) for code, text in GRADES.items()}
    return {
        _("Evidence"): [grades[code] for code in frame["grade"]],
        _("Origins"): [len(each) for each in frame["independent"]],
        _("Disputed"): _disputed(frame, _),
    }


def _disputed(frame: pd.DataFrame, _: Translator) -> list[str]:
    return [_("disputed") if each else "" for each in frame["disputes"]]


def _legs(catalog: Catalog, lang: str) -> pd.DataFrame:
    _ = Translator(lang)
    legs = catalog.legs
    name = catalog.places["name"].to_dict()
    corridor = {key: pick(lang, record, "name")[0] for key, record in catalog.corridors.iterrows()}
    crimes = {code: _(text) for code, text in CRIMES.items()}
    attribution = {code: _(text) for code, text in ATTRIBUTION.items()}
    return pd.DataFrame(
        {
            _("Leg"): [
                name[a] + ARROW + name[b] for a, b in zip(legs["from_place"], legs["to_place"], strict=True)
            ],
            _("Corridor"): [corridor[key] for key in legs["corridor"]],
            _("Crimes named"): [_codes(each, crimes) for each in legs["crimes"]],
            _("Who is named"): [attribution[code] for code in legs["attribution"]],
            _("When"): [
                when(leg, lang)
                for leg in legs[["reported_from", "reported_to", "last_reported"]].to_dict("records")
            ],
            **_evidence(legs, _),
            _("km"): legs["length_km"].round().astype(int).to_numpy(),
        },
        index=legs.index,
    )


def _places(catalog: Catalog, lang: str) -> pd.DataFrame:
    _ = Translator(lang)
    places = catalog.places
    roles = {code: _(text) for code, text in PLACE_ROLES.items()}
    precision = {code: _(text) for code, text in PLACE_PRECISION.items()}
    return pd.DataFrame(
        {
            _("Place"): places["name"].to_numpy(),
            _("Country"): [country(lang, code) for code in places["country"]],
            _("Region"): [text or "" for text in places["admin1"]],
            _("Role"): [_codes(each, roles) for each in places["roles"]],
            _("Precision"): [precision[code] for code in places["precision"]],
            _("Disputed"): _disputed(places, _),
        },
        index=places.index,
    )


def _events(catalog: Catalog, lang: str) -> pd.DataFrame:
    _ = Translator(lang)
    events = catalog.events.sort_values(["start", "end"], kind="stable")
    name = catalog.places["name"].to_dict()
    crimes = {code: _(text) for code, text in CRIMES.items()}
    types = {code: _(text) for code, text in EVENT_TYPES.items()}
    status = {code: _(text) for code, text in ACT_STATUS.items()}
    guilt = {code: _(text) for code, text in GUILT.items()}
    return pd.DataFrame(
        {
            _("Date"): [date_text(lang, date) for date in events["date"]],
            _("Event"): [pick(lang, event, "title")[0] for event in events.to_dict("records")],
            _("Place"): [name.get(place, "") for place in events["place"]],
            _("Countries"): [", ".join(country(lang, code) for code in each) for each in events["countries"]],
            _("Kind"): [types[code] for code in events["type"]],
            _("Crimes named"): [_codes(each, crimes) for each in events["crimes"]],
            **_evidence(events, _),
            _("Act status"): [status[code] for code in events["act_status"]],
            _("What courts had established"): [
                "" if key in GUILT_WITHHELD else guilt[code]
                for key, code in zip(events.index, events["guilt"], strict=True)
            ],
        },
        index=events.index,
    )
