"""The records of a view in the words of one language: cards, tables, the scene of the map. Nothing of a record that the view lacks."""

from collections.abc import Mapping, Sequence
from typing import Any

from layers import rows
from layers.blocks import table
from layers.cards import TABLES, Card, card
from layers.catalog import Catalog
from layers.choices import LEVELS, Selection
from layers.filters import ViewFilter
from layers.language import Translator, country, pick
from layers.scene import Sent, scene


class Sources:
    """The sources of all cards, each once: what the languages share, and per language the line below the title."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.shared: list[dict[str, Any]] = []
        self.lines: dict[str, list[str]] = {lang: [] for lang in languages}
        self._at: dict[tuple[object, ...], int] = {}

    def take(self, made: Mapping[str, Card]) -> None:
        """Replace the sources of one record's cards, language -> card, by their positions here."""
        lists = [[group["items"] for group in card["sources"]["groups"]] for card in made.values()]
        origins = [group["origin"] for group in next(iter(made.values()))["sources"]["groups"]]
        for origin, *groups in zip(origins, *lists, strict=True):
            places = [self._place(origin, items) for items in zip(*groups, strict=True)]
            for group in groups:
                group[:] = places

    def _place(self, origin: str, items: tuple[Mapping[str, Any], ...]) -> int:
        """Return the position of a source, given as the item of each language."""
        kept = {"origin": origin, **{name: items[0][name] for name in ("title", "described", "url")}}
        lines = [item["sub"] for item in items]
        at = self._at.setdefault((*kept.values(), *lines), len(self.shared))
        if at == len(self.shared):
            self.shared.append(kept)
            for lang, line in zip(self.lines, lines, strict=True):
                self.lines[lang].append(line)
        return at


def cards(catalog: Catalog, shown: Catalog, lang: str) -> dict[str, Card]:
    """Return the card of every record of the view, link form -> card.

    Where a card names other records, those that the view lacks are left out and only counted.
    """
    found: dict[str, Card] = {}
    for kind, name in TABLES.items():
        for key in getattr(shown, name).index:
            chosen = Selection(kind, str(key))
            made = card(catalog, shown, chosen, lang)
            assert made is not None
            made.pop("profile", None)  # there are no profiles in the file
            found[str(chosen)] = made
    _ = Translator(lang)
    titles = {pick(lang, record, "title")[0] for record in shown.series.to_dict("records")}
    for made in found.values():
        for item in made["facts"]:
            if item.get("key") not in found:
                item.pop("key", None)
        for part in made["lists"]:
            kept = [
                item
                for item in part["items"]
                if (item["key"] in found if "key" in item else item["text"] in titles)
            ]
            left = len(part["items"]) - len(kept)
            if left:
                kept.append(
                    {"text": _.n("{n} more is not in this file", "{n} more are not in this file", left)}
                )
            part["items"] = kept
    return found


def tables(catalog: Catalog, shown: Catalog, lang: str) -> dict[str, Any]:
    """Return the rows of each kind as a table block, with the ids of its rows."""
    _ = Translator(lang)
    found = {}
    for kind, caption in rows.KINDS.items():
        frame = rows.table(catalog, shown, kind, lang)
        lands = rows.countries(catalog, kind, frame, lang)
        cells = []
        for place, (key, first, *others) in enumerate(frame.itertuples()):
            row: list[Any] = [{"text": str(first), "key": f"{rows.RECORD[kind]}.{key}"}]
            for column, value in zip(frame.columns[1:], others, strict=True):
                if column in lands:
                    row.append(", ".join(country(lang, code) for code in lands[column][place]))
                else:
                    row.append(value if isinstance(value, str) else {"number": value})
            cells.append(row)
        block = table(_(caption), [str(name) for name in frame.columns], cells, sortable=True)
        found[kind] = {**block, "ids": [str(key) for key in frame.index]}
    return found


def drawn(catalog: Catalog, shown: Catalog, view: ViewFilter, lang: str) -> dict[str, Any]:
    """Return the scene of the map with every row of the view in its `add`."""
    message, _sent = scene(catalog, shown, lang, Sent(), None, view.evidence)
    return message


def weaker(catalog: Catalog, shown: Catalog, view: ViewFilter, lang: str) -> list[dict[str, Any] | None]:
    """Return, per level of evidence, what legs name less at it: their colours, the word of the table, the chips of the card."""
    before = _crimes(catalog, shown, lang)
    drawn_before = _by_id(drawn(catalog, shown, view, lang))
    found: list[dict[str, Any] | None] = [None]
    for level in LEVELS[1:]:
        if view.evidence and LEVELS.index(level) <= LEVELS.index(view.evidence):
            found.append(None)
            continue
        own = ViewFilter(evidence=level)
        left = own.apply(shown)
        after = _crimes(catalog, left, lang)
        changed = [key for key, words in after.items() if words != before[key]]
        drawn_after = _by_id(drawn(catalog, left, own, lang))
        cards_after = {key: card(catalog, left, Selection("leg", key), lang) for key in changed}
        found.append(
            {
                "legs": {
                    key: row[6:8] for key, row in drawn_after.items() if row[6:8] != drawn_before[key][6:8]
                },
                "words": {key: after[key] for key in changed},
                "chips": {
                    f"leg.{key}": made["chips"] for key, made in cards_after.items() if made is not None
                },
            }
        )
    return found


def _crimes(catalog: Catalog, shown: Catalog, lang: str) -> dict[str, str]:
    """Return the words of the table of legs for the crimes named, by the id of the leg."""
    _ = Translator(lang)
    words = rows.table(catalog, shown, "legs", lang)[_("Crimes named")]
    return {str(key): str(text) for key, text in words.items()}


def _by_id(message: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {row[1]: row for row in message["add"].get("legs", [])}
