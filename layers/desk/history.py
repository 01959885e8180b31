"""What changed from release to release, as far as it concerns the records of a view."""

from collections.abc import Sequence
from typing import Any, Final

from layers.blocks import Block, fold, heading, listed, text
from layers.catalog import Catalog
from layers.changes import Change, Changes
from layers.desk.library import KIND_OF
from layers.filters import ViewFilter
from layers.language import N_, Translator, date_text, number
from layers.news import lines, sentence

RELEASES: Final = 10
LISTED: Final = 100
ORDER: Final = {
    "regraded": N_("Regraded"),
    "withdrawn": N_("Withdrawn"),
    "changed": N_("Changed"),
    "added": N_("Added"),
}
"""The kinds of change, those that a reader must know first."""


def blocks(
    catalog: Catalog, shown: Catalog, view: ViewFilter, log: Sequence[Changes], pending: bool, lang: str
) -> list[Block]:
    """Return the releases, the newest first, each with what changed in the view.

    `log` holds the changes of every release, the newest first; `pending` tells that the data differ from the newest by now.
    """
    _ = Translator(lang)
    made: list[Block] = [heading(_("What changed"))]
    if not log:
        return [*made, text(_("These data have not been released yet."))]
    said = _.n("{n} release so far.", "{n} releases so far.", len(log))
    made.append(text(said))
    if pending:
        made.append(
            text(_("The data differ from the newest release by now; what differs is told with the next."))
        )
    for changes in log[:RELEASES]:
        made += _release(catalog, shown, changes.for_view(view, catalog), lang)
    if len(log) > RELEASES:
        older = len(log) - RELEASES
        made.append(
            text(
                _.n(
                    "{n} older release is in data/releases.",
                    "{n} older releases are in data/releases.",
                    older,
                ),
                quiet=True,
            )
        )
    if not view.is_empty:
        made.append(
            text(
                _(
                    "Records that are gone, or that no longer fit the filters, are judged by their former countries, corridors, crimes, actors and dates, and by their names: some may be counted that this view did not show."
                ),
                quiet=True,
            )
        )
    return made


def _release(catalog: Catalog, shown: Catalog, changes: Changes, lang: str) -> list[Block]:
    _ = Translator(lang)
    made: list[Block] = [heading(_("Release {date}", date=date_text(lang, changes.until)), 3)]
    made += [text(note[lang]) for _release, note in changes.notes]
    if not changes.since:
        return [*made, text(_("The first release: there is nothing to compare it with."))]
    made.append(text(sentence(changes, lang)))
    told = list(zip(changes.entries, lines(changes, catalog, lang), strict=True))
    for kind, name in ORDER.items():
        rows = [(entry, line) for entry, line in told if entry.kind == kind]
        if not rows:
            continue
        body: list[Block] = [listed(_word(shown, entry, line) for entry, line in rows[:LISTED])]
        if len(rows) > LISTED:
            more = _.n(
                "{n} more record is listed in data/releases.",
                "{n} more records are listed in data/releases.",
                len(rows) - LISTED,
            )
            body.append(text(more, quiet=True))
        made.append(fold(_(name), body, tag=number(lang, len(rows)), open=kind in ("regraded", "withdrawn")))
    return made


def _word(shown: Catalog, entry: Change, line: str) -> dict[str, Any]:
    """Return the line of a change; it leads to the record where this is in view and has a card."""
    kind = KIND_OF.get(entry.table)
    here = kind is not None and entry.id in getattr(shown, entry.table).index
    return {"text": line, "key": f"{kind}.{entry.id}"} if here else {"text": line}
