"""How sure the records of a view are, corridor by corridor and country by country."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from layers.blocks import Block, heading, text
from layers.cards import titles
from layers.catalog import Catalog
from layers.charts import Cell, Chart, as_json, share
from layers.counting import MOST, NOT_CRIMES, ONCE, SEVERAL, source_line
from layers.language import Translator, country, fold, number
from layers.tallies import Tallies
from layers.vocabulary import GRADES

STRONGEST_FIRST: Final = tuple(GRADES)[::-1]
ENOUGH: Final = 5
"""Records that a heading must hold before a part of them is spoken of."""


def by_corridor(shown: Catalog) -> dict[str, Counter[str]]:
    """Count the legs and events in view by grade, per corridor; an event without a corridor is in none."""
    return _counted(
        (() if corridor is None else (corridor,), grade)
        for frame in (shown.legs, shown.events)
        for corridor, grade in zip(frame["corridor"], frame["grade"], strict=True)
    )


def by_country(shown: Catalog) -> dict[str, Counter[str]]:
    """Count the legs and events in view by grade, per country (ISO 3166-1 alpha-2) that they touch; once in each."""
    return _counted(
        (dict.fromkeys(countries), grade)
        for frame in (shown.legs, shown.events)
        for countries, grade in zip(frame["countries"], frame["grade"], strict=True)
    )


def _counted(rows: Iterable[tuple[Iterable[str], str]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for keys, grade in rows:
        for key in keys:
            found.setdefault(str(key), Counter())[grade] += 1
    return found


def charts(catalog: Catalog, shown: Catalog, lang: str) -> list[Chart]:
    """Return both charts, the headings with the most records first."""
    _ = Translator(lang)
    names = titles(catalog, "corridor", lang)
    corridors = {names[key]: grades for key, grades in by_corridor(shown).items()}
    countries = {country(lang, code): grades for code, grades in by_country(shown).items()}
    loose = int(shown.events["corridor"].isna().sum())
    without = _.n(
        "{n} event belongs to no corridor and is in no bar.",
        "{n} events belong to no corridor and are in no bar.",
        loose,
    )
    tallies = Tallies(catalog, shown)
    return [
        _chart(
            tallies,
            "grades-by-corridor",
            _("Grades by corridor"),
            _("Corridor"),
            corridors,
            (_(ONCE), *([without] if loose else [])),
            lang,
        ),
        _chart(
            tallies, "grades-by-country", _("Grades by country"), _("Country"), countries, (_(SEVERAL),), lang
        ),
    ]


def _chart(
    tallies: Tallies,
    key: str,
    title: str,
    head: str,
    found: dict[str, Counter[str]],
    notes: tuple[str, ...],
    lang: str,
) -> Chart:
    _ = Translator(lang)
    ranked = sorted(found.items(), key=lambda each: (-each[1].total(), fold(each[0])))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(grades[g] for g in STRONGEST_FIRST), grades.total()) for name, grades in ranked
    )
    return Chart(
        key,
        title,
        _sentence(found, lang),
        (head, *(_(GRADES[grade]) for grade in STRONGEST_FIRST), _("Legs and events")),
        rows,
        {"kind": "stacked", "values": [1, 2, 3], "most": MOST},
        source_line(tallies, lang),
        unit=_("legs and events in view, by computed grade"),
        notes=(*notes, _(NOT_CRIMES)),
    )


def _sentence(found: dict[str, Counter[str]], lang: str) -> str:
    """Say where the largest part rests on a single source, among headings with records enough to speak of a part."""
    _ = Translator(lang)
    if not found:
        return _("No leg or event is in view. That nobody reported any does not mean that nothing happened.")
    enough = {name: grades for name, grades in found.items() if grades.total() >= ENOUGH}
    if not enough:
        return _("No heading holds five records or more: too few to compare.")
    weak, strong = STRONGEST_FIRST[-1], STRONGEST_FIRST[0]

    def part(name: str, grade: str) -> float:
        return enough[name][grade] / enough[name].total()

    weakest = max(enough, key=lambda name: (part(name, weak), enough[name].total(), fold(name)))
    strongest = max(enough, key=lambda name: (part(name, strong), enough[name].total(), fold(name)))
    return _(
        "Of the headings with five records or more, “{weakest}” rests most on single sources ({weak}), “{strongest}” holds the largest part of established records ({strong}).",
        weakest=weakest,
        weak=_share(enough[weakest], weak, lang),
        strongest=strongest,
        strong=_share(enough[strongest], strong, lang),
    )


def _share(grades: Counter[str], grade: str, lang: str) -> str:
    _ = Translator(lang)
    said = {"n": number(lang, grades[grade]), "all": number(lang, grades.total())}
    return _("{n} of {all}, {share}", **said, share=share(lang, grades[grade], grades.total()))


def blocks(catalog: Catalog, shown: Catalog, lang: str) -> list[Block]:
    """Return both charts under what they are."""
    _ = Translator(lang)
    return [
        heading(_("How sure the records are")),
        text(
            _(
                "The grade is computed from the sources by one rule. A weak grade says that few have reported, not that it did not happen; an open dispute never lowers it."
            )
        ),
        {"kind": "charts", "items": [as_json(each) for each in charts(catalog, shown, lang)]},
    ]
