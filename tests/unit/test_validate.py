"""Every rule of layers.validate and of the modules it gathers, each with a planted violation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from layers import load
from layers.validate import RULES, validate
from tests import small_data

CORRIDOR = "corridors/costa-rica.geojson"
CR = "places/cr.geojson"
BO = "places/bo.geojson"
E18 = "events/2018.geojson"
E22 = "events/2022.geojson"
LEG1, LEG2, LEG3 = "leg-caracas-san-jose", "leg-san-jose-alajuela", "leg-san-jose-jaco"
KIDNAP, ALERT = "ev-2022-santa-cruz-kidnap", "ev-2018-08-ecuador-alert"
RELATION = "rel-carchi-network-faction-of-tren-de-aragua"
FORMAT = "Run `python -m layers format`."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data.write(tmp_path / "data")


@dataclass(frozen=True)
class Found:
    """What a planted fault has to give: the exact place, parts of the two sentences, a part of the line."""

    file: str
    record: str
    field: str
    reason: str
    mend: str
    line: str | None


def put(feature: int, key: str, new: Any) -> Callable[[Any], object]:
    return lambda value: value["features"][feature]["properties"].__setitem__(key, new)


def put_row(index: int, key: str, new: Any) -> Callable[[Any], object]:
    return lambda value: value[index].__setitem__(key, new)


def drop(feature: int, key: str) -> Callable[[Any], object]:
    return lambda value: value["features"][feature]["properties"].pop(key)


def put_point(feature: int, coordinates: Any) -> Callable[[Any], object]:
    return lambda value: value["features"][feature]["geometry"].__setitem__("coordinates", coordinates)


FAULTS: list[tuple[str, str, Callable[[Any], object], list[Found]]] = [
    # schema
    (
        "unknown code",
        E22,
        put(0, "act_status", "rumour"),
        [
            Found(
                E22,
                KIDNAP,
                "act_status",
                "'rumour' is not an allowed code",
                "official_act, reported",
                "rumour",
            )
        ],
    ),
    (
        "misspelt code",
        E22,
        put(0, "crimes", ["kidnaping"]),
        [Found(E22, KIDNAP, "crimes[0]", "'kidnaping'", "Did you mean 'kidnapping'?", "kidnaping")],
    ),
    (
        "unknown key",
        E22,
        put(0, "guilt_asof", "2022"),
        [Found(E22, KIDNAP, "guilt_asof", "'guilt_asof' is not known", "mean 'guilt_as_of'?", "guilt_asof")],
    ),
    (
        "missing key",
        E22,
        drop(0, "guilt"),
        [Found(E22, KIDNAP, "guilt", "'guilt' is missing", "Add it. What courts", '"properties"')],
    ),
    (
        "wrong type",
        CR,
        put(0, "name", 7),
        [Found(CR, "alajuela", "name", "7 is not a text", "Write a text.", '"name": 7')],
    ),
    (
        "whole number written as a fraction",
        CORRIDOR,
        put(0, "seq", 1.0),
        [Found(CORRIDOR, LEG1, "seq", "1.0 is not a whole number", "Write a whole number.", '"seq": 1.0')],
    ),
    (
        "empty text",
        CR,
        put(1, "note_es", ""),
        [Found(CR, "jaco", "note_es", "the text is empty", "Write it", '"note_es": ""')],
    ),
    (
        "no source",
        CR,
        put(1, "sources", []),
        [Found(CR, "jaco", "sources", "0 entries, at least 1", "Ids of the sources", '"sources": []')],
    ),
    (
        "code listed twice",
        CR,
        put(1, "roles", ["base", "base"]),
        [Found(CR, "jaco", "roles", "'base' is listed twice", "Keep one", '"roles"')],
    ),
    (
        "id in capitals",
        "relations.json",
        put_row(0, "id", "rel-Carchi"),
        [
            Found(
                "relations.json",
                "rel-Carchi",
                "id",
                "does not have the right form",
                "Lower-case",
                "rel-Carchi",
            ),
            Found(
                "relations.json",
                "rel-Carchi",
                "evidence_researcher",
                "no review says why",
                "add 'relations:rel-Carchi' to reviews.json",
                "evidence_researcher",
            ),
            Found(
                "reviews.json",
                "relations:rel-carchi-network-faction-of-tren-de-aragua",
                "id",
                "do not differ, or there is no such record",
                "Take the entry out.",
                "rel-carchi-network",
            ),
        ],
    ),
    (
        "null where a text is needed",
        "actors.json",
        put_row(0, "name", None),
        [
            Found(
                "actors.json", "carchi-network", "name", "null is not a text", "Write a text.", '"name": null'
            )
        ],
    ),
    (
        "wrong geometry type",
        CR,
        lambda v: v["features"][0]["geometry"].__setitem__("type", "MultiPoint"),
        [
            Found(
                CR, "alajuela", "geometry.type", "'MultiPoint' is not allowed", "Write 'Point'.", "MultiPoint"
            )
        ],
    ),
    (
        "a feature that is null",
        "places/ve.geojson",
        lambda v: v["features"].append(None),
        [Found("places/ve.geojson", "features[1]", "", "null is not an object", "One record.", "null")],
    ),
    (
        "not a collection",
        E18,
        lambda v: v.__setitem__("type", "Feature"),
        [Found(E18, "", "type", "'Feature' is not allowed", "Write 'FeatureCollection'.", '"type"')],
    ),
    (
        "address that is no web address",
        "sources.json",
        put_row(0, "url", "javascript:alert(1)"),
        [
            Found(
                "sources.json",
                "aldiabolivia-2024-04-captura",
                "url",
                "does not have the right form",
                "Address, or null.",
                "javascript",
            )
        ],
    ),
    # ids
    (
        "id used twice",
        CR,
        lambda v: v["features"].insert(1, v["features"][0]),
        [
            Found(
                CR,
                "alajuela",
                "id",
                "the id 'alajuela' is already used in places/cr.geojson",
                "another id",
                "alajuela",
            )
        ],
    ),
    (
        "withdrawn id in use",
        "withdrawn.json",
        lambda v: v.append(tombstone("actors", "tren-de-aragua")),
        [
            Found(
                "withdrawn.json",
                "tren-de-aragua",
                "id",
                "is withdrawn but still stands in actors",
                "Take the record out",
                "tren-de-aragua",
            )
        ],
    ),
    # references
    (
        "leg to an unknown place",
        CORRIDOR,
        put(2, "to", "jacoo"),
        [Found(CORRIDOR, LEG3, "to", "there is no place 'jacoo'", "Did you mean 'jaco'?", '"to": "jacoo"')],
    ),
    (
        "leg from an unknown place",
        CORRIDOR,
        put(2, "from", "atlantis"),
        [
            Found(
                CORRIDOR,
                LEG3,
                "from",
                "there is no place 'atlantis'",
                "add the record to places/",
                "atlantis",
            )
        ],
    ),
    (
        "event at an unknown place",
        E22,
        put(0, "place", "atlantis"),
        [Found(E22, KIDNAP, "place", "there is no place 'atlantis'", "Correct the id", "atlantis")],
    ),
    (
        "event with an unknown actor",
        E22,
        put(0, "actors", ["tren-de-aragua", "nobody"]),
        [Found(E22, KIDNAP, "actors[1]", "there is no actor 'nobody'", "actors.json", "nobody")],
    ),
    (
        "event in an unknown corridor",
        E22,
        put(0, "corridor", "altiplano"),
        [Found(E22, KIDNAP, "corridor", "there is no corridor 'altiplano'", "corridors/", "altiplano")],
    ),
    (
        "event without the country of its place",
        E22,
        put(0, "countries", ["CL"]),
        [Found(E22, KIDNAP, "countries", "BO is missing", "Add BO", '"countries"')],
    ),
    (
        "unknown end of a relation",
        "relations.json",
        put_row(0, "from", "carchi-netwerk"),
        [
            Found(
                "relations.json",
                RELATION,
                "from",
                "no actor 'carchi-netwerk'",
                "'carchi-network'",
                "carchi-netwerk",
            )
        ],
    ),
    (
        "unknown other end of a relation",
        "relations.json",
        put_row(0, "to", "nobody"),
        [Found("relations.json", RELATION, "to", "there is no actor 'nobody'", "Correct", '"to": "nobody"')],
    ),
    (
        "unknown source",
        CR,
        put(1, "sources", ["nowhere-2020"]),
        [
            Found(
                CR, "jaco", "sources[0]", "there is no source 'nowhere-2020'", "sources.json", "nowhere-2020"
            )
        ],
    ),
    (
        "unknown source of a position",
        "disputes.json",
        lambda v: v[0]["positions"][1].__setitem__("sources", ["nowhere"]),
        [
            Found(
                "disputes.json",
                "disp-article-expert",
                "positions[1].sources[0]",
                "there is no source 'nowhere'",
                "sources.json",
                "nowhere",
            )
        ],
    ),
    *(
        (
            f"dispute about unknown {table}",
            "disputes.json",
            lambda v, table=table, ident=ident: v[0]["about"].__setitem__(table, [ident]),
            [
                Found(
                    "disputes.json",
                    "disp-article-expert",
                    f"about.{table}[0]",
                    ident,
                    "Correct the id",
                    ident,
                )
            ],
        )
        for table, ident in (
            ("places", "atlantis"),
            ("corridors", "nowhere"),
            ("legs", "leg-nowhere"),
            ("events", "ev-never"),
            ("actors", "nobody"),
            ("series", "no_series"),
        )
    ),
    (
        "claim carried by an unknown record",
        "claims.json",
        put_row(0, "record", ["legs:leg-nowhere"]),
        [
            Found(
                "claims.json",
                "claim-s1-001",
                "record[0]",
                "there is no leg 'leg-nowhere'",
                "corridors/",
                "nowhere",
            )
        ],
    ),
    (
        "claim of an unknown article",
        "claims.json",
        put_row(0, "article", "nowhere"),
        [
            Found(
                "claims.json",
                "claim-s1-001",
                "article",
                "there is no source 'nowhere'",
                "sources.json",
                "nowhere",
            )
        ],
    ),
    # placement and order
    (
        "place in the file of another country",
        CR,
        put(1, "country", "CO"),
        [
            Found(
                CR,
                "jaco",
                "country",
                "country is 'CO', but the file is places/cr.geojson",
                "places/co.geo",
                '"CO"',
            ),
            Found(CORRIDOR, "costa-rica", "countries", "CO is missing", "Add CO", '"countries"'),
            Found(CR, "jaco", "lon", "the nearest town of the gazetteer in CO", "Correct the point", "coord"),
        ],
    ),
    (
        "event in the file of another year",
        E22,
        put(0, "date", "2021-12"),
        [Found(E22, KIDNAP, "date", "date is '2021-12', but the file is", "events/2021.geojson", "2021-12")],
    ),
    (
        "file not named after its corridor",
        CORRIDOR,
        lambda v: v["corridor"].__setitem__("id", "puerto-rico"),
        [
            Found(
                CORRIDOR,
                "puerto-rico",
                "id",
                "but the file is",
                "corridors/puerto-rico.geojson",
                "puerto-rico",
            )
        ],
    ),
    (
        "legs out of order",
        CORRIDOR,
        lambda v: v["features"].reverse(),
        [
            Found(CORRIDOR, LEG3, "seq", "seq is 3, but this is leg 1", "Write 1", '"seq": 3'),
            Found(CORRIDOR, LEG1, "seq", "seq is 1, but this is leg 3", "Write 3", '"seq": 1'),
        ],
    ),
    (
        "a gap in the travel order",
        CORRIDOR,
        put(2, "seq", 4),
        [Found(CORRIDOR, LEG3, "seq", "seq is 4, but this is leg 3", "Write 3", '"seq": 4')],
    ),
    (
        "a corridor country too many",
        CORRIDOR,
        lambda v: v["corridor"].__setitem__("countries", ["VE", "CR", "NI"]),
        [
            Found(
                CORRIDOR,
                "costa-rica",
                "countries",
                "no leg begins or ends in NI",
                "Take NI out.",
                '"countries"',
            )
        ],
    ),
    (
        "a corridor country too few",
        CORRIDOR,
        lambda v: v["corridor"].__setitem__("countries", ["VE"]),
        [Found(CORRIDOR, "costa-rica", "countries", "CR is missing", "Add CR.", '"countries"')],
    ),
    (
        "records not sorted",
        CR,
        lambda v: v["features"].reverse(),
        [
            Found(CR, "jaco", "id", "'jaco' stands after 'san-jose'", FORMAT, "jaco"),
            Found(CR, "alajuela", "id", "'alajuela' stands after 'jaco'", FORMAT, "alajuela"),
        ],
    ),
    # geometry
    (
        "leg that is not straight",
        CORRIDOR,
        put_point(2, [[-84.08, 9.93], [-84.3, 9.8], [-84.63, 9.61]]),
        [
            Found(
                CORRIDOR,
                LEG3,
                "geometry.coordinates",
                "3 entries, at most 2",
                "Coordinates of",
                "coordinates",
            ),
            Found(
                CORRIDOR,
                LEG3,
                "geometry.coordinates",
                "not the straight line from 'san-jose' to 'jaco'",
                "Write [[-84.08, 9.93], [-84.63, 9.61]].",
                "coordinates",
            ),
        ],
    ),
    (
        "leg drawn the other way",
        CORRIDOR,
        put_point(2, [[-84.63, 9.61], [-84.08, 9.93]]),
        [
            Found(
                CORRIDOR,
                LEG3,
                "geometry.coordinates",
                "not the straight line",
                "[[-84.08, 9.93]",
                "coordinates",
            )
        ],
    ),
    (
        "event beside its place",
        E22,
        put_point(0, [-63.18, -17.79]),
        [
            Found(
                E22,
                KIDNAP,
                "geometry.coordinates",
                "not the point of the place",
                "[-63.18, -17.78]",
                "-17.79",
            )
        ],
    ),
    (
        "event with a place but no geometry",
        E22,
        lambda v: v["features"][0].__setitem__("geometry", None),
        [Found(E22, KIDNAP, "geometry.coordinates", "not the point", "[-63.18, -17.78]", '"geometry": null')],
    ),
    (
        "event without a place but with a geometry",
        E18,
        lambda v: v["features"][0].__setitem__("geometry", {"type": "Point", "coordinates": [-78.5, -0.2]}),
        [Found(E18, ALERT, "geometry", "no place but a geometry", "Write null, or name", '"geometry"')],
    ),
    # dates
    *(
        (
            f"date {text}",
            E18,
            put(0, "date", text),
            [Found(E18, ALERT, "date", reason, "Write the date", text)],
        )
        for text, reason in (("2018-13", "month 13"), ("2018-02-30", "day 30; 2018-02 has days 01 to 28"))
    ),
    (
        "date that is no date",
        "relations.json",
        put_row(0, "since", "around 2021"),
        [
            Found("relations.json", RELATION, "since", "does not have the right form", "YYYY-MM", "around"),
            Found(
                "relations.json", RELATION, "since", "is not a date; write YYYY", "as the source", "around"
            ),
        ],
    ),
    (
        "date in the far future",
        "sources.json",
        put_row(0, "published", "2031"),
        [
            Found(
                "sources.json",
                "aldiabolivia-2024-04-captura",
                "published",
                "'2031' is later than 2030",
                "Correct the year.",
                "2031",
            )
        ],
    ),
    (
        "date of a position",
        "disputes.json",
        lambda v: v[0]["positions"][0].__setitem__("as_of", "2026-00"),
        [
            Found(
                "disputes.json",
                "disp-article-expert",
                "positions[0].as_of",
                "month 00",
                "Write the",
                "2026-00",
            )
        ],
    ),
    (
        "leg that ends before it begins",
        CORRIDOR,
        put(2, "reported_to", "2023-12"),
        [
            Found(
                CORRIDOR,
                LEG3,
                "reported_to",
                "'2023-12' is before reported_from '2024'",
                "Correct one",
                "2023-12",
            )
        ],
    ),
    (
        "leg last reported before it begins",
        CORRIDOR,
        put(2, "last_reported", "2019"),
        [Found(CORRIDOR, LEG3, "last_reported", "is before reported_from", "Correct one", "2019")],
    ),
    # what the grades rest on
    (
        "crime named by a source of another leg",
        CORRIDOR,
        put(1, "crime_sources", {"sexual_exploitation": ["talcual-costarica-2025"]}),
        [
            Found(
                CORRIDOR,
                LEG2,
                "crime_sources.sexual_exploitation[0]",
                "'talcual-costarica-2025' is not among the leg's sources",
                "Add it there, or take it out.",
                "sexual_exploitation",
            )
        ],
    ),
    (
        "sources of a crime the leg does not have",
        CORRIDOR,
        put(0, "crime_sources", {"homicide": ["ntg-costarica-2025"]}),
        [
            Found(
                CORRIDOR,
                LEG1,
                "crime_sources.homicide",
                "homicide is not among the leg's crimes",
                "Add it there, or take it out.",
                "homicide",
            )
        ],
    ),
    (
        "crime that every source names",
        CORRIDOR,
        put(1, "crime_sources", {"human_trafficking": ["masradios-costarica-2025", "ntg-costarica-2025"]}),
        [
            Found(
                CORRIDOR,
                LEG2,
                "crime_sources.human_trafficking",
                "every source of the leg names it",
                "Take the entry out",
                "human_trafficking",
            )
        ],
    ),
    (
        "nothing left that is repeated",
        CORRIDOR,
        put(1, "repeating", ["masradios-costarica-2025", "ntg-costarica-2025"]),
        [
            Found(
                CORRIDOR,
                LEG2,
                "repeating",
                "no source is left that could be repeated",
                "Take out the one that reports itself.",
                "repeating",
            )
        ],
    ),
    (
        "finding that is no act",
        CORRIDOR,
        put(0, "found_by", ["ev-2022-santa-cruz-kidnap"]),
        [
            Found(
                CORRIDOR,
                LEG1,
                "found_by[0]",
                "'ev-2022-santa-cruz-kidnap' is no act of an authority",
                "Name an event with act_status official_act",
                "found_by",
            )
        ],
    ),
    (
        "origin of no source",
        "origins.json",
        put_row(0, "origin", "The Nowhere Times"),
        [
            Found(
                "origins.json",
                "afp",
                "origin",
                "no source has the origin 'The Nowhere Times'",
                "Correct the name, or take the entry out.",
                "Nowhere",
            )
        ],
    ),
    (
        "source that relays itself",
        "sources.json",
        put_row(1, "relays", "aldiabolivia-puente"),
        [
            Found(
                "sources.json",
                "aldiabolivia-puente",
                "relays",
                "it leads back to itself",
                "Take out the one that reports itself.",
                "relays",
            )
        ],
    ),
    (
        "review out of date",
        "reviews.json",
        put_row(0, "computed", "established"),
        [
            Found(
                "reviews.json",
                "events:ev-2018-08-ecuador-alert",
                "computed",
                "'established' is out of date: it is 'single_source' now",
                "write 'single_source'",
                "computed",
            )
        ],
    ),
    # sources
    (
        "origins miscounted",
        E22,
        put(0, "origin_count", 3),
        [
            Found(
                E22, KIDNAP, "origin_count", "its sources have 2 distinct origins", "Write 2.", "origin_count"
            )
        ],
    ),
    (
        "address to be shown that is missing",
        "sources.json",
        put_row(0, "url", None),
        [
            Found(
                "sources.json",
                "aldiabolivia-2024-04-captura",
                "url_display",
                "there is none",
                "Write false",
                '"url_display"',
            )
        ],
    ),
    # text
    (
        "control character",
        "claims.json",
        put_row(0, "note", "one\ntwo"),
        [Found("claims.json", "claim-s1-001", "note", "U+000A", "Take it out.", '"note"')],
    ),
    (
        "direction override",
        CR,
        put(0, "name", "Ala\u202ejuela"),
        [Found(CR, "alajuela", "name", "U+202E", "Take it out.", '"name"')],
    ),
    (
        "accent apart from its letter",
        CR,
        put(1, "name", "Jaco\u0301"),
        [Found(CR, "jaco", "name", "not Unicode form NFC", "Type the letter again.", '"name"')],
    ),
]


def tombstone(table: str, ident: str) -> dict[str, str]:
    reasons = {f"reason_{lang}": "no source describes it" for lang in ("en", "es", "pt")}
    return {"id": ident, "table": table, "withdrawn": "2026-11-20", **reasons}


def assert_found(data: Path, expected: list[Found]) -> None:
    """Match the findings one to one with what is expected, and look at the line each points to."""
    found = small_data.problems(data)
    unmatched = list(found)
    for want in expected:
        for problem in unmatched:
            if (
                (problem.file, problem.record, problem.field) == (want.file, want.record, want.field)
                and want.reason in problem.reason
                and want.mend in problem.mend
            ):
                unmatched.remove(problem)
                break
        else:
            pytest.fail(f"{want} is not among\n" + "\n".join(map(str, found)))
        assert problem.mend.endswith(".") or "match" in problem.mend
        if want.line is not None:
            assert problem.line is not None
            text = (data / want.file).read_text(encoding="utf-8").split("\n")[problem.line - 1]
            assert want.line in text
    assert not unmatched, "unexpected:\n" + "\n".join(map(str, unmatched))


def test_small_data_is_sound(data: Path) -> None:
    assert small_data.problems(data) == []


@pytest.mark.parametrize(("file", "change", "expected"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_planted_fault(data: Path, file: str, change: Callable[[Any], object], expected: list[Found]) -> None:
    small_data.edit(data, file, change)
    assert_found(data, expected)


def place_faults(data: Path, coordinates: list[Any]) -> list[tuple[str, str, str]]:
    """Move Cochabamba's point; give field, reason and mend of what is found about it."""
    small_data.edit(data, BO, put_point(0, coordinates))
    found = [p for p in small_data.problems(data) if p.record == "cochabamba"]
    assert all(p.file == BO and p.line is not None for p in found)
    return [(p.field, p.reason, p.mend) for p in found]


