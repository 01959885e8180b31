"""Random views of the atlas, for properties."""

from datetime import date

from hypothesis import strategies as st

from layers import dates
from layers.catalog import Catalog
from layers.choices import DIMENSIONS, LEVELS
from layers.filters import ViewFilter
from layers.index import index_of

DATES = st.one_of(
    st.dates(date(2016, 1, 1), date(2027, 12, 31)).map(str),
    st.dates(date(2016, 1, 1), date(2027, 12, 31)).map(lambda day: str(day)[:7]),
    st.integers(2016, 2027).map(str),
)
WORDS = st.just("") | st.sampled_from(["tren", "cúcuta", "mujeres", "a", "Lima", "border", "zzz"])


@st.composite
def views(draw: st.DrawFn, catalog: Catalog) -> ViewFilter:
    """Draw a view with few choices, so that it often shows something."""
    values = index_of(catalog).values
    since, until = draw(st.none() | DATES), draw(st.none() | DATES)
    if since and until and dates.parse(until).end < dates.parse(since).start:
        since, until = until, since
    chosen = {
        name: draw(st.just(()) | st.lists(st.sampled_from(values[name]), max_size=3).map(tuple))
        for name in DIMENSIONS
    }
    return ViewFilter(
        **chosen,
        since=since,
        until=until,
        text=draw(WORDS),
        evidence=draw(st.sampled_from(LEVELS)),
        named=draw(st.booleans()),
    )
