"""Whatever the view: the desk shows no source that no record of the view cites, and no record that is not in view."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.catalog import Catalog
from layers.desk.library import cited
from layers.desk.shelf import shelf
from layers.filters import ViewFilter
from layers.index import CITING
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, CRIMES

VIEWS = st.fixed_dictionaries(
    {},
    optional={
        "countries": st.lists(st.sampled_from(["CL", "PE", "CO", "VE", "TT", "US"]), max_size=2).map(tuple),
        "crimes": st.lists(st.sampled_from(list(CRIMES)), max_size=2).map(tuple),
        "attribution": st.lists(st.sampled_from(list(ATTRIBUTION)), max_size=1).map(tuple),
        "acts": st.lists(st.sampled_from(list(ACT_STATUS)), max_size=1).map(tuple),
        "evidence": st.sampled_from(["", "corroborated", "established"]),
        "named": st.booleans(),
        "since": st.sampled_from([None, "2019", "2023-05"]),
        "text": st.sampled_from(["", "norte", "nosuchword"]),
    },
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=VIEWS)
def test_no_source_that_no_record_of_the_view_cites(catalog: Catalog, choices: dict[str, Any]) -> None:
    shown = ViewFilter(**choices).apply(catalog)
    named = {source for table in CITING for _key, own in cited(getattr(shown, table)) for source in own}
    found = shelf(catalog, shown)
    assert {each.id for each in found} == named
    for each in found:
        assert each.records
        assert all(record.id in getattr(shown, record.table).index for record in each.records)