@pytest.mark.parametrize(
    ("coordinates", "field", "reason", "mend"),
    [
        ([-17.39, -66.16], "lon", "outside the area", "look swapped: write [-66.16, -17.39]"),
        (
            [66.16, -17.39],
            "lon",
            "outside the area",
            "sign of the longitude looks wrong: write [-66.16, -17.39]",
        ),
        ([-110.5, -45.5], "lon", "lies 4815 km from", "Correct the point or the country"),
        ([-66.16, 95.0], "lat", "latitude 95.0 is outside -90 to 90", "longitude -130 to 5"),
        ([-266.16, -17.39], "lon", "longitude -266.16 is outside -180 to 180", "are expected"),
        ([100.0, 70.0], "lon", "outside the area", "latitude -56 to 60 are expected"),
        ([-3.0, 57.5], "lon", "lies 9337 km from", "Correct the point or the country"),
        ([-66.161, -17.39], "lon", "-66.161 has more than 2 decimals", "Write -66.16"),
        ([-66.16, -17.3899], "lat", "-17.3899 has more than 2 decimals", "Write -17.39"),
    ],
)
def test_place_coordinates(data: Path, coordinates: list[float], field: str, reason: str, mend: str) -> None:
    found = place_faults(data, coordinates)
    ((at, why, how),) = found
    assert at == field
    assert reason in why
    assert mend in how


