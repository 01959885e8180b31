"""Tables: the filtered rows in words, nothing missing, nothing withheld shown."""

import pytest

from layers.cards import GUILT_WITHHELD
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import LANGUAGES, Translator
from layers.rows import KINDS, table


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_filtered_record_has_a_row(catalog: Catalog, kind: str, lang: str) -> None:
    for shown in (catalog, ViewFilter(countries=("PE",)).apply(catalog)):
        found = table(catalog, shown, kind, lang)
        assert sorted(found.index) == sorted(getattr(shown, kind).index)
        assert not found.isna().any().any()
        assert found.columns.is_unique
        assert "None" not in found.astype(str).to_numpy().ravel().tolist()


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_view_keeps_its_columns(catalog: Catalog, kind: str) -> None:
    nothing = ViewFilter(text="nosuchwordanywhere").apply(catalog)
    found = table(catalog, nothing, kind, "en")
    assert len(found) == 0
    assert list(found.columns) == list(table(catalog, catalog, kind, "en").columns)


@pytest.mark.parametrize("kind", KINDS)
def test_columns_are_translated(catalog: Catalog, kind: str) -> None:
    english, spanish = (list(table(catalog, catalog, kind, lang).columns) for lang in ("en", "es"))
    assert spanish == [Translator("es")(name) for name in english]
    assert sum(a == b for a, b in zip(english, spanish, strict=True)) <= 1  # km


def test_events_stand_in_order_of_time(catalog: Catalog) -> None:
    keys = table(catalog, catalog, "events", "en").index
    starts = catalog.events.loc[keys, "start"].tolist()
    assert starts == sorted(starts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_guilt_is_withheld_where_it_must_be(catalog: Catalog, lang: str) -> None:
    column = table(catalog, catalog, "events", lang)[Translator(lang)("What courts had established")]
    assert {key for key, text in column.items() if text == ""} == set(GUILT_WITHHELD)


def test_the_words_of_a_leg(catalog: Catalog) -> None:
    row = table(catalog, catalog, "legs", "en").loc["leg-boa-vista-manaus"]
    leg = catalog.legs.loc["leg-boa-vista-manaus"]
    assert row["Leg"] == "Boa Vista → Manaus"
    assert row["Corridor"] == catalog.corridors.at[leg["corridor"], "name_en"]
    assert row["Origins"] == leg["origin_count"]
    assert row["km"] == round(leg["length_km"])


def test_an_unknown_kind_is_an_error(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        table(catalog, catalog, "actors", "en")
