"""Who says otherwise: each question, the positions with their sources, how the atlas reads it."""

from collections.abc import Sequence
from typing import Any

from layers.brief import parts
from layers.brief.numbering import Numbering
from layers.brief.parts import Part, line
from layers.cards import STANCES
from layers.catalog import Catalog
from layers.language import Translator, date_text, listing, number, pick
from layers.vocabulary import DISPUTE_STATUS, STANCE


def told(
    catalog: Catalog, shown: Catalog, keys: Sequence[str], numbers: Numbering, lang: str, most: int
) -> list[Part]:
    """Return the disputes of a view, `keys` in the order in which they are told; beyond `most` what is left out is counted."""
    _ = Translator(lang)
    if not keys:
        return [parts.text(_("No source in view disagrees with another about it; that proves nothing."))]
    still = int((shown.disputes.loc[list(keys), "status"] == "open").sum())
    head = _(
        "{n} questions: {open} open, {resolved} resolved. A dispute never lowers a grade; it stands beside it.",
        n=number(lang, len(keys)),
        open=number(lang, still),
        resolved=number(lang, len(keys) - still),
    )
    found: list[Part] = [parts.text(head, sticky=True)]
    if len(keys) > most:
        counts = {"n": number(lang, most), "all": number(lang, len(keys))}
        said = _("The first {n} of {all} questions, open ones first. The atlas has them all.", **counts)
        found.append(parts.text(said, quiet=True, sticky=True))
    found += [_one(catalog, shown.disputes.loc[key], numbers, lang) for key in keys[:most]]
    return found


def _one(catalog: Catalog, dispute: Any, numbers: Numbering, lang: str) -> Part:
    _ = Translator(lang)
    origin = catalog.sources["origin"]
    ordered = sorted(dispute["positions"], key=lambda position: STANCES.index(position["stance"]))
    positions = []
    for position in ordered:
        who = listing(lang, dict.fromkeys(str(origin[source]) for source in position["sources"]))
        about = " · ".join(filter(None, (who, date_text(lang, position["as_of"]))))
        positions.append(
            {
                "stance": _(STANCE[position["stance"]]),
                **line(pick(lang, position, "statement")[0], refs=numbers.cite(position["sources"])),
                "about": about,
            }
        )
    return {
        "kind": "dispute",
        "question": pick(lang, dispute, "question")[0],
        "status": _(DISPUTE_STATUS[dispute["status"]]),
        "positions": positions,
        "reading": pick(lang, dispute, "our_reading")[0],
        "reading_label": _("Our reading"),
    }