def test_sign_of_latitude(data: Path) -> None:
    ((_, _, mend),) = place_faults(data, [-70.0, -58.0])
    assert "sign of the latitude looks wrong: write [-70.0, 58.0]" in mend


def test_moved_place_is_noticed_by_every_leg_and_event(data: Path) -> None:
    small_data.edit(data, CR, put_point(2, [-84.1, 9.95]))
    found = small_data.problems(data)
    assert {p.record for p in found} == {LEG1, LEG2, LEG3}
    assert all("[-84.1, 9.95]" in p.mend for p in found)


def test_leg_that_ends_where_it_begins(data: Path) -> None:
    def change(value: Any) -> None:
        value["features"][1]["properties"]["to"] = "san-jose"
        value["features"][1]["geometry"]["coordinates"][1] = [-84.08, 9.93]

    small_data.edit(data, CORRIDOR, change)
    assert_found(data, [Found(CORRIDOR, LEG2, "to", "the leg ends where it begins", "Correct one.", '"to"')])


def test_reference_to_a_withdrawn_record(data: Path) -> None:
    small_data.edit(data, "withdrawn.json", lambda v: v.append(tombstone("places", "atlantis")))
    small_data.edit(data, CORRIDOR, put(2, "to", "atlantis"))
    reason = "'atlantis' was withdrawn (2026-11-20: no source describes it)"
    assert_found(data, [Found(CORRIDOR, LEG3, "to", reason, "Point to another record", "atlantis")])


