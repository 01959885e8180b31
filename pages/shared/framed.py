"""One part of a page alone, for a frame of another site: the part fills it, and one line says what it is and where it comes from."""

import streamlit as st

from layers import sharing
from layers.notices import Notice, echo
from pages.shared import charts, chrome, chronology, link, mapframe, notices, store
from pages.shared.components import LOADER, folder
from pages.shared.context import Context, context


def show(part: str, chart: str, found: tuple[Notice, ...], lang: str) -> None:
    """Show a part, one of `permalink.PARTS`, of the visitor's view; `chart` is the key of the chart where it is one."""
    chrome.bare()
    page = context()
    if part == "chart":
        only, more = _known(page, chart)
        notices.show((*found, *more), lang)
        charts.show(page, only)
    else:
        notices.show(found, lang)
        if part == "map":
            mapframe.show(page)
        else:
            chronology.show(page, alone=True)
    _foot(page)


def _known(page: Context, chart: str) -> tuple[str, tuple[Notice, ...]]:
    """Return the chart if the view has it, else its first one and what to tell."""
    keys = [key for key, _title in sharing.charts(page.catalog, page.shown, link.plot(), page.lang)]
    if chart in keys:
        return chart, ()
    told = (Notice("unknown-value", (("key", "chart"), ("value", echo(chart)))),) if chart else ()
    return "".join(keys[:1]), told


def _foot(page: Context) -> None:
    """Say in one line what is shown, how much of it, whose data they are, and lead to the whole."""
    _ = page.words
    releases = store.releases()
    mount = st.components.v2.component(
        "corridor_atlas_framed",
        html='<div class="framed" style="height: var(--atlas-foot); overflow: hidden"></div>',
        js=LOADER,
    )
    mount(
        key="framed",
        data={
            "module": f"{folder()}/framed.js",
            "sentence": page.view.describe(page.catalog, page.lang),
            "counts": sharing.sizes(page.catalog, page.shown, page.lang),
            "origin": sharing.origin(releases[-1] if releases else None, page.lang),
            "licence": sharing.LICENCE,
            "open": _("Open in the atlas"),
        },
    )
