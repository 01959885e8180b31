"""The statistics in the page: which charts are asked for, and the words and colours they are drawn with."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from layers import charts, statistics
from layers.catalog import Catalog
from layers.export.delimited import MARK
from layers.filters import ViewFilter
from layers.language import ENGLISH, LANGUAGES, N_, Translator, date_text
from layers.look import THEMES
from layers.mapping import Asset
from layers.plots import PARTS, Plot
from layers.tallies import Tallies
from pages.shared import link, sheet, store
from pages.shared.components import LOADER, folder
from pages.shared.context import Context

KEY: Final = "statistics"
ADDRESS: Final = "atlas/statistics"
ANSWERED: Final = "_statistics_answered"
WORDS: Final = {
    "parts_label": N_("Whose figures"),
    "table": N_("Table ({n} rows)"),
    "more": N_("{n} more rows are in the table"),
    "files": N_("Take away:"),
    "csv": N_("table (CSV)"),
    "metadata": N_("description (JSON)"),
    "svg": N_("picture (SVG)"),
    "png": N_("picture (PNG)"),
    "filters": N_("Filters:"),
    "made": N_("made on {date}"),
    "failed": N_("The charts could not be fetched. Change a filter to try again."),
    "undrawn": N_("The drawing could not be made in this browser. The table holds the same figures."),
    "disputes": N_("Disputes that touch this series ({n})"),
    "reading": N_("Our reading"),
    "founding": N_("What the founding article prints, shown only here"),
    "open": N_("Open the dispute"),
    "apart": N_("The series chosen are drawn apart, because they cannot share an axis:"),
    "series": N_("Compare with"),
    "add": N_("Add a series"),
    "only_label": N_("Series"),
    "only": N_("Show another series"),
    "drop": N_("Leave out {name}"),
    "areas": N_("Countries and areas"),
    "areas_count": N_("Countries and areas ({n})"),
    "every_area": N_("All areas"),
    "measure": N_("Measure"),
    "measure_value": N_("values as given"),
    "measure_index": N_("index: first common period = 100"),
    "besides": N_("Also show"),
    "with_parts": N_("the parts of a whole, such as nationalities"),
    "with_marks": N_("our events in view, below the time axis"),
    "form_official": N_("official figure"),
    "form_estimate": N_("estimate"),
    "form_press": N_("figure given in the press"),
    "form_partial": N_("covers only part of the period"),
    "part_mark": N_("{value} (part)"),
    "form_other": N_("another figure for the same period"),
    "form_range": N_("range given by the source"),
    "form_events": N_("our events in view: reports, no part of the series"),
}


@lru_cache(maxsize=1)
def assets() -> Mapping[str, Asset]:
    """Return, per language, the words of the charts and the colours of both themes as a file that the browser keeps."""
    found = {}
    for lang in LANGUAGES:
        _ = Translator(lang)
        content = {
            "language": lang,
            "words": {name: _(text) for name, text in WORDS.items()},
            "parts": [[code, _(statistics.PART_NAMES[code])] for code in PARTS],
            "themes": {name: dict(tokens) for name, tokens in THEMES.items()},
        }
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        found[lang] = Asset(f"charts-{lang}.json", text.encode())
    return found


@lru_cache(maxsize=1)
def home() -> str:
    """Return the address of the files. It carries their digest: they are kept for ever, and do change."""
    digest = hashlib.sha256(b"".join(asset.content for asset in assets().values())).hexdigest()
    return f"atlas/{digest[:12]}"


def show(page: Context, only: str = "") -> None:
    """Show the charts of the part chosen, or `only` the one of that key. They ask for their rows themselves, as the map does."""
    query = {**page.view.without("selected").to_query(), **link.plot().to_query(), link.LANG: page.lang}
    mount = st.components.v2.component(
        "corridor_atlas_statistics",
        html='<div class="statistics" style="min-height: 100vh"></div>',
        js=LOADER,
    )
    mount(
        key=KEY,
        data={
            "module": f"{folder()}/charts.js",
            "words": f"{home()}/charts-{page.lang}.json",
            "address": ADDRESS,
            "query": urlencode(query, doseq=True),
            "answered": st.session_state.get(ANSWERED, 0),
            "only": only,
        },
        on_plot_change=_chosen,
        on_go_change=_went,
    )


def _went() -> None:
    """Open the dispute that was followed on the map; what the browser sends is checked like a link."""
    state: Any = st.session_state.get(KEY)
    link.choose(state.get("go") if state else None)
    st.session_state[sheet.GO] = link.MAP


def _chosen() -> None:
    """Take over what the charts say is chosen; what the browser sends is checked like a link."""
    state: Any = st.session_state.get(KEY)
    given = state.get("plot") if state else None
    if isinstance(given, dict):
        link.choose_plot(given.get("text"))
        st.session_state[ANSWERED] = given.get("turn", 0)


def answer(catalog: Catalog, query: Mapping[str, Sequence[str]], origin: str) -> dict[str, Any]:
    """Answer the charts that ask for a view; what they ask is read like a link, and never refused."""
    view, plot, lang = _asked(catalog, query)
    shown = store.filtered(catalog, view)
    stamp = stamped(catalog, view, lang, f"{origin}{link.STATISTICS}", plot.to_query())
    return statistics.answer(catalog, shown, plot, lang, datetime.now(UTC).date(), stamp)


def file(
    catalog: Catalog, query: Mapping[str, Sequence[str]], origin: str, key: str, kind: str
) -> str | None:
    """Return the table of one chart as CSV, or what describes it as JSON; None for a chart that the view does not have."""
    view, plot, lang = _asked(catalog, query)
    tallies = Tallies(catalog, store.filtered(catalog, view))
    chart = next((each for each in statistics.charts(tallies, plot, lang) if each.key == key), None)
    if chart is None:
        return None
    return written(chart, kind, stamped(catalog, view, lang, f"{origin}{link.STATISTICS}", plot.to_query()))


def written(chart: charts.Chart, kind: str, stamp: Mapping[str, str]) -> str:
    """Return the table of a chart as CSV, or with any other kind what describes it as JSON."""
    if kind == "csv":
        return MARK + charts.csv_text(chart)
    told = {**stamp, "made": datetime.now(UTC).date().isoformat()}
    return json.dumps(charts.metadata(chart, told), ensure_ascii=False, indent=2) + "\n"


def _asked(catalog: Catalog, query: Mapping[str, Sequence[str]]) -> tuple[ViewFilter, Plot, str]:
    view, _notices = ViewFilter.from_query(query, catalog)
    lang = next(iter(query.get("lang", ())[-1:]), ENGLISH)
    return (
        view.without("selected"),
        Plot.from_query(query, catalog)[0],
        lang if lang in LANGUAGES else ENGLISH,
    )


def stamped(
    catalog: Catalog, view: ViewFilter, lang: str, page: str, own: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Say what a file bears: the filters in words, the release, the address that shows the same again.

    `page` is the address of the page, `own` are the keys and values that belong to it alone.
    """
    _ = Translator(lang)
    latest = store.latest_release()
    query = {**link.pinned(view, lang), **own}
    return {
        "filters": view.describe(catalog, lang),
        "release": _("Corridor Atlas, release {date}", date=date_text(lang, latest.id))
        if latest
        else "Corridor Atlas",
        "licence": charts.LICENCE,
        "link": f"{page}?{urlencode(query, doseq=True)}",
    }