def test_same_leg_in_two_corridors(data: Path) -> None:
    other = "corridors/altiplano-bolivia.geojson"
    leg: list[Any] = []
    small_data.edit(data, other, lambda v: leg.append(v["features"][0]))
    copy = {**leg[0], "properties": {**leg[0]["properties"], "seq": 4}}
    small_data.edit(data, CORRIDOR, lambda v: v["features"].append(copy))
    twice = f"the id {leg[0]['id']!r} is already used in {other}"
    found = [(p.file, p.record, p.reason) for p in small_data.problems(data) if p.field == "id"]
    assert found == [(CORRIDOR, leg[0]["id"], twice)]


@pytest.mark.parametrize(
    ("old", "new", "field", "reason", "mend"),
    [
        (",2905,,,", ",2905 ,,,", "value", "'2905 ' is not a number", "Write a number."),
        (",2905,,,", ',"2,905",,,', "value", "'2,905' is not a number", "Write a number."),
        (",2905,,,", ",,,,", "value", "null is not a number", "Write a number."),
        (",2905,,,", ",1e999,,,", "value", "'1e999' is not a number", "Write a number."),
        (",2905,,,", ",NaN,,,", "value", "'NaN' is not a number", "Write a number."),
        (",2905,,,", ",2905,3000,,", "value", "not in rising order", "Check the range"),
        (",2905,,,", ",2905,,100,", "value", "not in rising order", "Check the range"),
        (",press,false,", ",press,no,", "partial", "'no' is not true or false", "Write true or false."),
        (
            ",press,false,",
            ",rumour,false,",
            "quality",
            "'rumour' is not an allowed code",
            "official, estimate",
        ),
        (",CL,2017,", ",ZZ,2017,", "geography", "'ZZ' is not an allowed code", "WORLD"),
        (",CL,2017,", ",CL,FY2045,", "period", "'FY2045' is later than 2030", "Correct the year."),
        (",CL,2017,", ",CL,2017-15,", "period", "month 15", "Write the date"),
        (",veszbejarat-insightcrime-copy", ",", "sources", "0 entries, at least 1", "Ids"),
        (
            ",veszbejarat-insightcrime-copy",
            ",nowhere",
            "sources[0]",
            "there is no source 'nowhere'",
            "Correct",
        ),
        (
            "cl_irregular_entries_founding_article",
            "no_series",
            "series",
            "there is no series 'no_series'",
            "series.json",
        ),
    ],
)
def test_planted_fault_in_the_observations(
    data: Path, old: str, new: str, field: str, reason: str, mend: str
) -> None:
    small_data.replace(data, "observations.csv", old, new)
    (problem,) = small_data.problems(data)
    assert (problem.file, problem.line, problem.field) == ("observations.csv", 2, field)
    assert problem.record == "obs-cl-irregular-entries-article-cl-2017"
    assert reason in problem.reason
    assert mend in problem.mend


