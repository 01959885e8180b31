"""What changed since a release, in words: one sentence, and a line for every record."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from layers.cards import GUILT_WITHHELD
from layers.catalog import Catalog
from layers.changes import Change, Changes, FieldChange
from layers.labels import RECORDS, label, stem, value_text
from layers.language import N_, Translator, date_text, listing, pick
from layers.snapshots import ARROW
from layers.vocabulary import CRIMES, GRADES, SOURCE_LANGUAGES

CONTEXT_CHARACTERS: Final = 30
"""What is shown of a text before and after the words that differ."""
LIMIT_CHARACTERS: Final = 240
_GUILT: Final = ("guilt", "guilt_as_of")
_HAPPENED: Final[Mapping[str, str]] = {
    "added": N_("added"),
    "changed": N_("changed"),
    "regraded": N_("regraded"),
    "withdrawn": N_("withdrawn"),
}


def sentence(changes: Changes, lang: str) -> str:
    """Say in one sentence how many records of the view changed; each is counted once."""
    _ = Translator(lang)
    date = date_text(lang, changes.since)
    n = changes.counts()
    parts = [
        text
        for kind, text in (
            ("added", _.n("{n} added", "{n} added", n["added"])),
            ("changed", _.n("{n} changed", "{n} changed", n["changed"])),
            ("regraded", _.n("{n} regraded", "{n} regraded", n["regraded"])),
            ("withdrawn", _.n("{n} withdrawn", "{n} withdrawn", n["withdrawn"])),
        )
        if n[kind]
    ]
    if not parts:
        return _("Since release {date}: no change in this view.", date=date)
    return _("Since release {date}: {changes} in this view.", date=date, changes=", ".join(parts))


def lines(changes: Changes, catalog: Catalog, lang: str) -> Iterator[str]:
    """Give a line of plain text for every record, in the order of the changes."""
    _ = Translator(lang)
    for entry in changes.entries:
        details = "; ".join(_details(entry, catalog, lang)) if entry.kind != "added" else ""
        told = details if not details or details.endswith((".", "…")) else f"{details}."
        if entry.reason:
            told = pick(lang, {f"reason_{code}": text for code, text in entry.reason.items()}, "reason")[0]
        head = _(
            "{kind} “{name}”: {happened}",
            kind=_(RECORDS[entry.table]),
            name=entry.name.get(lang, entry.id),
            happened=_(_HAPPENED[entry.kind]),
        )
        yield f"{head}. {told}" if told else f"{head}."


def _details(entry: Change, catalog: Catalog, lang: str) -> Iterator[str]:
    """Give what changed of one record: its grades, then its fields."""
    _ = Translator(lang)
    for grade in entry.grades:
        name = _("Grade")
        if grade.crime:
            name = _("Grade for {crime}", crime=_(CRIMES.get(grade.crime, grade.crime)))
        old, new = (_(GRADES.get(code, code)) if code else _("none") for code in (grade.old, grade.new))
        yield f"{name}: {old}{ARROW}{new}"
    hidden = _GUILT if entry.id in GUILT_WITHHELD else ()
    fields = [change for change in entry.fields if change.field not in hidden]
    stems = [stem(change.field) for change in fields]
    for change, (name, tongue) in zip(fields, stems, strict=True):
        if tongue and tongue != lang and (name, lang) in stems:
            continue  # the same text in the reader's own language is told
        called = label(entry.table, change.field, lang)
        if tongue not in ("", lang):
            called = f"{called} ({_(SOURCE_LANGUAGES[tongue])})"
        yield f"{called}: {_difference(entry.table, change, catalog, lang)}"


def _difference(table: str, change: FieldChange, catalog: Catalog, lang: str) -> str:
    """Say how one field differs."""
    _ = Translator(lang)
    old, new = change.old, change.new
    if change.withheld:
        return _("changed; the values are not repeated")

    def words(value: Any) -> str:
        return value_text(catalog, table, change.field, value, lang)

    if _is_list(old) and _is_list(new):
        added = [words(value) for value in new or () if value not in (old or ())]
        gone = [words(value) for value in old or () if value not in (new or ())]
        parts = [_("added {items}", items=listing(lang, added))] if added else []
        parts += [_("taken out {items}", items=listing(lang, gone))] if gone else []
        return ", ".join(parts) or _("put into another order")
    if any(isinstance(value, list | dict) for value in (old, new)):
        return _("changed")
    if isinstance(old, str) and isinstance(new, str) and stem(change.field)[1]:
        old, new = excerpts(old, new)
        return f"“{old}”{ARROW}“{new}”"
    return ARROW.join(_cut(words(value)) for value in (old, new))


def _is_list(value: Any) -> bool:
    return value is None or (isinstance(value, list) and not any(isinstance(v, dict | list) for v in value))


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return of two texts the words that differ, with a little of what stands around them."""
    one, other = old.split(), new.split()
    same = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    tail = 0
    while tail < min(len(one), len(other)) - same and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    before, after = " ".join(one[:same]), " ".join(one[len(one) - tail :])
    start = (
        before if len(before) <= CONTEXT_CHARACTERS else "…" + before[-CONTEXT_CHARACTERS:].partition(" ")[2]
    )
    end = after if len(after) <= CONTEXT_CHARACTERS else after[:CONTEXT_CHARACTERS].rpartition(" ")[0] + "…"
    found = []
    for text in (one, other):
        middle = _cut(" ".join(text[same : len(text) - tail]))
        found.append(" ".join(part for part in (start, middle, end) if part))
    return found[0], found[1]


def _cut(text: str) -> str:
    return text if len(text) <= LIMIT_CHARACTERS else text[: LIMIT_CHARACTERS - 1] + "…"
