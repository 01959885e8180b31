"""What is sent to the map: each row once, filtered rows only, ordinals of the catalog."""

import base64
import json
from typing import Any

import numpy as np
import pytest

from layers.catalog import Catalog
from layers.choices import Selection
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.scene import FADE_FROM, FADE_TO, ROLE_ORDER, Sent, answer, encode, scene
from layers.vocabulary import ACT_STATUS, CRIME_FAMILIES, CRIMES, GRADES

CHILE, PERU = ViewFilter(countries=("CL",)), ViewFilter(countries=("PE",))
TABLES = ("corridors", "places", "legs", "events")


def ids(message: dict[str, Any], table: str) -> list[str]:
    return [row[1] for row in message["add"].get(table, [])]


def ends(shown: Catalog) -> set[str]:
    return set(shown.legs["from_place"]) | set(shown.legs["to_place"])


def test_the_first_message_carries_every_filtered_row(catalog: Catalog) -> None:
    message, _sent = scene(catalog, catalog, "en", Sent(), None)
    assert ids(message, "legs") == list(catalog.legs.index)
    assert ids(message, "places") == list(catalog.places.index)
    assert set(ids(message, "corridors")) == set(catalog.legs["corridor"])
    assert message["legs"] == list(range(len(catalog.legs)))
    assert message["places"] == list(range(len(catalog.places)))


def test_a_row_is_sent_once(catalog: Catalog) -> None:
    seen: dict[str, list[str]] = {table: [] for table in TABLES}
    sent = Sent()
    for view in (CHILE, PERU, ViewFilter(), CHILE):
        message, sent = scene(catalog, view.apply(catalog), "en", sent, None)
        for table in TABLES:
            seen[table] += ids(message, table)
    for table in TABLES:
        assert len(seen[table]) == len(set(seen[table]))
    assert set(seen["legs"]) == set(catalog.legs.index)
    assert message["add"] == {}, "the last view had been shown before"


def test_an_old_state_is_not_changed(catalog: Catalog) -> None:
    _message, first = scene(catalog, CHILE.apply(catalog), "en", Sent(), None)
    before = first.legs.copy()
    scene(catalog, catalog, "en", first, None)
    assert (first.legs == before).all(), "a rerun that was cut short must not count as sent"


@pytest.mark.parametrize("other", ["es", "pt"])
def test_another_language_is_sent_anew(catalog: Catalog, other: str) -> None:
    shown = CHILE.apply(catalog)
    english, sent = scene(catalog, shown, "en", Sent(), None)
    translated, sent = scene(catalog, shown, other, sent, None)
    for table in TABLES:
        assert ids(translated, table) == ids(english, table)
    names = {row[1]: row[2] for row in translated["add"]["corridors"]}
    assert names == {key: catalog.corridors.at[key, f"name_{other}"] for key in names}
    again, _sent = scene(catalog, shown, other, sent, None)
    assert again["add"] == {}


def test_ordinals_name_the_same_record_in_every_view(catalog: Catalog) -> None:
    for view in (CHILE, PERU):
        shown = view.apply(catalog)
        message, _sent = scene(catalog, shown, "en", Sent(), None)
        assert [catalog.legs.index[n] for n in message["legs"]] == list(shown.legs.index)
        assert [catalog.places.index[n] for n in message["places"]] == list(shown.places.index)
        for table in TABLES:
            frame = getattr(catalog, table)
            assert [frame.index[row[0]] for row in message["add"][table]] == ids(message, table)


def test_a_leg_brings_its_places(catalog: Catalog) -> None:
    shown = ViewFilter(attribution=("other_group",)).apply(catalog)
    message, _sent = scene(catalog, shown, "en", Sent(), None)
    assert ends(shown) <= set(ids(message, "places"))
    held = {row[0] for row in message["add"]["places"]}
    owners = {row[0] for row in message["add"]["corridors"]}
    for row in message["add"]["legs"]:
        assert {row[2], row[3]} <= held
        assert row[4] in owners


