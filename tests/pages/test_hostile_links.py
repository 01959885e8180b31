"""A link may hold anything. Nothing raises; what cannot be used is told, and the rest still works."""

import pytest

from layers.catalog import Catalog
from layers.choices import KEYS
from tests.pages.atlas import drawn, filters, first_run, query, texts, warnings

NASTY = {
    "template": "{{7*7}}",
    "statement": "{% raise %}",
    "format": "{0.__class__} {value} %s %(x)s",
    "img": "<img src=x onerror=alert(1)>",
    "script": "</script><script>alert(1)</script>",
    "svg": "<svg/onload=alert(1)>",
    "markdown": "![x](http://evil.invalid/x.png) [a](javascript:alert(1))",
    "directive": ":red[x] :material/home: $x$ `x`",
    "control": "\x01\x02\x1b[31m\x7f\x85",
    "newline": "a\r\nSet-Cookie: x=1",
    "rtl": "\u202egnp.exe\u202c \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "zero width": "\u200b\ufeff\u2060x",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
    "long": "a" * 10_000,
    "commas": "," * 10_000,
    "many": ",".join(f"x{i}" for i in range(500)),
    "proto": "__proto__",
    "constructor": "constructor",
    "dunder": "__class__.__init__.__globals__",
    "path": "../../../etc/passwd",
    "sql": "'; DROP TABLE legs; --",
    "null word": "null",
    "nan": "NaN",
    "number": "-1e309",
    "date": "2021-02-30",
    "year": "9999999999-99-99",
    "selection": "place.",
    "kind": "series.x",
    "percent": "%00%ff%25",
    "fullwidth": "\uff1cscript\uff1e",
    "turkish": "İıſK",
}
DIMENSIONS = ("corridor", "crime", "actor", "attribution", "act", "evidence", "named", "flow", "from", "to")
OTHERS = ("q", "selected", "lang", "rows", "map", "shade")
KEYS_OF_A_LINK = ("country", *DIMENSIONS, *OTHERS)


def test_every_key_is_tried() -> None:
    assert set(KEYS_OF_A_LINK) == {*KEYS.values(), "lang", "rows", "map", "shade"}


@pytest.mark.parametrize("keys", [DIMENSIONS, OTHERS], ids=["filters", "others"])
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nothing_raises_whatever_the_keys_hold(keys: tuple[str, ...], text: str) -> None:
    app = first_run(country="CL", **dict.fromkeys(keys, text))
    assert filters(app)["country"] == ["CL"], "the good part of the link is kept"
    said = warnings(app)
    assert said
    assert len(said) < 5000
    for key in keys:
        assert key in ("map", "q") or key not in query(app), "what was left out leaves the address"
    if text.strip(",") and "," not in text:
        for key in keys:
            assert key in ("from", "to", "q") or f"under “{key}”" in said, f"nothing is said of {key}"


@pytest.mark.parametrize("key", [key for key in KEYS_OF_A_LINK if key != "q"])
def test_every_key_alone_is_told(catalog: Catalog, key: str) -> None:
    app = first_run(**{key: "{{7*7}}<img>"})
    assert "“{{7*7}}<img>”" in warnings(app)
    assert len(drawn(app, catalog)["legs"]) == len(catalog.legs)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_an_unknown_key_is_told(catalog: Catalog, text: str) -> None:
    app = first_run(**{text: "1"})
    assert "The link holds a part that this atlas does not know" in warnings(app)
    assert len(warnings(app)) < 500
    assert len(drawn(app, catalog)["legs"]) == len(catalog.legs)


def test_everything_at_once(catalog: Catalog) -> None:
    values = [
        text[:500] for text in NASTY.values()
    ]  # Streamlit itself drops an address above half a megabyte
    app = first_run(**dict.fromkeys(KEYS_OF_A_LINK, values))
    assert app.warning
    assert len(warnings(app)) < 5000


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ({"contry": "CL"}, "(contry)"),
        ({"country": "XX"}, "“XX” under “country”"),
        ({"crime": "smuggling"}, "“smuggling” under “crime”"),
        ({"corridor": "nowhere"}, "“nowhere” under “corridor”"),
        ({"selected": "leg.nowhere"}, "“leg.nowhere” under “selected”"),
        ({"lang": "fr"}, "“fr” under “lang”"),
        ({"rows": "actors"}, "“actors” under “rows”"),
        ({"map": "5_0"}, "“5_0” under “map”"),
        ({"map": "1_0_0"}, "“1_0_0” under “map”"),
        ({"from": "yesterday"}, "“yesterday” is no date"),
        ({"to": "2021-13"}, "“2021-13” is no date"),
        ({"from": "2024", "to": "2020"}, "2024"),
    ],
)
def test_what_is_wrong_is_named_and_everything_is_shown(
    catalog: Catalog, link: dict[str, str], told: str
) -> None:
    app = first_run(**link)
    assert told in warnings(app)
    assert len(drawn(app, catalog)["legs"]) == len(catalog.legs)


def test_the_warning_goes_when_it_is_understood() -> None:
    app = first_run(country="XX")
    button = next(button for button in app.button if button.label == "Understood")
    button.click().run()
    assert not app.warning
    assert "XX" not in texts(app)


def test_a_withdrawn_record_is_told_with_its_reason(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dataclasses

    import pandas as pd

    from pages.shared import store

    gone = pd.DataFrame(
        [
            {
                "id": "leg-gone",
                "table": "legs",
                "withdrawn": "2026-01-01",
                "reason_en": "It rested on a copy of one article.",
                "reason_es": "Se basaba en una copia de un artículo.",
                "reason_pt": "Baseava-se em uma cópia de um artigo.",
            }
        ]
    ).set_index("id")
    changed = dataclasses.replace(catalog, withdrawn=gone)
    monkeypatch.setattr(store, "catalog", lambda: changed)
    monkeypatch.setattr("pages.shared.link.catalog", lambda: changed)
    assert "“leg-gone” was withdrawn from the atlas: It rested on a copy of one article." in warnings(
        first_run(selected="leg.leg-gone")
    )
    assert "Se basaba en una copia de un artículo." in warnings(first_run(selected="leg.leg-gone", lang="es"))
