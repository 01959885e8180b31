"""One claim to be quoted: its wording, how sure it is, since when, on whose word, and what it does not show."""

from dataclasses import dataclass
from typing import Any, Final

from layers.cards import card
from layers.catalog import Catalog
from layers.choices import Selection
from layers.evidence import GRADE_RULES
from layers.language import N_, Translator, date_text, fold, listing
from layers.profiles.actor_page import sentence
from layers.vocabulary import GRADES

RELATION: Final = "relation"
"""The kind of a claim about two groups, which is cited but is no record of its own on the map."""
LIMITS: Final = {
    "leg": (
        N_(
            "The line joins two places that sources name; it is no path, and it says nothing about how many pass."
        ),
        N_(
            "That a leg is no longer reported does not mean that it ended; where nobody reported, a place is not therefore safe."
        ),
    ),
    "event": (
        N_("An official act says nothing about guilt; a charge is no conviction."),
        N_(
            "One report says what was reported, not how often it happens; where nobody reported, a place is not therefore safe."
        ),
    ),
    RELATION: (
        N_("It says how two groups stand to each other, and nothing about any person."),
        N_("Groups split and make peace: it holds for the time of its sources."),
    ),
}
"""What a claim of each kind does not show."""
NAMED: Final = 4


@dataclass(frozen=True)
class Quote:
    """A claim ready to be quoted; every text is in the language asked for, `wording` in `wording_lang`."""

    title: str
    when: str
    wording: str
    wording_lang: str
    grade: str
    why: str
    sources: str
    disputed: str
    limits: tuple[str, ...]

    def lines(self, lang: str) -> list[str]:
        """Return the quote as lines of plain text."""
        _ = Translator(lang)
        head = f"{self.title} ({self.when})" if self.when else self.title
        lines = [
            head,
            self.wording,
            f"{_('Evidence')}: {self.grade}. {self.why}",
            f"{_('Sources')}: {self.sources}",
        ]
        lines += [self.disputed] if self.disputed else []
        return [*filter(None, lines), f"{_('What this does not show')}: {' '.join(self.limits)}"]


def quote(catalog: Catalog, shown: Catalog, selection: Selection, lang: str) -> Quote | None:
    """Return the quote of a leg, an event or a relation; None for anything else, and for a record that the view leaves out."""
    if selection.kind == RELATION:
        return _of_relation(catalog, shown, selection.id, lang)
    if selection.kind not in LIMITS:
        return None
    made = card(catalog, shown, selection, lang)
    if made is None:
        return None
    _ = Translator(lang)
    record: Any = getattr(shown, f"{selection.kind}s").loc[selection.id]
    when = date_text(lang, record["date"]) if selection.kind == "event" else _fact(made, _("When"))
    origins = [group["origin"] for group in made["sources"]["groups"]]
    return Quote(
        title=made["title"],
        when=when,
        wording=made["text"]["body"],
        wording_lang=made["text"]["lang"],
        grade=f"{made['grade']['text']} ({made['grade']['detail']})",
        why=made["grade"]["why"][0],
        sources=f"{made['sources']['summary']}: {_named(origins, lang)}",
        disputed=made.get("disputed", ""),
        limits=_limits(selection.kind, lang),
    )


def _of_relation(catalog: Catalog, shown: Catalog, key: str, lang: str) -> Quote | None:
    if key not in shown.relations.index:
        return None
    _ = Translator(lang)
    row: Any = shown.relations.loc[key]
    origins = sorted(
        {str(origin) for origin in catalog.sources.loc[list(row["sources"]), "origin"]}, key=fold
    )
    independent = _.n("{n} independent origin", "{n} independent origins", len(row["independent"]))
    since = date_text(lang, row["since"])
    pages = _.n("{n} source", "{n} sources", len(row["sources"]))
    return Quote(
        title=sentence(catalog, row, lang),
        when=_("since {date}", date=since) if since else _("no date stated"),
        wording="",
        wording_lang=lang,
        grade=f"{_(GRADES[row['grade']])} ({independent}, {row['admiralty']})",
        why=_(GRADE_RULES[row["rule"]][1]),
        sources=f"{pages}: {_named(origins, lang)}",
        disputed=_("disputed") if row["disputes"] else "",
        limits=_limits(RELATION, lang),
    )


def _named(origins: list[str], lang: str) -> str:
    """Name the first of some origins, and count the rest."""
    rest = len(origins) - NAMED
    others = [Translator(lang).n("{n} other", "{n} others", rest)] if rest > 0 else []
    return listing(lang, [*origins[:NAMED], *others])


def _limits(kind: str, lang: str) -> tuple[str, ...]:
    return tuple(Translator(lang)(limit) for limit in LIMITS[kind])


def _fact(made: dict[str, Any], label: str) -> str:
    return next((fact["value"] for fact in made["facts"] if fact["label"] == label), "")
