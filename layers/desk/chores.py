"""What a curator can do next: where the evidence of a view is thin, each with the command that explains the record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from layers.blocks import Block, fold, heading, table, text
from layers.catalog import Catalog
from layers.desk.independence import standings
from layers.desk.library import Record, cited, citing, named
from layers.desk.silence import horizon, looked
from layers.index import CITING
from layers.language import N_, Translator, date_text, number
from layers.references import SINGULAR

LISTED: Final = 40
"""Records of a chore that are listed; the others are counted."""
RECENT_YEARS: Final = 2
"""A dispute has a recent source when one was published in this many years up to the last one looked at."""
COMMAND: Final = "python -m layers explain {kind}.{id}"


@dataclass(frozen=True)
class Chore:
    """One kind of work and the records in view that need it. `about` says more of a record where there is more to say."""

    key: str
    records: tuple[Record, ...]
    about: tuple[str, ...] = ()


NAMES: Final = {
    "one_origin": N_("Rests on one origin"),
    "undated_legs": N_("Legs without a date"),
    "undated_places": N_("Places without a dated report"),
    "stale_disputes": N_("Open disputes without a recent source"),
    "uncited": N_("Sources that no record cites"),
}
ADVICE: Final = {
    "one_origin": N_(
        "Look for a report by somebody else, not for another page of the same one; add it to the sources."
    ),
    "undated_legs": N_(
        "Read its sources again: when was it first, and when last reported? A leg without a date fits no period."
    ),
    "undated_places": N_("Date a source, or add one that bears a date."),
    "stale_disputes": N_(
        "See whether anybody has taken up the question since; add it to a position, or resolve the dispute."
    ),
    "uncited": N_(
        "Add it to a record that it supports, or take it out. These belong to the whole atlas and are shown without filters only."
    ),
}


def one_origin(catalog: Catalog, shown: Catalog) -> Chore:
    """Return the legs, events and relations that rest on at most one origin; a statement has but one, and is left out."""
    found = [s for s in standings(catalog, shown) if len(s.origins) <= 1 and s.rule != "statement"]
    order = sorted(found, key=lambda each: (-len(each.pages), each.record))
    return Chore(
        "one_origin",
        tuple(each.record for each in order),
        tuple(next(iter(each.origins), "") for each in order),
    )


def undated_legs(catalog: Catalog, shown: Catalog) -> Chore:
    """Return the legs that no source dates, in travel order."""
    return Chore("undated_legs", _rows(shown, "legs", lambda row: row["start"] is None))


def undated_places(catalog: Catalog, shown: Catalog) -> Chore:
    """Return the places of which no dated source of the view speaks, in the order of the table."""
    dated = {each.place for each in looked(catalog, shown) if each.found.years}
    return Chore(
        "undated_places", tuple(Record("places", str(key)) for key in shown.places.index if key not in dated)
    )


def stale_disputes(catalog: Catalog, shown: Catalog) -> Chore:
    """Return the open disputes whose newest source is older than `RECENT_YEARS`, the oldest first; those without a date too."""
    published = catalog.sources["published"].to_dict()
    last = horizon(catalog, catalog)
    status = shown.disputes["status"].to_dict()
    found = []
    for key, sources in cited(shown.disputes):
        newest = max((published[source] for source in sources if published[source]), default="")
        if status[key] == "open" and (not newest or int(newest[:4]) <= last - RECENT_YEARS):
            found.append((newest, key))
    found.sort()
    return Chore(
        "stale_disputes", tuple(Record("disputes", key) for _d, key in found), tuple(day for day, _k in found)
    )


def uncited(catalog: Catalog, shown: Catalog) -> Chore:
    """Return the sources that no record of the whole atlas cites; none in a filtered view, which shows only what it cites."""
    whole = all(len(getattr(shown, name)) == len(getattr(catalog, name)) for name in CITING)
    known = citing(catalog) if whole else {}
    claimed = set(catalog.claims["article"])
    return Chore(
        "uncited",
        tuple(
            Record("sources", str(key))
            for key in catalog.sources.index
            if whole and key not in known and key not in claimed
        ),
    )


def _rows(shown: Catalog, name: str, wanted: Callable[[Any], bool]) -> tuple[Record, ...]:
    rows = getattr(shown, name).to_dict("index")
    return tuple(Record(name, str(key)) for key, row in rows.items() if wanted(row))


def chores(catalog: Catalog, shown: Catalog) -> tuple[Chore, ...]:
    """Return every kind of work in a fixed order, also where nothing is left to do."""
    return tuple(
        find(catalog, shown) for find in (one_origin, undated_legs, undated_places, stale_disputes, uncited)
    )


def command(record: Record) -> str:
    """Return what a curator types to have a record explained."""
    return COMMAND.format(kind=SINGULAR[record.table], id=record.id)


def blocks(catalog: Catalog, shown: Catalog, lang: str) -> list[Block]:
    """Return the work as folds, each with its records and the command for each."""
    _ = Translator(lang)
    found = chores(catalog, shown)
    return [
        heading(_("What curators can do next")),
        text(
            _(
                "Where the evidence in view is thin. Each record comes with the command that says what it holds, its grade and why, and where in the data it stands."
            )
        ),
        *(_fold(catalog, each, lang) for each in found),
    ]


def _fold(catalog: Catalog, chore: Chore, lang: str) -> Block:
    _ = Translator(lang)
    body: list[Block] = [text(_(ADVICE[chore.key]))]
    if chore.records:
        columns = [_("Record"), *([_("What is known")] if chore.about else []), _("Command")]
        body.append(table(_(NAMES[chore.key]), columns, _lines(catalog, chore, lang)))
    else:
        body.append(text(_("Nothing to do in this view.")))
    more = len(chore.records) - LISTED
    if more > 0:
        said = _.n(
            "{n} more record; narrow the view to see it.",
            "{n} more records; narrow the view to see them.",
            more,
        )
        body.append(text(said, quiet=True))
    return fold(_(NAMES[chore.key]), body, tag=number(lang, len(chore.records)))


def _lines(catalog: Catalog, chore: Chore, lang: str) -> Iterator[list[Any]]:
    about = chore.about or [""] * len(chore.records)
    for record, more in list(zip(chore.records, about, strict=True))[:LISTED]:
        known = [_known(chore.key, more, lang)] if chore.about else []
        yield [_word(catalog, record, lang), *known, {"code": command(record)}]


def _word(catalog: Catalog, record: Record, lang: str) -> dict[str, Any]:
    if record.table == "sources":
        source = catalog.sources.loc[record.id]
        return {"text": f"{source['publisher']}: {source['title']}"}
    word = named(catalog, record, lang)
    return {"text": word["text"], "key": word["key"]} if "key" in word else {"text": word["text"]}


def _known(key: str, more: str, lang: str) -> str:
    _ = Translator(lang)
    if key == "one_origin":
        return _("only {origin}", origin=more) if more else _("no origin that can be told")
    if key == "stale_disputes":
        return _("newest source: {date}", date=date_text(lang, more)) if more else _("no dated source")
    return ""
