"""A record in the words of a terminal: what it says, how sure it is, and why."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from layers import vocabulary as v
from layers.evidence import (
    ADDS_NONE,
    CREDIBILITY_RULES,
    GRADE_RULES,
    GRADED,
    RELIABILITY_RULES,
    STEPS,
    Assessment,
    Claim,
    Library,
    assess,
    open_disputes,
)
from layers.language import Translator, date_text, pick
from layers.load import Record, Tables
from layers.particulars import coded, particulars
from layers.references import SINGULAR, referrers

WIDTH: Final = 100
_INDENT: Final = "  "


def explain(tables: Tables, table: str, index: int, lang: str = "en", width: int = WIDTH) -> list[str]:
    """Return the lines that explain one record in English, Spanish or Portuguese, at most `width` wide.

    The tables have to conform to their schemas, and their references to lead somewhere.

    Raises:
        KeyError: a record names a source that the tables lack.
    """
    return list(_Explanation(tables, lang, width).of(table, index))


class _Explanation:
    """The tables, their grades and the language, shared by the many small sentences."""

    def __init__(self, tables: Tables, lang: str, width: int) -> None:
        self.tables, self.lang, self.width, self._ = tables, lang, width, Translator(lang)
        self.library, self.grades = Library(tables), assess(tables)
        self.records = {name: {record["id"]: record for record in tables[name]} for name in v.TABLES}

    def of(self, table: str, index: int) -> Iterator[str]:
        """Explain a record: where it stands, its fields, its grade, its sources, what is disputed."""
        record = self.tables[table][index]
        origin = self.tables.files.origin(table, index)
        line = origin.line or self.tables.files.line(origin.file, origin.path)
        yield f"{SINGULAR[table]}.{record['id']}"
        yield from self.wrapped(self.title(table, record), 0)
        yield f"{origin.file}:{line}"
        yield ""
        for name, text in particulars(table, record, self.lang):
            yield from self.wrapped(f"{name}: {text}", 1)
        yield ""
        claim = Claim(table, record["id"])
        if table in GRADED:
            yield from self.grade(
                self._("Grade"), self.grades[claim], record["sources"], record.get("repeating", ())
            )
            if review := self.records["reviews"].get(f"{table}:{record['id']}"):
                reason = self._(v.REVIEW_REASONS[review["reason"]])
                told = self._("Why it differs from the researcher's mark: {reason}.", reason=reason)
                yield from self.wrapped(told, 1)
            for crime, sources in record.get("crime_sources", {}).items():
                yield ""
                title = self._("Grade of {crime}", crime=coded(table, "crimes", crime, self.lang))
                yield from self.grade(title, self.grades[claim._replace(crime=crime)], sources)
        else:
            yield from self.ungraded(table, record)
        disputes = open_disputes(self.tables).get((table, record["id"]), ())
        yield from self.named(
            self._("Open disputes that touch it"), "disputes", disputes, int(table in GRADED)
        )

    def grade(
        self, title: str, found: Assessment, sources: Sequence[str], repeating: Sequence[str] = ()
    ) -> Iterator[str]:
        """Explain one grade: the rule, the origins, every source, the acts, both axes of the Admiralty code."""
        _ = self._
        yield f"{title}: {_(v.GRADES[found.grade])} ({found.code})"
        yield from self.wrapped(_(GRADE_RULES[found.rule][1]), 1)
        if found.disputes:
            yield from self.wrapped(_("An open dispute touches it; that does not lower the grade."), 1)
        origins = ", ".join(found.origins) or "–"
        yield from self.wrapped(
            _("Independent origins ({n}): {origins}", n=len(found.origins), origins=origins), 1
        )
        yield from self.wrapped(_("Sources ({n}), each with its reliability:", n=len(sources)), 1)
        for source, why in self.counted(sources, repeating):
            text = f"{source} · {self.library.origin(source)} · {self.library.reliability(source)}"
            yield from self.wrapped(text + (" · " + _("adds none: {why}", why=why) if why else ""), 2)
        yield from self.named(_("Acts that establish it"), "events", found.acts)
        best = min((each for each in sources if each not in repeating), key=self.library.reliability)
        yield from self.wrapped(_("Reliability of the best source, {letter}:", letter=found.reliability), 1)
        yield from self.wrapped(self.reliability(best), 2)
        yield from self.wrapped(_("Credibility of the information, {figure}:", figure=found.credibility), 1)
        words = dict(CREDIBILITY_RULES.values())
        yield from self.wrapped(_(words[found.credibility]), 2)

    def counted(self, sources: Sequence[str], repeating: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Go through sources, those that report themselves first, and say why one adds no origin; "" if it does."""
        for each in self.library.counted(sources, repeating):
            yield each.source, self._(ADDS_NONE[each.why], source=each.other) if each.why else ""

    def reliability(self, source: str) -> str:
        """Give the rule that decides the letter of a source, and the step its origin's record makes."""
        step = self.library.step(source)
        _base, rule = RELIABILITY_RULES[self.library.reliability_rule(source)]
        return " ".join([f"{source}:", self._(rule), *([self._(STEPS[step])] if step else [])])

    def ungraded(self, table: str, record: Record) -> Iterator[str]:
        """Say why a record has no grade, and what stands in its place."""
        _ = self._
        yield from self.wrapped(
            _("Grades are computed for legs, events and relations; this record has none."), 0
        )
        if table == "corridors":
            legs = Counter(self.grades[Claim("legs", leg)].grade for leg in record["legs"])
            told = ", ".join(f"{_(v.GRADES[grade])} {legs[grade]}" for grade in v.GRADES if legs[grade])
            yield from self.wrapped(_("Grades of its legs: {grades}", grades=told), 0)
        if table == "sources":
            letter, origin = self.library.reliability(record["id"]), self.library.origin(record["id"])
            yield from self.wrapped(_("Reliability of the source, {letter}:", letter=letter), 0)
            yield from self.wrapped(self.reliability(record["id"]), 1)
            yield from self.wrapped(_("It counts as the origin {origin}.", origin=origin), 0)
            cited = {(name, index) for name, index, _path in referrers(self.tables, table, record["id"])}
            yield from self.wrapped(_.n("{n} record names it.", "{n} records name it.", len(cited)), 0)

    def named(self, title: str, table: str, idents: Iterable[str], level: int = 1) -> Iterator[str]:
        """List records by id and title under a heading; nothing when there are none."""
        for number, ident in enumerate(idents):
            if not number:
                yield from self.wrapped(f"{title}:", level)
            record = self.records[table][ident]
            day = f" ({date_text(self.lang, record['date'])})" if "date" in record else ""
            yield from self.wrapped(f"{ident}: {self.title(table, record)}{day}", level + 1)

    def title(self, table: str, record: Record) -> str:
        """Return what a reader calls a record; its id when it has no name."""
        if table == "legs":
            return " → ".join(str(self.records["places"][record[end]]["name"]) for end in ("from", "to"))
        if table == "relations":
            start, end = (str(self.records["actors"][record[side]]["name"]) for side in ("from", "to"))
            return f"{start} · {self._(v.RELATION_KINDS[record['kind']])} · {end}"
        told = [
            record.get(stem) or pick(self.lang, record, stem)[0] for stem in ("name", "title", "question")
        ]
        return str(next((text for text in told if text), record["id"]))

    def wrapped(self, text: str, level: int) -> list[str]:
        """Break a text into lines, indented, what follows the first a little more."""
        start = _INDENT * level
        return textwrap.wrap(
            "".join(c if c.isprintable() else " " for c in text),
            max(self.width, 40),
            initial_indent=start,
            subsequent_indent=start + _INDENT,
            break_on_hyphens=False,
        )
