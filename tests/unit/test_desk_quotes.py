"""A claim to be quoted says how sure it is, since when, on whose word, and what it does not show."""

import pytest

from layers.catalog import Catalog
from layers.choices import Selection
from layers.desk.quotes import LIMITS, quote
from layers.evidence import GRADE_RULES
from layers.filters import ViewFilter
from layers.language import Translator, pick
from layers.vocabulary import GRADES

EVENT = Selection("event", "ev-2018-08-ecuador-alert")
LEG = Selection("leg", "leg-pisiga-colchane")


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
@pytest.mark.parametrize("selection", [EVENT, LEG], ids=str)
def test_what_a_quote_says(catalog: Catalog, selection: Selection, lang: str) -> None:
    _ = Translator(lang)
    made = quote(catalog, catalog, selection, lang)
    assert made is not None
    record = getattr(catalog, f"{selection.kind}s").loc[selection.id]
    lines = made.lines(lang)
    field = "summary" if selection.kind == "event" else "note"
    assert pick(lang, record, field)[0] in lines
    assert _(GRADES[record["grade"]]) in made.grade
    assert record["admiralty"] in made.grade
    assert f"{_('Evidence')}: {made.grade}. {_(GRADE_RULES[record['rule']][1])}" in lines
    assert bool(made.disputed) == bool(len(record["disputes"]))
    assert len(made.limits) == len(LIMITS[selection.kind])
    assert lines[-1].startswith(_("What this does not show"))
    assert made.when


def test_only_claims_of_the_view_are_quoted(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("TT",)).apply(catalog)
    assert quote(catalog, shown, LEG, "en") is None
    assert quote(catalog, catalog, Selection("actor", "tren-de-aragua"), "en") is None


def test_every_claim_can_be_quoted(catalog: Catalog) -> None:
    for kind, frame in (("leg", catalog.legs), ("event", catalog.events)):
        for key in frame.index:
            made = quote(catalog, catalog, Selection(kind, str(key)), "pt")
            assert made is not None
            assert made.title
            assert made.sources


def test_every_relation_can_be_quoted(catalog: Catalog) -> None:
    for key in catalog.relations.index:
        found = quote(catalog, catalog, Selection("relation", key), "en")
        assert found is not None
        assert catalog.actors.at[catalog.relations.at[key, "from"], "name"] in found.title
        assert found.limits
        assert found.sources
    assert quote(catalog, catalog, Selection("relation", "nobody"), "en") is None
