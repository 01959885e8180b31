"""Whatever a link says, the profile page answers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.index import index_of
from layers.language import LANGUAGES
from layers.profiles import page, subject
from layers.profiles.subject import KINDS
from layers.vocabulary import ACT_STATUS, CRIMES, GRADES


@given(
    st.one_of(
        st.text(max_size=80),
        st.sampled_from(KINDS).map("{}.".format).flatmap(lambda k: st.text(max_size=20).map(k.__add__)),
    )
)
def test_any_text_names_a_subject_or_gets_a_notice(catalog: Catalog, text: str) -> None:
    found, notices = subject.read(text, catalog)
    assert (found is None) == bool(notices)
    for notice in notices:
        for lang in LANGUAGES:
            assert notice.text(lang)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_subject_has_a_page_in_any_language_under_any_filter(
    catalog: Catalog, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    known = index_of(catalog).values["countries"] if kind == "country" else getattr(catalog, f"{kind}s").index
    ident = data.draw(st.sampled_from(list(known)))
    view = ViewFilter(
        countries=tuple(
            data.draw(st.lists(st.sampled_from(index_of(catalog).values["countries"]), max_size=2))
        ),
        crimes=tuple(data.draw(st.lists(st.sampled_from(list(CRIMES)), max_size=2))),
        acts=tuple(data.draw(st.lists(st.sampled_from(list(ACT_STATUS)), max_size=1))),
        evidence=data.draw(st.sampled_from(("", *list(GRADES)[1:]))),
        since=data.draw(st.sampled_from((None, "2021", "2023-06"))),
    )
    found, notices = subject.read(f"{kind}.{ident}", catalog)
    assert found
    assert not notices
    lang = data.draw(st.sampled_from(LANGUAGES))
    made = page.blocks(catalog, view.apply(catalog), view, found, lang)
    assert sum(block["kind"] == "heading" and block["level"] == 2 for block in made) == 1
