"""The corridors of a view leg by leg, in travel order: the map in words, with the numbers of the sources."""

from typing import Any

from layers.brief import parts
from layers.brief.numbering import Numbering
from layers.brief.parts import Part, line
from layers.cards import titles, when
from layers.catalog import Catalog
from layers.language import Translator, country, listing, number
from layers.profiles import corridor as profile
from layers.profiles.corridor_page import joint
from layers.vocabulary import ATTRIBUTION, CRIMES, GRADES, LEG_PRECISION, MODES
from layers.walk import extent


def walk(catalog: Catalog, shown: Catalog, numbers: Numbering, lang: str, most: int) -> list[Part]:
    """Return each corridor with its legs; a leg keeps its number in the whole corridor. Beyond `most` legs what is left out is
    counted."""
    _ = Translator(lang)
    if not len(shown.legs):
        return [parts.text(_("No leg is in this view."))]
    found: list[Part] = [
        parts.text(
            _(
                "In travel order. A leg joins two places that reports name together; it is no path, and nothing is said about the ground between."
            ),
            quiet=True,
        )
    ]
    if len(shown.legs) > most:
        counts = {"n": number(lang, most), "all": number(lang, len(shown.legs))}
        said = _("The first {n} of {all} legs in view. The view in the atlas has them all.", **counts)
        found.append(parts.text(said))
    place = (catalog.legs.groupby("corridor", sort=False).cumcount() + 1).to_dict()
    sizes = catalog.legs["corridor"].value_counts()
    names = titles(catalog, "corridor", lang)
    columns = [_("Order"), _("Leg"), _("Reported, and who is named"), _("Evidence and sources")]
    left = most
    for key in shown.legs["corridor"].unique():
        if left <= 0:
            break
        steps = profile.read(catalog, shown, key).steps
        rows: list[Any] = []
        for before, step in zip((None, *steps), steps[:left], strict=False):
            leg: Any = shown.legs.loc[step.leg]
            follows = joint(catalog, before, step, lang) if before else []
            rows.append(_row(catalog, leg, place[step.leg], [gap["text"] for gap in follows], numbers, lang))
        left -= len(steps)
        found += [
            parts.heading(names[key]),
            parts.text(extent(catalog, key, len(steps), int(sizes[key]), lang), quiet=True, sticky=True),
            parts.table(columns, (7, 33, 35, 25), rows),
        ]
    return found


def _row(
    catalog: Catalog, leg: Any, place: int, follows: list[str], numbers: Numbering, lang: str
) -> list[list[dict[str, Any]]]:
    _ = Translator(lang)
    ends = catalog.places.loc[[leg["from_place"], leg["to_place"]]]
    start, end = (
        f"{name} ({country(lang, code)})" for name, code in zip(ends["name"], ends["country"], strict=True)
    )
    crimes = listing(lang, [_(CRIMES[crime]) for crime in leg["crimes"]]) or _("no crime named")
    length = _("{km} km as the crow flies", km=number(lang, round(float(leg["length_km"]))))
    evidence = [
        line(_(GRADES[leg["grade"]]), strong=True),
        line(_.n("{n} independent origin", "{n} independent origins", len(leg["independent"]))),
    ]
    if leg["disputes"]:
        n = len(leg["disputes"])
        evidence.append(
            line(_.n("disputed: {n} open question", "disputed: {n} open questions", n), mark=True)
        )
    evidence.append(line("", refs=numbers.cite(leg["sources"])))
    return [
        [line(number(lang, place))],
        [
            *(line(said, quiet=True) for said in follows),
            line(
                _("From {start} to {end}, {mode}", start=start, end=end, mode=_(MODES[leg["mode"]])),
                strong=True,
            ),
            line(f"{length} · {_(LEG_PRECISION[leg['precision']])}", quiet=True),
        ],
        [
            line(when(leg, lang)),
            line(_(ATTRIBUTION[leg["attribution"]])),
            line(crimes, quiet=True),
        ],
        evidence,
    ]
