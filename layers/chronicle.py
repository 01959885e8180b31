"""The dated records of a view as a reading list and as rows to take away, in time order; what bears no date comes last."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from layers import timeline
from layers.blocks import Word
from layers.cards import titles
from layers.catalog import Catalog
from layers.choices import Choices
from layers.descriptor import LICENCE
from layers.filters import ViewFilter
from layers.lanes import bars, undated
from layers.language import N_, Translator
from layers.periods import CAVEAT
from layers.vocabulary import EVENT_TYPES, GUILT_WITHHELD

COLUMNS: Final = {
    "id": N_("The record's id, as links name it"),
    "kind": N_("event or leg"),
    "title": N_("What is reported, in the language of the download"),
    "date": N_("Date of an event as it is known: YYYY, YYYY-MM or YYYY-MM-DD (EDTF level 0)"),
    "reported_from": N_("When a leg is first reported, as exact as it is known"),
    "reported_to": N_("When a leg ended according to a source; empty where none says that it ended"),
    "last_reported": N_("When a leg was last reported"),
    "first_day": N_("First day of what is known; empty without a date"),
    "last_day": N_("Last day of what is known; empty without a date"),
    "type": N_("Kind of event"),
    "act_status": N_("Whether an event is an act announced by an authority, reported or claimed"),
    "guilt": N_("What courts had established; an official act says nothing about guilt"),
    "attribution": N_("Who is named on a leg"),
    "grade": N_("Computed grade of evidence"),
    "disputed": N_("1 where an open question touches the record"),
    "place": N_("Place of an event"),
    "countries": N_("Countries (ISO 3166-1 alpha-2)"),
    "corridor": N_("Corridor"),
    "crimes": N_("Crimes named"),
    "actors": N_("Actors named or acting"),
    "sources": N_("Sources by id"),
}
"""The columns of the download, each with what it means. Several values in a field are parted by a space."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def order(shown: Catalog) -> list[str]:
    """Return the link forms of the events and legs of a view in time order, those without a date last."""
    return [*(bar.key for bar in bars(shown, "type")), *undated(shown)]


def head(lang: str) -> list[str]:
    """Return the headings of the reading list."""
    _ = Translator(lang)
    return [
        *(_("What"), _("When"), _("Kind"), _("Where"), _("Status, or who is named")),
        *(_("What courts had established"), _("Evidence")),
    ]


def rows(catalog: Catalog, shown: Catalog, lang: str) -> list[list[Word]]:
    """Return the reading list of a view: a row per event and leg, in words; `When` sorts in time order."""
    _ = Translator(lang)
    known = timeline.words_of(catalog, lang)
    kinds = {f"event.{key}": _(EVENT_TYPES[code]) for key, code in shown.events["type"].items()}
    found: list[list[Word]] = []
    for place, key in enumerate(order(shown)):
        *_forms, text, told = known[key]
        found.append(
            [
                {"text": text, "key": key},
                {"text": told[0], "rank": place},
                kinds.get(key, _("Leg")),
                *told[1:4],
                " · ".join(filter(None, told[4:])),
            ]
        )
    return found


def records(catalog: Catalog, shown: Catalog, lang: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the download, a text per column; what is missing or withheld is empty."""
    for key in order(shown):
        kind, _sep, name = key.partition(".")
        record: dict[str, Any] = (shown.events if kind == "event" else shown.legs).loc[name].to_dict()
        if name in GUILT_WITHHELD:
            record["guilt"] = None
        record |= {
            "id": key,
            "kind": kind,
            "title": titles(catalog, kind, lang)[name],
            "first_day": record["start"],
            "last_day": record["end"],
            "disputed": int(bool(record["disputes"])),
        }
        yield {column: _cell(record.get(column)) for column in COLUMNS}


def _cell(value: Any) -> str:
    if value is None or value != value:
        return ""
    text = " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return (
        f"'{text}" if text.startswith(_FORMULA) else text
    )  # a spreadsheet must not take a text for a formula


def to_csv(catalog: Catalog, shown: Catalog, lang: str) -> str:
    """Return the download as CSV (RFC 4180), in UTF-8 with a byte order mark, which spreadsheets need."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(records(catalog, shown, lang))
    return "\ufeff" + out.getvalue()


def metadata(
    catalog: Catalog, shown: Catalog, view: ViewFilter, lang: str, release: str | None, day: str
) -> dict[str, Any]:
    """Return what a reader must know about the rows: filters in words and as a link, release, licence, columns, limits.

    `release` is None where the data differ from every release; `day` is that of the download.
    """
    _ = Translator(lang)
    return {
        "title": _("Timeline of the Corridor Atlas"),
        "filters": view.describe(catalog, lang),
        "query": _link(view),
        "language": lang,
        "rows": len(shown.events) + len(shown.legs),
        "release": release,
        "data_version": catalog.version,
        "downloaded": day,
        "licence": LICENCE,
        "limits": [
            _(CAVEAT),
            _("An official act says nothing about guilt."),
            _("Blank means that nobody reported."),
        ],
        "columns": [{"name": name, "description": _(text)} for name, text in COLUMNS.items()],
    }


def _link(view: Choices) -> dict[str, list[str]]:
    return view.without("selected").to_query()
