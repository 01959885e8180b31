"""The shared atlas: read once, filtered views kept, nothing changed by use."""

import pandas as pd
import pytest

from layers.choices import Selection
from layers.filters import ViewFilter
from layers.vocabulary import TABLES
from pages.shared import store


def test_the_atlas_is_read_once() -> None:
    assert store.catalog() is store.catalog()


def test_a_view_is_filtered_once() -> None:
    whole = store.catalog()
    first = store.filtered(whole, ViewFilter(countries=("CL",)))
    assert store.filtered(whole, ViewFilter(countries=("CL",))) is first
    assert store.filtered(whole, ViewFilter(countries=("cl".upper(), "CL"))) is first


def test_what_is_selected_does_not_filter() -> None:
    whole = store.catalog()
    view = ViewFilter(countries=("CL",), selected=Selection("place", "arica"))
    assert store.filtered(whole, view.without("selected")) is store.filtered(
        whole, ViewFilter(countries=("CL",))
    )


@pytest.mark.parametrize("table", TABLES)
def test_use_changes_nothing(table: str) -> None:
    from layers.cards import KIND_NAMES, card
    from layers.cards import TABLES as OF_KIND
    from layers.rows import KINDS
    from layers.rows import table as rows
    from layers.scene import Sent, scene

    whole = store.catalog()
    before = getattr(whole, table).copy(deep=True)
    for view in (ViewFilter(countries=("PE",)), ViewFilter(text="frontera"), ViewFilter()):
        shown = store.filtered(whole, view)
        scene(whole, shown, "es", Sent(), None)
        for kind in KINDS:
            rows(whole, shown, kind, "es")
        for kind in KIND_NAMES:
            for key in getattr(shown, OF_KIND[kind]).index[:5]:
                card(whole, shown, Selection(kind, key), "es")
    after = getattr(whole, table)
    if len(before):
        pd.testing.assert_frame_equal(pd.DataFrame(before), pd.DataFrame(after))
    else:
        assert after.empty