@pytest.mark.parametrize(
    "view",
    [
        CHILE,
        ViewFilter(countries=("TT",)),
        ViewFilter(corridors=("roraima",)),
        ViewFilter(crimes=("homicide",)),
    ],
    ids=str,
)
def test_nothing_outside_the_filter_is_sent(catalog: Catalog, view: ViewFilter) -> None:
    shown = view.apply(catalog)
    message, _sent = scene(catalog, shown, "en", Sent(), None)
    text = json.dumps(message, ensure_ascii=False)
    allowed = {
        "legs": set(shown.legs.index),
        "places": set(shown.places.index) | ends(shown),
        "corridors": set(shown.legs["corridor"]),
        "events": set(shown.events.index),
        "actors": set(),
        "sources": set(),
    }
    for table, inside in allowed.items():
        outside = set(getattr(catalog, table).index) - inside
        assert outside
        # an id may be part of another one: compare whole JSON strings
        assert {key for key in outside if f'"{key}"' in text} <= (
            allowed["places"] | allowed["corridors"] if table in ("places", "corridors") else set()
        )
    for table in ("legs", "places"):
        numbers = {row[0] for row in message["add"].get(table, [])}
        assert set(message[table]) <= numbers
    for name in set(catalog.places["name"]) - set(catalog.places.loc[list(allowed["places"]), "name"]):
        assert f'"{name}"' not in text


def test_an_empty_view_sends_nothing(catalog: Catalog) -> None:
    shown = ViewFilter(text="nosuchwordanywhere").apply(catalog)
    message, _sent = scene(catalog, shown, "en", Sent(), None)
    assert message == {"add": {}, "legs": [], "places": [], "events": []}


def test_events_are_named_with_their_place_and_date(catalog: Catalog) -> None:
    shown = CHILE.apply(catalog)
    message, _sent = scene(catalog, shown, "es", Sent(), None)
    assert ids(message, "events") == list(shown.events.index)
    assert [catalog.events.index[n] for n in message["events"]] == list(shown.events.index)
    for _ordinal, key, site, date, act, title in message["add"]["events"]:
        event = catalog.events.loc[key]
        assert (catalog.places.index[site] if site >= 0 else None) == event["place"]
        assert (date, tuple(ACT_STATUS)[act], title) == (
            event["date"],
            event["act_status"],
            event["title_es"],
        )


def test_a_window_travels_beside_the_rows_it_is_moved_over(catalog: Catalog) -> None:
    message, _sent = scene(catalog, catalog, "en", Sent(), None, "", ("2021", None))
    assert message["window"] == ["2021", None]
    assert len(message["legs"]) == len(catalog.legs)


def test_a_selected_event_names_its_place(catalog: Catalog) -> None:
    events = catalog.events
    located = events.index[events["place"].notna()][0]
    message, _sent = scene(catalog, catalog, "en", Sent(), Selection("event", located))
    assert message["selected"] == f"event.{located}"
    assert message["at"] == f"place.{events.at[located, 'place']}"
    nowhere = events.index[events["place"].isna()][0]
    message, _sent = scene(catalog, catalog, "en", Sent(), Selection("event", nowhere))
    assert "at" not in message


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_say_what_the_records_say(catalog: Catalog, lang: str) -> None:
    rows = encode(catalog, lang)
    for row, (key, leg) in zip(rows.legs, catalog.legs.iterrows(), strict=True):
        _ordinal, ident, start, end, owner, form, families, crimes, _lane, fade, *rest = row
        assert ident == key
        assert catalog.places.index[start] == leg["from_place"]
        assert catalog.places.index[end] == leg["to_place"]
        assert catalog.corridors.index[owner] == leg["corridor"]
        assert form == leg["attribution"]
        assert [code for n, code in enumerate(CRIMES) if crimes >> n & 1] == [
            c for c in CRIMES if c in leg["crimes"]
        ]
        assert {code for n, code in enumerate(CRIME_FAMILIES) if families >> n & 1} == set(leg["families"])
        assert rest == [
            leg["reported_from"],
            leg["reported_to"],
            leg["last_reported"],
            tuple(GRADES).index(leg["grade"]),
            int(bool(leg["disputes"])),
        ]
        assert 0 <= fade <= FADE_FROM | FADE_TO
    for row, (key, place) in zip(rows.places, catalog.places.iterrows(), strict=True):
        assert row[1:4] == [key, place["name"], place["country"]]
        assert row[4:6] == [place.geometry.x, place.geometry.y]
        assert row[7] in (*ROLE_ORDER, "")
        assert row[9] == int(bool(place["disputes"]))


