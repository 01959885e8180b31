"""The filtered rows to take along: how many they are, and a link per format. The server writes the files, not the session.

The panel asks for its links when it is unfolded: they weigh more than all the rest of a small view.
"""

import datetime
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from layers.cards import titles
from layers.export.formats import FORMATS, PAPERS, purpose
from layers.export.offline.file import weigh
from layers.export.stamp import TABLE_NAMES, Stamp, file_name, share, stamp
from layers.filters import ViewFilter
from layers.language import LANGUAGES, Translator, country, number
from layers.vocabulary import CRIMES
from pages.shared import link, store
from pages.shared.components import LOADER, folder
from pages.shared.context import Context

ADDRESS: Final = "atlas/takeout"
"""Where the panel asks for its links."""
TABLES: Final = ("legs", "places", "events")
"""The tables offered one at a time; the others come with Excel and zip."""


FEEDS: Final = 6


def show(page: Context, tables: tuple[str, ...] = TABLES) -> None:
    """Show the panel; `tables` are those that the page shows rows of, named and counted before anything is saved."""
    _ = page.words
    mount = st.components.v2.component(
        "corridor_atlas_takeout", html='<div class="takeout" style="min-height: 44px"></div>', js=LOADER
    )
    mount(
        key="takeout",
        data={
            "module": f"{folder()}/takeout.js",
            "title": _("Take the rows with you"),
            "counts": counts(_stamped(page), tables),
            "address": f"{ADDRESS}?{link.query(page.view.without('selected'), page.lang)}&tables={','.join(tables)}",
            "failed": _("The links could not be fetched."),
        },
    )


def links(view: ViewFilter, lang: str, asked: str) -> dict[str, Any]:
    """Return what the unfolded panel shows for a view; `asked` names the tables, and what is none is passed over."""
    catalog = store.catalog()
    view = view.without("selected")
    page = Context(catalog, store.filtered(catalog, view), view, lang, Translator(lang))
    tables = tuple(name for name in asked.split(",") if name in TABLE_NAMES) or TABLES
    made, _ = _stamped(page), page.words
    return {
        "note": _(
            "Exactly the rows of this view, with sources, grades and terms (CC BY 4.0). {words}",
            words=made.words,
        ),
        "hxl": _("CSV and ZIP with a row of HXL tags"),
        "formats": [*(offer(name, page, made, tables) for name in FORMATS), layers(page), feeds(page)],
    }


def _stamped(page: Context) -> Stamp:
    latest = store.latest_release()
    today = datetime.date.today().isoformat()
    release, pending = (latest.id, latest.pending) if latest else ("", False)
    return stamp(page.catalog, page.shown, page.view.without("selected"), page.lang, today, release, pending)


def counts(made: Stamp, tables: tuple[str, ...]) -> str:
    """Say how many rows of each table are in the view, of how many."""
    _ = Translator(made.lang)
    return " · ".join(f"{_(TABLE_NAMES[table])}: {share(made, table)}" for table in tables)


def offer(name: str, page: Context, made: Stamp, tables: tuple[str, ...]) -> dict[str, Any]:
    """Return a format as the panel shows it: its name, what it is good for, and its links with the names of the files."""
    _ = page.words
    known = FORMATS[name]
    query = link.query(page.view.without("selected"), page.lang)
    if known.opened:
        return {
            "name": _(known.name),
            "purpose": purpose(name, page.lang),
            "tagged": False,
            "drawn": False,
            "links": _files(name, page, made),
        }
    links = [
        {
            "text": _(PAPERS[paper]),
            "address": f"export/{name}?{query}&{urlencode({'paper': paper})}",
            "file": file_name(made, page.view, known.extension),
        }
        for paper in known.papers
    ]
    for table in (
        () if known.papers else ("",) if known.whole else [each for each in tables if each in known.tables]
    ):
        own = urlencode({"table": table}) if table else ""
        links.append(
            {
                "text": f"{_(TABLE_NAMES[table])} ({number(page.lang, made.rows[table][0])})"
                if table
                else known.name,
                "address": f"export/{name}?{'&'.join(filter(None, (query, own)))}",
                "file": file_name(made, page.view, known.extension, table),
            }
        )
    told = {"tagged": known.tagged, "drawn": known.drawn}
    return {"name": _(known.name), "purpose": purpose(name, page.lang), **told, "links": links}


def _files(name: str, page: Context, made: Stamp) -> list[dict[str, Any]]:
    """Return the links to a file that shows the view by itself, in the page's language or in all, with what each weighs."""
    _ = page.words
    query = link.query(page.view.without("selected"), page.lang)
    file = file_name(made, page.view, FORMATS[name].extension)
    texts = {"": _("in this language"), "all": _("in three languages")}
    found = []
    for languages, text in texts.items():
        weight = weigh(page.shown, len(LANGUAGES) if languages else 1)
        size = number(page.lang, weight / 1_000_000, 1)
        own = urlencode({"languages": languages}) if languages else ""
        found.append(
            {
                "text": _("{text}, about {size} MB", text=text, size=size),
                "address": f"export/{name}?{'&'.join(filter(None, (query, own)))}",
                "file": file,
                "opened": True,
            }
        )
    return found


def layers(page: Context) -> dict[str, Any]:
    """Return the addresses at which a program finds the rows of this view, always as they are then."""
    _ = page.words
    query = link.query(page.view.without("selected"), page.lang)
    return {
        "name": _("Addresses of layers"),
        "purpose": _("to open in QGIS, or for programs of your own"),
        "tagged": False,
        "links": [
            {"text": _(TABLE_NAMES[table]), "address": f"api/v1/{table}?{query}&format=geojson", "file": ""}
            for table in TABLES
        ],
    }


def feeds(page: Context) -> dict[str, Any]:
    """Return the feeds nearest to this view: those of what is chosen, or that of the whole atlas."""
    _, view, lang = page.words, page.view, page.lang
    corridors = titles(page.catalog, "corridor", lang)
    found = {f"country-{code}": country(lang, code) for code in view.countries}
    found |= {f"corridor-{key}": corridors[key] for key in view.corridors}
    found |= {f"crime-{code}": _(CRIMES[code]) for code in view.crimes}
    listed = list(found.items())[:FEEDS] or [("all", _("the whole atlas"))]
    return {
        "name": _("Feeds"),
        "purpose": _("events, regraded and withdrawn records, as they come"),
        "tagged": False,
        "links": [
            {"text": text, "address": f"feeds/{name}.atom?{urlencode({'lang': lang})}", "file": ""}
            for name, text in listed
        ],
    }
