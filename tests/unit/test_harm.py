"""The do-no-harm gate: every rule has a function, a sentence on the method page, and planted violations it catches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from layers import load
from layers.harm import GATE
from layers.language import LANGUAGES
from layers.methods import SECTIONS, sections
from layers.validate import RULES, validate
from tests import small_data

CORRIDOR = "corridors/costa-rica.geojson"
BO, CR, VE = "places/bo.geojson", "places/cr.geojson", "places/ve.geojson"
E22 = "events/2022.geojson"
KIDNAP = "ev-2022-santa-cruz-kidnap"
HIDDEN = "https://sunoticiero.net/ecuador-esta-en-alerta-por-el-nino-guerrero-estamos-vigilante"

Change = Callable[[Any], object]


@dataclass(frozen=True)
class Plant:
    """A violation: the file it is planted in, the change, and what has to be found where."""

    file: str
    change: Change
    record: str
    field: str
    reason: str


def put(feature: int, key: str, new: Any) -> Change:
    return lambda value: value["features"][feature]["properties"].__setitem__(key, new)


def move(feature: int, coordinates: Any) -> Change:
    return lambda value: value["features"][feature]["geometry"].__setitem__("coordinates", coordinates)


def row(key: str, new: Any, index: int = 0) -> Change:
    return lambda value: value[index].__setitem__(key, new)


def summary(text: str, lang: str = "en") -> Plant:
    return Plant(E22, put(0, f"summary_{lang}", text), KIDNAP, f"summary_{lang}", "")


def rename(index: int, ident: str) -> Change:
    return row("id", ident, index)


PLANTED: dict[str, list[Plant]] = {
    "fine": [
        Plant(BO, move(0, [-66.161, -17.39]), "cochabamba", "lon", "-66.161 has more than 2 decimals"),
        Plant(BO, move(0, [-66.16, -17.3899]), "cochabamba", "lat", "-17.3899 has more than 2 decimals"),
        Plant(VE, move(0, [-66.13, 9.87]), "caracas", "lon", "stands for a region but is finer"),
        Plant(
            E22, put(0, "summary_en", "The house at -17.3935, -66.1570."), KIDNAP, "summary_en", "-17.3935"
        ),
        Plant(E22, put(0, "summary_es", "En 10.576, -62.301."), KIDNAP, "summary_es", "10.576, -62.301"),
        Plant(CORRIDOR, put(1, "note_pt", "Em 19°16'35\"S."), "leg-san-jose-alajuela", "note_pt", "19°16'35"),
    ],
    "far": [
        Plant(BO, move(0, [-66.16, -16.39]), "cochabamba", "lon", "lies 101 km from"),
        Plant(BO, move(0, [-66.04, -17.39]), "cochabamba", "lon", "lies 13 km from Cochabamba"),
        Plant(CR, put(1, "country", "NI"), "jaco", "lon", "the nearest town of the gazetteer in NI"),
        Plant(VE, move(0, [-66.9, 12.6]), "caracas", "lon", "25 km are allowed for a region"),
        Plant(
            "exceptions.json",
            lambda v: v.append(
                {"id": "off-jaco", "place": "jaco", "note": "none", "sources": ["bloomberglinea-x"]}
            ),
            "off-jaco",
            "place",
            "needs no exception",
        ),
    ],
    "bent": [
        Plant(
            CORRIDOR,
            move(1, [[-84.08, 9.93], [-84.2, 10.02]]),
            "leg-san-jose-alajuela",
            "geometry.coordinates",
            "not the straight line",
        ),
        Plant(
            CORRIDOR,
            move(1, [[-84.08, 9.93], [-84.15, 9.95], [-84.21, 10.02]]),
            "leg-san-jose-alajuela",
            "geometry.coordinates",
            "not the straight line",
        ),
    ],
    "name": [
        summary("According to Yesenia Carrasquel, callers said that the missing were in Chile."),
        summary("Según contó Wilmer Ochoa, la llamada vino de Chile.", "es"),
        summary("A ligação foi feita por alias Tocayo.", "pt"),
        Plant(E22, put(0, "title_en", "Ricardo Belisario held"), KIDNAP, "title_en", "'Ricardo Belisario'"),
        Plant(BO, put(0, "note_es", "Aquí vive Nayra Choquehuanca."), "cochabamba", "note_es", "Nayra"),
        Plant(
            "actors.json", row("name", "Banda de Julio Mendoza"), "carchi-network", "name", "Julio Mendoza"
        ),
        Plant("actors.json", row("aliases", ["Pedro Soto"]), "carchi-network", "aliases[0]", "Pedro Soto"),
        Plant(
            CORRIDOR, put(1, "note_en", "Run by J. Arocha."), "leg-san-jose-alajuela", "note_en", "initial"
        ),
        Plant("claims.json", row("note", "said by Dr. Velandia"), "claim-s1-001", "note", "Velandia"),
        Plant(
            E22,
            lambda v: v["features"][0].__setitem__("id", "ev-2022-carlos-mendoza"),
            "ev-2022-carlos-mendoza",
            "id",
            "'Carlos Mendoza'",
        ),
        Plant(
            "sources.json",
            lambda v: v[0].update(url="https://example.org/2024/detenido-carlos-mendoza", url_display=True),
            "",
            "url",
            "'Carlos Mendoza'",
        ),
    ],
    "count": [
        summary("Three women were freed."),
        summary("Callers held 2 children; police came."),
        summary("Cuatro migrantes venezolanas fueron liberadas.", "es"),
        summary("Murieron dos y varios quedaron heridos.", "es"),
        summary("Duas meninas e um menino foram libertados.", "pt"),
        summary("Uma chacina: quatro mortos.", "pt"),
        summary("A double homicide followed."),
        summary("A migrant couple was beaten."),
        Plant(E22, put(0, "title_es", "Rescatan a tres menores"), KIDNAP, "title_es", "tres menores"),
        Plant(BO, put(0, "note_en", "Two girls were taken here."), "cochabamba", "note_en", "Two girls"),
        Plant(
            CORRIDOR, put(1, "note_en", "One victim spoke."), "leg-san-jose-alajuela", "note_en", "One victim"
        ),
        Plant(
            "disputes.json",
            lambda v: (
                v[0]["about"].__setitem__("events", [KIDNAP]),
                v[0]["positions"][0].__setitem__("statement_pt", "Três vítimas."),
            ),
            "disp-article-expert",
            "positions[0].statement_pt",
            "'Três vítimas'",
        ),
    ],
    "address": [
        summary(f"See {HIDDEN} for more."),
        summary(HIDDEN.removeprefix("https://").upper()),
        Plant(
            "claims.json",
            row("note", f"read at {HIDDEN}/"),
            "claim-s1-001",
            "note",
            "'sunoticiero-2023-ecuador'",
        ),
        Plant(
            "sources.json",
            lambda v: v[0].update(url=HIDDEN.replace("https://", "http://www."), url_display=True),
            "",
            "url",
            "'sunoticiero-2023-ecuador'",
        ),
    ],
    "guilt": [
        summary("Two men were convicted of kidnapping."),
        summary("Los secuestradores fueron condenados.", "es"),
        summary("Um deles já cumpre pena.", "pt"),
        summary("Five members of the group were arrested in Santa Cruz."),
        summary("La policía detuvo a un cabecilla del grupo.", "es"),
        summary("Traficantes foram presos na fronteira.", "pt"),
        Plant(
            CORRIDOR, put(1, "note_en", "A trafficker was sentenced."), "leg-san-jose-alajuela", "note_en", ""
        ),
        Plant(BO, put(0, "note_en", "Town where a leader was captured."), "cochabamba", "note_en", "leader"),
    ],
}

SOUND: dict[str, list[tuple[str, str]]] = {
    "fine": [("es", "Darién: 36.001, 37.166 y 36.841 personas."), ("en", "Rates of 4.57, 6.72 and 5.7.")],
    "name": [
        ("en", "Gabriel Boric spoke in Santa Cruz de la Sierra."),
        ("pt", "O Tren de Aragua atua em Cúcuta."),
    ],
    "count": [
        ("en", "Four people were arrested and three men charged; two police officers died."),
        ("en", "Two migrant boats carried 47 people through three cities in four days."),
        ("es", "Cinco mujeres liberadas; dos detenidos y cuatro operativos contra tres redes."),
        ("pt", "Cerca da metade dos migrantes; trinta mulheres libertadas; duas prisões."),
        ("en", "Fewer than five victims; a woman was freed."),
    ],
    "address": [("en", "See sunoticiero.net and https://example.org/ecuador for more.")],
    "guilt": [
        ("en", "Nobody was convicted; five alleged members were arrested."),
        ("es", "Detenidos dos presuntos cabecillas; no se halló condena y nadie fue condenado."),
        ("pt", "Supostos membros foram presos; nenhum foi condenado."),
        ("en", "A man held on suspicion of selling trips said that members of the group had sent him."),
    ],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data.write(tmp_path / "data")


def test_function_planted_violation_and_sentence_of_every_rule_agree() -> None:
    assert set(PLANTED) == set(GATE)
    assert len({refusal.function for refusal in GATE.values()}) == len(GATE)
    assert all(RULES.count(refusal.function) == 1 for refusal in GATE.values())
    (texts,) = [texts for heading, texts in SECTIONS if heading == "What the gate refuses"]
    assert list(texts[1:-1]) == [refusal.sentence for refusal in GATE.values()]
    assert len({refusal.sentence for refusal in GATE.values()}) == len(GATE)
    for lang in LANGUAGES:
        assert sum(len(paragraphs) == len(GATE) + 2 for _heading, paragraphs in sections(lang)) == 1


@pytest.mark.parametrize(("code", "plant"), [(code, plant) for code in PLANTED for plant in PLANTED[code]])
def test_planted_violation_is_caught(data: Path, code: str, plant: Plant) -> None:
    small_data.edit(data, plant.file, plant.change)
    tables, _ = load.read(data)
    found = [
        problem
        for problem in GATE[code].function(tables)
        if problem.record == plant.record or (not plant.record and problem.file == plant.file)
    ]
    assert [(p.file, p.field) for p in found][:1] == [(plant.file, plant.field)], found
    assert plant.reason in found[0].reason
    assert found[0].line is not None
    assert found[0].mend.endswith(".")


@pytest.mark.parametrize(
    ("code", "lang", "text"), [(code, lang, text) for code in SOUND for lang, text in SOUND[code]]
)
def test_sound_text_passes(data: Path, code: str, lang: str, text: str) -> None:
    small_data.edit(data, E22, put(0, f"summary_{lang}", text))
    figure = {"id": "gabriel-boric", "name": "Gabriel Boric", "why": "head_of_state", "sources": []}
    tables = replace(load.read(data)[0], public_figures=(figure,))
    assert list(GATE[code].function(tables)) == []


def test_a_convicted_event_may_speak_of_convictions(data: Path) -> None:
    small_data.edit(data, E22, put(0, "summary_en", "Two men were convicted of kidnapping."))
    tables, _ = load.read(data)
    rule = GATE["guilt"].function
    assert len(list(rule(tables))) == 1
    judged = tuple({**event, "guilt": "convicted"} for event in tables.events)
    assert list(rule(replace(tables, events=judged))) == []


def test_a_leg_may_speak_of_convictions_that_an_event_carries(data: Path) -> None:
    tables, _ = load.read(data)
    leg = {**tables.legs[0], "note_en": "Two traffickers were convicted.", "corridor": "elsewhere"}
    event = {**tables.events[0], "guilt": "convicted", "corridor": None, "sources": ["of-the-court"]}
    rule = GATE["guilt"].function
    for tie in ({"found_by": [event["id"]]}, {"sources": ["of-the-court"]}):
        proven = replace(tables, events=(event,), legs=({**leg, "sources": ["press"], **tie},))
        assert list(rule(proven)) == []
    unproven = replace(tables, events=(event,), legs=({**leg, "sources": ["press"]},))
    assert [p.field for p in rule(unproven)] == ["note_en"]


def test_small_counts_are_free_where_no_town_is_named(data: Path) -> None:
    small_data.edit(data, E22, put(0, "summary_en", "Three women were freed."))
    tables, _ = load.read(data)
    rule = GATE["count"].function
    assert [p.record for p in rule(tables)] == [KIDNAP]
    wide = tuple({**place, "precision": "region"} for place in tables.places)
    assert list(rule(replace(tables, places=wide))) == []
    nowhere = tuple({**event, "place": None} for event in tables.events)
    assert list(rule(replace(tables, events=nowhere))) == []


def test_small_figures_are_free_beyond_a_town(data: Path) -> None:
    tables, _ = load.read(data)
    rule = GATE["count"].function
    series = {**tables.series[0], "unit": "persons"}

    def found(**figure: Any) -> list[str]:
        given = {
            **tables.observations[0],
            "series": series["id"],
            "geography": "colchane",
            "value": 2,
            **figure,
        }
        return [p.field for p in rule(replace(tables, series=(series,), observations=(given,)))]

    assert found() == ["value"]
    assert found(value=None, lower=1, upper=4) == ["lower", "upper"]
    assert found(value=9, lower=4, upper=12) == ["lower"]
    for free in (
        {"value": 0},
        {"value": 5},
        {"geography": "CL-tarapaca"},
        {"series": "migrant_deaths_colchane"},
    ):
        assert found(**free) == []
    series["unit"] = "cases"
    assert found() == []


def test_tables_not_read_from_files_pass_the_same_gate(data: Path) -> None:
    tables, _ = load.read(data)
    bare = replace(tables, files=load.Files())
    assert validate(bare) == []
    events = ({**tables.events[1], "summary_en": "Three women met Ricardo Belisario."},)
    found = [
        problem for refusal in GATE.values() for problem in refusal.function(replace(bare, events=events))
    ]
    assert {(p.file, p.line, p.record, p.field) for p in found} == {("", None, KIDNAP, "summary_en")}
    assert len(found) == 2
