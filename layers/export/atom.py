"""Atom feeds (RFC 4287): what is new for a country, a corridor, a crime or a grade.

Events are entries, and so is every record that a release regraded or withdrew, with why. An entry counts as new from the release
that brought it, not from the day it is about: that day stands in its title.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from layers.cards import KIND_NAMES, TABLES, titles
from layers.catalog import Catalog
from layers.changes import Change, Changes
from layers.export.frames import rows
from layers.export.stamp import NAME, TITLE
from layers.export.text import tidy
from layers.filters import ViewFilter
from layers.labels import RECORDS
from layers.language import N_, Translator, country, date_text, listing
from layers.migrations import versioned
from layers.news import lines
from layers.vocabulary import ACT_STATUS, CRIMES, GRADES

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"
LIMIT: Final = 500
"""The most entries of a feed, the newest ones."""
TOLD: Final[Mapping[str, str]] = {"regraded": N_("regraded"), "withdrawn": N_("withdrawn")}
"""The kinds of change that are entries of their own; an event that was added or changed is the entry of the event."""
SUBJECTS: Final = {"country": "country", "corridor": "corridor", "crime": "crime", "grade": "evidence"}
"""Kind of feed -> key of a link."""
ALL: Final = "all"
_SPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, f"{NAME}.invalid")
_KINDS: Final = {table: kind for kind, table in TABLES.items() if kind in KIND_NAMES}


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; days are YYYY-MM-DD, `at` sorts entries of one day, the latest first."""

    ident: str
    title: str
    updated: str
    published: str
    at: str
    text: str
    query: str
    terms: tuple[str, ...] = ()


def feed(
    catalog: Catalog,
    history: Sequence[Changes],
    view: ViewFilter,
    name: str,
    lang: str,
    day: str,
    home: str = "",
) -> str:
    """Return the feed of a view. `name` is that of its address; `history` the changes of every release, the oldest first.

    `day` stands for the release where there is none. `home` is the address of the atlas without a slash at its end: many readers
    resolve no relative addresses. Where it is "", they are relative to that of the feed.
    """
    _ = Translator(lang)
    first = history[0].until if history else day
    latest = history[-1].until if history else day
    found = [*_events(catalog, history, view, lang, first), *_changes(catalog, history, view, lang)]
    found.sort(key=lambda entry: (entry.updated, entry.at, entry.ident), reverse=True)
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": lang})
    _text(root, "id", f"urn:uuid:{uuid.uuid5(_SPACE, f'feed:{name}:{lang}')}")
    _text(root, "title", f"{TITLE}: {_title(name, catalog, view, lang)}")
    _text(root, "subtitle", view.describe(catalog, lang))
    _text(root, "updated", _time(max([latest, *(entry.updated for entry in found)])))
    _text(root, "rights", "CC BY 4.0")
    SubElement(
        root, "link", rel="self", href=f"{home and f'{home}/feeds/'}{name}.atom?{urlencode({'lang': lang})}"
    )
    SubElement(
        root,
        "link",
        rel="alternate",
        href=f"{home or '..'}/?{urlencode(versioned({**view.to_query(), 'lang': [lang]}), doseq=True)}",
    )
    _text(SubElement(root, "author"), "name", TITLE)
    for entry in found[:LIMIT]:
        _write(root, entry, home)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _title(name: str, catalog: Catalog, view: ViewFilter, lang: str) -> str:
    """Say what a feed is about: the one thing that its view asks for."""
    _ = Translator(lang)
    kind, _dash, value = name.partition("-")
    names = [
        *(country(lang, code) for code in view.countries),
        *(titles(catalog, "corridor", lang)[key] for key in view.corridors),
        *(_(CRIMES[code]) for code in view.crimes),
    ]
    if kind == "grade":
        names = [_("at least “{grade}”", grade=_(GRADES[value]))]
    if not names:
        return _("events and changes of the whole atlas")
    return _("events and changes, {name}", name=listing(lang, names))


def _events(
    catalog: Catalog, history: Sequence[Changes], view: ViewFilter, lang: str, first: str
) -> Iterator[Entry]:
    """Give the events of a view; one that no release names has been there since the first."""
    _ = Translator(lang)
    added: dict[str, str] = {}
    changed: dict[str, str] = {}
    for release in history:
        for change in release.entries:
            if change.table == "events":
                changed[change.id] = release.until
                if change.kind == "added":
                    added[change.id] = release.until
    for row in rows(catalog, view.apply(catalog), "events", lang):
        said = [row["summary"] or "", f"{_('Evidence')}: {_(GRADES[row['grade']])}"]
        said.append(f"{_('Act status')}: {_(ACT_STATUS[row['act_status']])}")
        if row["act_status"] == "official_act":
            said.append(_("An official act says nothing about guilt."))
        origins = dict.fromkeys(str(catalog.sources.at[source, "origin"]) for source in row["sources"])
        said.append(f"{_('Sources')}: {listing(lang, origins)}")
        yield Entry(
            f"events:{row['id']}",
            f"{date_text(lang, row['date'])}: {row['title']}",
            changed.get(row["id"], first),
            added.get(row["id"], first),
            row["date"],
            "\n".join(filter(None, said)),
            urlencode({"selected": f"event.{row['id']}", "lang": lang}),
            tuple(_(CRIMES[crime]) for crime in row["crimes"]),
        )


def _changes(catalog: Catalog, history: Sequence[Changes], view: ViewFilter, lang: str) -> Iterator[Entry]:
    """Give what each release regraded or withdrew, of the records that the view shows or would have shown."""
    for release in history:
        if not any(change.kind in TOLD for change in release.entries):
            continue
        for change in release.for_view(view, catalog).entries:
            if change.kind in TOLD:
                yield _change(catalog, release, change, lang)


def _change(catalog: Catalog, release: Changes, change: Change, lang: str) -> Entry:
    _ = Translator(lang)
    (line,) = lines(replace(release, entries=(change,)), catalog, lang)
    title = _(
        "{kind} “{name}”: {happened}",
        kind=_(RECORDS[change.table]),
        name=change.name.get(lang, change.id),
        happened=_(TOLD[change.kind]),
    )
    chosen: dict[str, Any] = {"lang": lang}
    if change.after and change.table in _KINDS:
        chosen["selected"] = f"{_KINDS[change.table]}.{change.id}"
    return Entry(
        f"release:{release.until}:{change.table}:{change.id}",
        title,
        release.until,
        release.until,
        release.until,
        line,
        urlencode(chosen),
        (_(TOLD[change.kind]),),
    )


def _write(root: Element, entry: Entry, home: str) -> None:
    made = SubElement(root, "entry")
    _text(made, "id", f"urn:uuid:{uuid.uuid5(_SPACE, entry.ident)}")
    _text(made, "title", entry.title)
    _text(made, "updated", _time(entry.updated))
    _text(made, "published", _time(entry.published))
    SubElement(made, "link", rel="alternate", href=f"{home or '..'}/?{entry.query}")
    for term in entry.terms:
        SubElement(made, "category", term=tidy(term))
    content = _text(made, "content", entry.text)
    content.set("type", "text")


def _text(parent: Element, name: str, text: str) -> Element:
    made = SubElement(parent, name)
    made.text = tidy(text)
    return made


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"
