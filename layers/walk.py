"""The map in words: each corridor shown and its legs in travel order, for who cannot or would rather not look at it."""

from typing import Any, Final

from layers.blocks import Block, heading, listed, text
from layers.cards import titles, when
from layers.catalog import Catalog
from layers.language import Translator, country, listing, number
from layers.vocabulary import ATTRIBUTION, CRIMES, GRADES, MODES

LONGEST_LEGS: Final = 1_000
"""Nobody reads more at once; what is left out is counted."""


def walk(catalog: Catalog, shown: Catalog, lang: str) -> list[Block]:
    """Return the corridors of the filtered rows as text: a heading, how much of it is shown, its legs in travel order.

    A leg says from where to where and how, its length, when it is reported, who and which crimes are named, its grade, and
    whether it is disputed. It keeps its number in the whole corridor, the same that its card gives. No leg gives one line
    that says so.
    """
    _ = Translator(lang)
    if not len(shown.legs):
        return [text(_("No leg is in this view."))]
    sizes = catalog.legs["corridor"].value_counts()
    place = (catalog.legs.groupby("corridor", sort=False).cumcount() + 1).to_dict()
    names = titles(catalog, "corridor", lang)
    blocks: list[Block] = []
    for corridor, legs in shown.legs.head(LONGEST_LEGS).groupby("corridor", sort=False):
        key, whole = str(corridor), int(sizes[corridor])
        blocks += [
            heading(names[key], 3, key=f"corridor.{key}"),
            text(extent(catalog, key, len(legs), whole, lang), quiet=True),
            listed(
                (
                    _leg(catalog, leg, ident, place[ident], lang)
                    for ident, leg in zip(legs.index, legs.to_dict("records"), strict=True)
                ),
                ordered=True,
            ),
        ]
    if len(shown.legs) > LONGEST_LEGS:
        counts = {"shown": number(lang, LONGEST_LEGS), "all": number(lang, len(shown.legs))}
        blocks.append(text(_("{shown} of {all} legs; narrow the filters to read the others.", **counts)))
    return blocks


def extent(catalog: Catalog, corridor: str, shown: int, whole: int, lang: str) -> str:
    _ = Translator(lang)
    codes: Any = catalog.corridors.at[corridor, "countries"]
    countries = [country(lang, code) for code in codes]
    in_view = _("{shown} of {all} in view", shown=number(lang, shown), all=number(lang, whole))
    return f"{listing(lang, countries)} · {_('Legs')}: {in_view}"


def _leg(catalog: Catalog, leg: Any, key: str, place: int, lang: str) -> dict[str, Any]:
    _ = Translator(lang)
    ends = catalog.places.loc[[leg["from_place"], leg["to_place"]]]
    start, end = (
        f"{name} ({country(lang, code)})" for name, code in zip(ends["name"], ends["country"], strict=True)
    )
    said = [
        _("{km} km as the crow flies", km=number(lang, round(float(leg["length_km"])))),
        when(leg, lang),
        _(ATTRIBUTION[leg["attribution"]]),
        listing(lang, [_(CRIMES[crime]) for crime in leg["crimes"]]) or _("no crime named"),
        _(GRADES[leg["grade"]]),
    ]
    if len(leg["disputes"]):
        said.append(_.n("disputed: {n} open question", "disputed: {n} open questions", len(leg["disputes"])))
    return {
        "n": place,
        "key": f"leg.{key}",
        "text": _("From {start} to {end}, {mode}", start=start, end=end, mode=_(MODES[leg["mode"]])),
        "sub": " · ".join(said),
    }