def test_observations_not_sorted(data: Path) -> None:
    path = data / "observations.csv"
    header, first, second = path.read_text(encoding="utf-8").splitlines()
    path.write_bytes("\n".join([header, second, first, ""]).encode())
    (problem,) = small_data.problems(data)
    assert (problem.file, problem.line, problem.mend) == ("observations.csv", 3, FORMAT)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (CR, '  "features"', '    "features"', 7),
        (CR, '"roles": ["exploitation_site"]', '"roles": [\n          "exploitation_site"\n        ]', 19),
        (CR, "San José", "San Jos\\u00e9", 54),
        ("actors.json", "[\n", "[\r\n", 1),
        ("claims.json", "}\n]\n", "}\n]", 18),
        ("withdrawn.json", "[]\n", "[]\n\n", 2),
        ("observations.csv", ",Carabineros,", ',"Carabineros",', 3),
        ("observations.csv", ",1789,", ",1789.00,", 3),
    ],
)
def test_text_that_is_not_canonical(data: Path, file: str, old: str, new: str, line: int) -> None:
    small_data.replace(data, file, old, new)
    (problem,) = small_data.problems(data)
    assert (problem.file, problem.line, problem.record, problem.mend) == (file, line, "", FORMAT)
    assert "canonical form" in problem.reason


