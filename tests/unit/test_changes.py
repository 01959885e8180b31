"""What kind a change is of, and whose view it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers import release
from layers.catalog import Catalog, open_catalog
from layers.changes import Change, Changes, FieldChange, GradeChange, compare, untold
from layers.filters import ViewFilter
from layers.load import Tables
from layers.snapshots import Snapshot, snapshot
from tests import small_releases
from tests.small_releases import EVENT, FIRST, LEG, PLACE, SECOND

UP = GradeChange(None, "single_source", "corroborated")
NEW_CRIME = GradeChange("extortion", None, "single_source")


@pytest.mark.parametrize(
    ("before", "after", "grades", "kind"),
    [
        (False, True, (), "added"),
        (False, True, (GradeChange(None, None, "corroborated"),), "added"),
        (True, False, (GradeChange(None, "corroborated", None),), "withdrawn"),
        (True, True, (UP,), "regraded"),
        (True, True, (NEW_CRIME, UP), "regraded"),
        (True, True, (NEW_CRIME,), "changed"),
        (True, True, (), "changed"),
    ],
)
def test_the_kind_of_a_change(before: bool, after: bool, grades: tuple[GradeChange, ...], kind: str) -> None:
    assert Change("legs", "leg-a", before, after, {}, (), grades).kind == kind


def test_withheld_values_stay_withheld() -> None:
    told = Change("places", "a", True, True, {}, (FieldChange("note_en", "x", "y"),))
    withheld = Change("places", "a", True, True, {}, (FieldChange("note_en", None, None, True),))
    for first, second in ((told, withheld), (withheld, told), (withheld, withheld)):
        joined = first.followed_by(second)
        assert joined is not None
        assert joined.fields == (FieldChange("note_en", None, None, True),)


def test_a_table_that_the_older_release_lacks_is_added_whole() -> None:
    figure = {"id": "some-one", "name": "Some One", "why": "head_of_state", "sources": ["a-source"]}
    before, after = snapshot(Tables()), snapshot(Tables(public_figures=(figure,)))
    lacking = {table: rows for table, rows in before.records.items() if table != "public_figures"}
    old = Snapshot(lacking, before.grades, before.keys)
    assert untold(old, after) == ()
    (change,) = compare(old, after)
    assert (change.table, change.id, change.kind) == ("public_figures", "some-one", "added")


def test_added_and_withdrawn_again_is_nothing() -> None:
    added, withdrawn = Change("legs", "a", False, True, {}), Change("legs", "a", True, False, {})
    assert Changes("1", "2", (added,)).then(Changes("2", "3", (withdrawn,))) == Changes("1", "3")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Changes, Catalog]:
    data: Path = small_releases.write(tmp_path_factory.mktemp("changes") / "data")
    return release.changes_between(data, FIRST), open_catalog(data)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (ViewFilter(), {LEG, PLACE, EVENT}),
        (ViewFilter(countries=("CR",)), {PLACE}),
        (ViewFilter(countries=("EC",)), {EVENT}),
        (ViewFilter(countries=("BO",)), {LEG}),
        (ViewFilter(countries=("CL",)), set()),
        (ViewFilter(countries=("CR", "EC")), {PLACE, EVENT}),
        (ViewFilter(corridors=("andean-southbound",)), {EVENT}),
        (ViewFilter(crimes=("kidnapping",)), {LEG}),
        (ViewFilter(evidence="corroborated"), {LEG}),
        (ViewFilter(evidence="established"), set()),
        (ViewFilter(crimes=("migrant_smuggling",)), {EVENT}),
        (ViewFilter(acts=("claimed",)), {LEG, PLACE, EVENT}),
        (ViewFilter(acts=("reported",)), {LEG, PLACE}),
        (ViewFilter(attribution=("context",)), {EVENT}),
        (ViewFilter(actors=("gobierno-ec",)), {EVENT}),
        (ViewFilter(since="2018", until="2018"), {EVENT}),
        (ViewFilter(since="2018-08-17", until="2018-12"), set()),
        (ViewFilter(until="2018-08-16"), {EVENT}),
        (ViewFilter(since="2024"), {PLACE}),
        (ViewFilter(text="Ecuador alerta"), {EVENT}),
        (ViewFilter(text="interior ministry"), set()),
        (ViewFilter(text="towns searched"), {PLACE}),
    ],
    ids=lambda value: str(value.to_query()) if isinstance(value, ViewFilter) else "",
)
def test_the_changes_of_a_view(told: tuple[Changes, Catalog], view: ViewFilter, expected: set[str]) -> None:
    changes, catalog = told
    own = changes.for_view(view, catalog)
    assert {entry.id for entry in own.entries} == expected
    assert (own.since, own.until, own.notes) == (FIRST, SECOND, changes.notes)


def test_a_record_that_no_longer_fits_is_told(told: tuple[Changes, Catalog]) -> None:
    _changes, catalog = told
    moved = Change(
        "events", "ev-2022-santa-cruz-kidnap", True, True, {"en": "x"}, then={"countries": ("AR",)}
    )
    view = ViewFilter(countries=("AR",))
    assert not len(view.apply(catalog).events)
    assert Changes(FIRST, SECOND, (moved,)).for_view(view, catalog).entries == (moved,)


def test_an_added_record_counts_where_it_is_shown(told: tuple[Changes, Catalog]) -> None:
    _changes, catalog = told
    added = Change("events", "ev-2022-santa-cruz-kidnap", False, True, {"en": "x"})
    changes = Changes(FIRST, SECOND, (added,))
    assert changes.for_view(ViewFilter(countries=("CL",)), catalog).entries == (added,)
    assert changes.for_view(ViewFilter(countries=("CR",)), catalog).entries == ()


@pytest.mark.parametrize("table", ["origins", "claims"])
def test_what_no_filter_reduces_belongs_to_the_whole(told: tuple[Changes, Catalog], table: str) -> None:
    changes = Changes(FIRST, SECOND, (Change(table, "x", True, True, {"en": "x"}),))
    assert changes.for_view(ViewFilter(), told[1]).entries
    assert not changes.for_view(ViewFilter(countries=("CR",)), told[1]).entries