def test_a_level_of_evidence_takes_crimes_out_of_the_bytes(catalog: Catalog) -> None:
    view = ViewFilter(evidence="corroborated")
    message, sent = scene(catalog, view.apply(catalog), "en", Sent(), None, view.evidence)
    row = next(row for row in message["add"]["legs"] if row[1] == "leg-oruro-pisiga")
    named = [code for n, code in enumerate(CRIMES) if row[7] >> n & 1]
    assert named == ["migrant_smuggling", "human_trafficking"], "coerced couriers are told by one newspaper"
    again, _sent = scene(catalog, view.apply(catalog), "en", sent, None)
    assert again["add"], "with any source asked for, the rows are sent anew"


def test_a_selected_dispute_names_what_it_is_about(catalog: Catalog) -> None:
    message, _sent = scene(catalog, catalog, "en", Sent(), Selection("dispute", "disp-pisiga-control"))
    assert message["about"] == [
        "corridor.pisiga-colchane",
        "leg.leg-pisiga-colchane",
        "place.pisiga",
        "place.colchane",
    ]


def test_the_end_at_a_region_fades(catalog: Catalog) -> None:
    rows = encode(catalog, "en")
    for row, (_key, leg) in zip(rows.legs, catalog.legs.iterrows(), strict=True):
        vague = [catalog.places.at[leg[end], "precision"] == "region" for end in ("from_place", "to_place")]
        assert not vague[0] or row[9] & FADE_FROM
        assert not vague[1] or row[9] & FADE_TO
        if leg["precision"] == "region":
            assert row[9]


def test_the_rows_can_be_sent(catalog: Catalog) -> None:
    message, _sent = scene(catalog, catalog, "pt", Sent(), Selection("place", "bogota"))
    assert json.loads(json.dumps(message, allow_nan=False)) == message
    assert len(json.dumps(message)) < 60_000


def bits(flags: Any) -> str:
    return base64.urlsafe_b64encode(np.packbits(flags).tobytes()).decode().rstrip("=")


def test_a_browser_that_says_what_it_holds_gets_the_rest(catalog: Catalog) -> None:
    first = answer(catalog, CHILE, "en")
    _message, sent = scene(catalog, CHILE.apply(catalog), "en", Sent(), None)
    held = first["version"] + "~" + ".".join(bits(getattr(sent, table)) for table in TABLES)
    whole = answer(catalog, ViewFilter(), "en", held)
    both = {table: {*ids(first, table), *ids(whole, table)} for table in TABLES}
    assert not any(set(ids(first, table)) & set(ids(whole, table)) for table in TABLES)
    assert both["legs"] == set(catalog.legs.index)
    assert both["events"] == set(catalog.events.index)
    assert answer(catalog, CHILE, "en", held)["add"] == {}


@pytest.mark.parametrize(
    "rest", ["", "~", "~...", "~A.B.C", "~A.B.C.D.E", "~é.x.y.z", "~!!!.x.y.z", "~" + "/" * 9000]
)
def test_whatever_a_browser_says_it_holds_nothing_is_lost(catalog: Catalog, rest: str) -> None:
    for said in (answer(catalog, CHILE, "en")["version"], "another-version", ""):
        found = answer(catalog, CHILE, "en", said + rest)
        assert found["legs"] == answer(catalog, CHILE, "en")["legs"]
    nothing = answer(catalog, ViewFilter(text="nosuchwordanywhere"), "en")
    again = answer(catalog, CHILE, "en", nothing["version"] + "~...")
    assert len(again["add"]["legs"]) == len(again["legs"]), "empty lists hold nothing"
