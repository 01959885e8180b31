"""The evidence desk in the page: its sections ask the server for their rows, and tell what is chosen on them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from layers import citations, styles
from layers.catalog import Catalog
from layers.choices import Selection
from layers.desk import answer as written
from layers.desk import quotes
from layers.desk.question import KEYS, SECTIONS, Desk
from layers.desk.shelf import FIRST
from layers.filters import ViewFilter
from layers.language import ENGLISH, LANGUAGES, N_, Translator, date_text
from pages.shared import charts, link, sheet, store
from pages.shared.components import LOADER, folder
from pages.shared.context import Context

KEY: Final = "desk"
PLACE: Final = '<div class="desk" style="min-height: 100vh"></div>'
ADDRESS: Final = "atlas/desk"
UPTO: Final = "upto"
"""Key of a question that says how many rows are wanted; never part of a link."""
MOST: Final = 2000
ANSWERED: Final = "_desk_answered"
CITATION: Final = "atlas/desk/citation"
WORDS: Final = {
    "cite_view": N_("Cite this view"),
    "cite_claim": N_("Cite or quote"),
    "text": N_("Reference"),
    "style": N_("Style"),
    "own": N_("plain, with licence"),
    "quote": N_("Quote"),
    "copy": N_("Copy"),
    "copied": N_("Copied."),
    "mark": N_("Could not be copied: the text is marked, copy it by hand."),
    "picture": N_("picture (PNG)"),
}


def show(page: Context) -> None:
    """Show the desk with the section that the address names."""
    mount = st.components.v2.component("corridor_atlas_desk", html=PLACE, js=LOADER)
    mount(
        key=KEY,
        data=given(page.view, link.desk(), page.lang, st.session_state.get(ANSWERED, 0)),
        on_desk_change=_chosen,
        on_go_change=_went,
    )


def given(view: ViewFilter, asked: Desk, lang: str, answered: int = 0) -> dict[str, Any]:
    """Return what the browser needs to show a section of a view. Needs no session."""
    _ = Translator(lang)
    query = {**view.without("selected").to_query(), **asked.to_query(), link.LANG: [lang]}
    return {
        "module": f"{folder()}/desk.js",
        "name": link.EVIDENCE,
        "address": ADDRESS,
        "language": lang,
        "query": urlencode(query, doseq=True),
        "own": list(KEYS.values()),
        "tabs": [[name, _(label)] for name, label in SECTIONS.items()],
        "label": _("Sections of the evidence desk"),
        "failed": _("This section could not be fetched. Choose it again to try once more."),
        "citing": citing(lang),
        "words": f"{charts.home()}/charts-{lang}.json",
        "answered": answered,
    }


def citing(lang: str) -> dict[str, Any]:
    """Return what a browser needs to ask for citations and to show them."""
    _ = Translator(lang)
    return {
        "address": CITATION,
        "say": {name: _(text) for name, text in WORDS.items()},
        "formats": citations.FORMATS,
        "styles": {name: style.name for name, style in styles.STYLES.items()},
        "failed": _("The citation could not be fetched. Fold it and unfold it to try once more."),
        "words": f"{charts.home()}/charts-{lang}.json",
    }


def _told(name: str) -> Any:
    state: Any = st.session_state.get(KEY)
    return state.get(name) if state else None


def _chosen() -> None:
    """Take over what the desk says is chosen; what the browser sends is checked like a link."""
    given = _told("desk")
    if isinstance(given, dict):
        link.choose_desk(given.get("text"))
        st.session_state[ANSWERED] = given.get("turn", 0)


def _went() -> None:
    """Follow a record; what the browser sends is checked like a link."""
    sheet.go(_told("go"))


def answer(catalog: Catalog, query: Mapping[str, Sequence[str]], origin: str) -> dict[str, Any]:
    """Answer a desk that asks for a section of a view; what it asks is read like a link, and never refused."""
    view, desk, lang = asked(catalog, query)
    shown = store.filtered(catalog, view)
    upto = next(iter(query.get(UPTO, ())[-1:]), "")
    most = min(int(upto), MOST) if upto.isascii() and upto.isdigit() and len(upto) < 6 else FIRST
    stamp = charts.stamped(catalog, view, lang, f"{origin}{link.EVIDENCE}", desk.to_query())
    made = date_text(lang, datetime.now(UTC).date().isoformat())
    latest = store.latest_release()
    question = written.Asked(
        catalog, shown, view, desk, lang, most, store.history()[::-1], bool(latest and latest.pending)
    )
    return written.answer(question) | {"stamp": {**stamp, "made": made}}


def citation(catalog: Catalog, query: Mapping[str, Sequence[str]], origin: str) -> dict[str, Any]:
    """Return how to cite the view, or the claim that is selected in it, and then how to quote it; never refused."""
    view, desk, lang = asked(catalog, query)
    _ = Translator(lang)
    claim = _claim(catalog, query)
    shown = store.filtered(catalog, view)
    found = quotes.quote(catalog, shown, claim, lang) if claim else None
    page, own = f"{origin}{link.EVIDENCE}", {**link.pinned(view, lang), **desk.to_query()}
    if claim and found and claim.kind == quotes.RELATION:
        page = f"{origin}{link.PROFILE}"
        actor = str(catalog.relations.at[claim.id, "from"])
        own = {**link.pinned(ViewFilter(), lang), link.OF: [f"actor.{actor}"]}
    elif claim and found:
        page, own = origin, link.pinned(ViewFilter(selected=claim), lang)
    latest = store.latest_release()
    work = citations.Work(
        title=found.title if found else "",
        note=f"{_('Evidence')}: {found.grade}." if found else view.describe(catalog, lang),
        link=f"{page}?{urlencode(own, doseq=True)}",
        release=latest.id if latest else "",
        pending=bool(latest and latest.pending),
        version=catalog.version,
        accessed=datetime.now(UTC).date().isoformat(),
        lang=lang,
    )
    made: dict[str, Any] = {"citations": citations.cite(work), "styles": styles.references(work)}
    if found:
        stamp = charts.stamped(catalog, view, lang, page, {})
        made["stamp"] = {**stamp, "made": date_text(lang, work.accessed)}
        made["quote"] = {
            "key": str(claim),
            "lines": found.lines(lang),
            "wording_lang": found.wording_lang,
            "link": work.link,
        }
    return made


def _claim(catalog: Catalog, query: Mapping[str, Sequence[str]]) -> Selection | None:
    """Return the claim that is to be cited: the record selected, or a relation, which no map selects."""
    kind, _sep, key = next(iter(query.get("selected", ())[-1:]), "").partition(".")
    if kind == quotes.RELATION:
        return Selection(kind, key) if key in catalog.relations.index else None
    return ViewFilter.from_query(query, catalog)[0].selected


def file(
    catalog: Catalog, query: Mapping[str, Sequence[str]], origin: str, key: str, kind: str
) -> str | None:
    """Return the table of a chart as CSV, or what describes it as JSON; None for a chart that the desk does not have."""
    view, desk, lang = asked(catalog, query)
    found = written.charts(catalog, store.filtered(catalog, view), lang)
    chart = next((each for each in found if each.key == key), None)
    stamp = charts.stamped(catalog, view, lang, f"{origin}{link.EVIDENCE}", desk.to_query())
    return charts.written(chart, kind, stamp) if chart else None


def asked(catalog: Catalog, query: Mapping[str, Sequence[str]]) -> tuple[ViewFilter, Desk, str]:
    """Read a question like a link: the view, what is asked of the desk, the language."""
    view, _notices = ViewFilter.from_query(query, catalog)
    lang = next(iter(query.get(link.LANG, ())[-1:]), ENGLISH)
    return (
        view.without("selected"),
        Desk.from_query(query, catalog)[0],
        lang if lang in LANGUAGES else ENGLISH,
    )
