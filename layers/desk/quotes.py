"""One claim to be quoted: its wording, how sure it is, since when, on whose word, and what it does not show."""

from dataclasses import dataclass
from typing import Any, Final

from layers.cards import card
from layers.catalog import Catalog
from layers.choices import Selection
from layers.language import N_, Translator, date_text, listing

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
    """Return the quote of a leg or an event; None for anything else, and for a record that the view leaves out."""
    if selection.kind not in LIMITS:
        return None
    made = card(catalog, shown, selection, lang)
    if made is None:
        return None
    _ = Translator(lang)
    record: Any = getattr(shown, f"{selection.kind}s").loc[selection.id]
    when = date_text(lang, record["date"]) if selection.kind == "event" else _fact(made, _("When"))
    origins = [group["origin"] for group in made["sources"]["groups"]]
    rest = len(origins) - NAMED
    named = [*origins[:NAMED], *([_.n("{n} other", "{n} others", rest)] if rest > 0 else [])]
    return Quote(
        title=made["title"],
        when=when,
        wording=made["text"]["body"],
        wording_lang=made["text"]["lang"],
        grade=f"{made['grade']['text']} ({made['grade']['detail']})",
        why=made["grade"]["why"][0],
        sources=f"{made['sources']['summary']}: {listing(lang, named)}",
        disputed=made.get("disputed", ""),
        limits=tuple(_(limit) for limit in LIMITS[selection.kind]),
    )


def _fact(made: dict[str, Any], label: str) -> str:
    return next((fact["value"] for fact in made["facts"] if fact["label"] == label), "")