def test_keys_in_another_order(data: Path) -> None:
    text = (data / "relations.json").read_text(encoding="utf-8")
    row = '    "kind": "faction_of",\n'
    (data / "relations.json").write_bytes(
        text.replace(row, "").replace('    "from"', row + '    "from"').encode()
    )
    (problem,) = small_data.problems(data)
    assert (problem.file, problem.line) == ("relations.json", 4)


def test_schema_file_out_of_step(data: Path) -> None:
    small_data.replace(data, "schema/events.schema.json", '"kidnapping"', '"abduction"')
    (data / "schema" / "places.schema.json").unlink()
    found = small_data.problems(data)
    assert [(p.file, p.reason) for p in found] == [
        ("schema/events.schema.json", "the schema differs from layers/schema.py"),
        ("schema/places.schema.json", "the schema is missing"),
    ]
    assert all(p.mend == "Run `python -m layers schema --write`." for p in found)


def test_text_that_is_not_written_yet(data: Path) -> None:
    small_data.edit(data, CR, put(1, "note_pt", "TODO: What sources say. In Portuguese."))
    reason, mend = "this text is not written yet", "Write it: What sources say. In Portuguese."
    assert_found(data, [Found(CR, "jaco", "note_pt", reason, mend, "TODO:")])


def test_several_faults_are_all_listed(data: Path) -> None:
    small_data.edit(data, E22, put(0, "act_status", "rumour"))
    small_data.edit(data, CORRIDOR, put(2, "to", "atlantis"))
    small_data.edit(data, CR, put(1, "sources", ["nowhere"]))
    small_data.edit(data, "claims.json", put_row(0, "record", ["legs:leg-nowhere"]))
    small_data.replace(data, "observations.csv", ",CL,2017,", ",CL,2017-13,")
    (data / "actors.json").write_bytes(b"{")
    (data / "stray.txt").write_bytes(b"")
    found = small_data.problems(data)
    assert [(p.file, p.field) for p in found] == [
        ("actors.json", ""),
        ("claims.json", "record[0]"),
        (CORRIDOR, "to"),
        (E22, "act_status"),
        ("observations.csv", "period"),
        (CR, "sources[0]"),
        ("stray.txt", ""),
    ]


def test_unreadable_file_does_not_bring_false_problems(data: Path) -> None:
    (data / "sources.json").write_bytes(b"not json")
    (problem,) = small_data.problems(data)
    assert problem.file == "sources.json"


def test_validate_accepts_tables_that_were_not_read_from_files(data: Path) -> None:
    tables, _ = load.read(data)
    bare = replace(tables, files=load.Files())
    assert validate(bare) == []
    legs = ({**tables.legs[0], "from": "atlantis"}, *tables.legs[1:])
    (problem,) = validate(replace(bare, legs=legs))
    assert (problem.file, problem.line, problem.record) == ("", None, tables.legs[0]["id"])


def test_empty_tables_have_no_problem() -> None:
    assert validate(load.Tables()) == []


def test_every_rule_is_named_once() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)


def test_an_origin_that_is_no_text_is_a_finding_and_no_crash(data: Path) -> None:
    small_data.edit(data, "sources.json", put_row(0, "origin", {}))
    assert [problem for problem in small_data.problems(data) if problem.field == "origin"]
