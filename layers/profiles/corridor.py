"""A corridor, walked leg by leg without a map: from where to where, how far, since when, who is named, how sure."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from layers.blocks import Block, Word, facts, heading, steps, text
from layers.cards import ARROW, titles, when
from layers.catalog import Catalog
from layers.choices import Choices
from layers.language import Translator, country, date_text, listing, number, pick
from layers.profiles import sections
from layers.profiles.confirmation import Confirmation, last_confirmed, newness
from layers.profiles.subject import Subject
from layers.profiles.tally import Counts, Tally, counted, graded, tally
from layers.vocabulary import ATTRIBUTION, CRIMES, GRADES, LEG_PRECISION, MODES


@dataclass(frozen=True)
class Step:
    """One leg of the walk.

    `joint` says how it follows on the leg before: "first", "on" (from where that one ended), "branch" (from another place
    already met), "strand" (from a new place; the corridor's legs join the two elsewhere), "gap" (no leg of the corridor joins
    the two, however far one looks), "hidden" (none in view does, but one that the filters leave out).
    """

    leg: str
    start: str
    end: str
    km: int
    joint: str
    confirmation: Confirmation


@dataclass(frozen=True)
class CorridorProfile:
    """A corridor in numbers. `legs` and `events` count what is in view, `of_legs` and `of_events` the whole.

    `confirmed` is the newest confirmation of any leg, None where no leg has two origins or a date.
    """

    id: str
    steps: tuple[Step, ...]
    of_legs: int
    of_events: int
    km: int
    events: Tally
    grades: Counts
    attribution: Counts
    gaps: int
    undated: tuple[str, ...]
    single: tuple[str, ...]
    disputed: tuple[str, ...]
    disputes: tuple[str, ...]
    sources: tuple[str, ...]
    confirmed: str | None


def read(catalog: Catalog, shown: Catalog, ident: str) -> CorridorProfile:
    """Return the corridor as the view shows it. Raises KeyError for an id that the catalog lacks."""
    corridor: Any = catalog.corridors.loc[ident]
    legs = shown.legs[shown.legs["corridor"] == ident]
    events = shown.events[shown.events["corridor"] == ident]
    walk = _walk(catalog, legs, catalog.legs[catalog.legs["corridor"] == ident])
    dated = [step.confirmation.date for step in walk if step.confirmation.date]
    about = {"corridors": [ident], "legs": legs.index, "events": events.index}
    return CorridorProfile(
        id=ident,
        steps=walk,
        of_legs=int(corridor["leg_count"]),
        of_events=int((catalog.events["corridor"] == ident).sum()),
        km=round(float(legs["length_km"].sum())),
        events=tally(events),
        grades=graded(legs),
        attribution=counted(legs["attribution"], ATTRIBUTION),
        gaps=sum(step.joint == "gap" for step in walk),
        undated=tuple(key for key, start in legs["start"].items() if start is None),
        single=tuple(legs.index[legs["grade"] == "single_source"]),
        disputed=tuple(key for key, open_ in legs["disputes"].items() if open_),
        disputes=sections.disputes_about(shown, about),
        sources=sections.cited(legs, events),
        confirmed=max(dated, key=newness, default=None),
    )


def _walk(catalog: Catalog, legs: pd.DataFrame, whole: pd.DataFrame) -> tuple[Step, ...]:
    met: set[str] = set()
    found: list[Step] = []
    before: Any = None
    joined, joined_at_all = _parts(legs), _parts(whole)
    for key, leg in legs.iterrows():
        start, end = str(leg["from_place"]), str(leg["to_place"])
        if before is None:
            joint = "first"
        elif start == before["to_place"]:
            joint = "on"
        elif start in met:
            joint = "branch"
        elif joined[start] is joined[before["to_place"]]:
            joint = "strand"
        else:
            joint = "hidden" if joined_at_all[start] is joined_at_all[before["to_place"]] else "gap"
        found.append(
            Step(str(key), start, end, round(float(leg["length_km"])), joint, last_confirmed(catalog, leg))
        )
        met |= {start, end}
        before = leg
    return tuple(found)


def _parts(legs: pd.DataFrame) -> dict[str, set[str]]:
    """Return, for every place, the places that legs join it with, in whichever direction; one set for all of them."""
    found: dict[str, set[str]] = {}
    for a, b in zip(legs["from_place"], legs["to_place"], strict=True):
        part = found.get(a, {a}) | found.get(b, {b})
        found |= dict.fromkeys(part, part)
    return found


def blocks(catalog: Catalog, shown: Catalog, view: Choices, ident: str, lang: str) -> list[Block]:
    """Return the page of a corridor."""
    _ = Translator(lang)
    profile = read(catalog, shown, ident)
    corridor: Any = catalog.corridors.loc[ident]
    name = pick(lang, corridor, "name")[0]
    made = sections.head(
        Subject("corridor", ident),
        _("{name}: what is reported along it?", name=name),
        view,
        lang,
        sections.in_view(
            lang, (profile.events.total, profile.of_events), (len(profile.steps), profile.of_legs)
        ),
        [
            {"text": _("On the map"), "to": f"map?selected=corridor.{ident}"},
            {
                "text": _("Only this corridor on the map"),
                "to": f"map?corridor={ident}&selected=corridor.{ident}",
            },
        ],
    )
    if not profile.steps and not profile.events.total:
        return [*made, *sections.left_out(lang)]
    events = shown.events[shown.events["corridor"] == ident]
    return [
        *made,
        sections.answers(
            [
                _legs_point(profile, lang),
                _named_point(profile, lang),
                _confirmed_point(profile, lang),
                sections.events_point(profile.events, lang),
                sections.disputes_point(catalog, profile.disputes, lang),
                sections.sources_point(catalog, profile.sources, lang),
            ]
        ),
        *sections.note(corridor, "summary", lang),
        *_countries(corridor, lang),
        *_walk_section(catalog, shown, profile, lang),
        *sections.events_section(catalog, events, profile.events, lang, f"map?corridor={ident}"),
        *sections.disputes_section(catalog, profile.disputes, lang),
        *sections.sources_section(catalog, profile.sources, lang),
        *_unknown(catalog, profile, lang),
    ]


def _legs_point(profile: CorridorProfile, lang: str) -> dict[str, str]:
    _ = Translator(lang)
    said = _.n(
        "{n} leg is reported, {km} km as the crow flies.",
        "{n} legs are reported, together {km} km as the crow flies.",
        len(profile.steps),
        km=number(lang, profile.km),
    )
    return sections.point(said, sections.grades(profile.grades, lang), "legs", _("Legs"))


def _named_point(profile: CorridorProfile, lang: str) -> dict[str, str] | None:
    _ = Translator(lang)
    named = dict(profile.attribution)
    if not named:
        return None
    group = named.get("tda", 0) + named.get("tda_partial", 0)
    said = _.n(
        "Tren de Aragua or a faction is named, at least in part, on {named} of {n} leg.",
        "Tren de Aragua or a faction is named, at least in part, on {named} of {n} legs.",
        len(profile.steps),
        named=number(lang, group),
    )
    return sections.point(said, sections.labelled(profile.attribution, ATTRIBUTION, lang), "legs", _("Legs"))


def _confirmed_point(profile: CorridorProfile, lang: str) -> dict[str, str] | None:
    _ = Translator(lang)
    if not profile.steps:
        return None
    meaning = _(
        "The newest publication by one of at least two independent origins of a leg; a copy does not make it newer."
    )
    if profile.confirmed is None:
        return sections.point(_("No leg in view is independently confirmed."), meaning, "legs", _("Legs"))
    said = _("Last independently confirmed: {date}.", date=date_text(lang, profile.confirmed))
    return sections.point(said, meaning, "legs", _("Legs"))


def _countries(corridor: "pd.Series[Any]", lang: str) -> list[Block]:
    _ = Translator(lang)
    words = sections.country_words(corridor["countries"], lang)
    return [facts([(_("Countries"), words)])]


def _walk_section(catalog: Catalog, shown: Catalog, profile: CorridorProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    made: list[Block] = [heading(_("How does it run, leg by leg?"), 3, "legs")]
    if not profile.steps:
        return [*made, text(_("No leg of it is in view."))]
    made.append(
        text(
            _(
                "In travel order. A leg joins two places that reports name together; it is no path, and nothing is said about the ground between."
            ),
            quiet=True,
        )
    )
    items: list[dict[str, Any]] = []
    for place, step in enumerate(profile.steps):
        if place:
            items += _joint(catalog, profile.steps[place - 1], step, lang)
        items.append(_step(catalog, shown, step, lang))
    return [*made, steps(items)]


def _joint(catalog: Catalog, before: Step, step: Step, lang: str) -> list[dict[str, Any]]:
    """Say how a leg follows on the one before; nothing where it simply goes on."""
    _ = Translator(lang)
    name = catalog.places["name"]
    values = {"end": name[before.end], "start": name[step.start]}
    if step.joint == "gap":
        said = _("Gap: nobody reported how {start} is joined to {end}.", **values)
    elif step.joint == "hidden":
        said = _("The filters leave out what lies between {end} and {start}.", **values)
    elif step.joint == "branch":
        said = _("From {start} another leg goes on.", start=values["start"])
    elif step.joint == "strand":
        said = _("Another strand begins in {start} and meets the rest elsewhere.", start=values["start"])
    else:
        return []
    return [{"text": said, "gap": True}]


def _step(catalog: Catalog, shown: Catalog, step: Step, lang: str) -> dict[str, Any]:
    _ = Translator(lang)
    leg = shown.legs.loc[step.leg]
    origins = _.n("{n} independent origin", "{n} independent origins", step.confirmation.origins)
    said = [
        _(
            "{mode}, {km} km as the crow flies; {when}.",
            mode=_(MODES[leg["mode"]]),
            km=number(lang, step.km),
            when=when(leg, lang),
        ),
        _("Who is named: {attribution}.", attribution=_(ATTRIBUTION[leg["attribution"]])),
    ]
    if leg["crimes"]:
        crimes = listing(lang, [_(CRIMES[crime]) for crime in leg["crimes"]])
        said.append(_("Crimes named: {crimes}.", crimes=crimes))
    said.append(_("Precision: {precision}.", precision=_(LEG_PRECISION[leg["precision"]])))
    said.append(confirmed(step.confirmation, lang))
    if leg["disputes"]:
        said.append(
            _.n(
                "Disputed: {n} open question touches it.",
                "Disputed: {n} open questions touch it.",
                len(leg["disputes"]),
            )
        )
    return {
        "text": titles(catalog, "leg", lang)[step.leg],
        "key": f"leg.{step.leg}",
        "tag": _(GRADES[leg["grade"]]) + " · " + origins,
        "sub": ARROW.join(dict.fromkeys(country(lang, code) for code in leg["countries"])),
        "lines": [said[0][0].upper() + said[0][1:], *said[1:]],
    }


def confirmed(confirmation: Confirmation, lang: str) -> str:
    """Say when a claim was last independently confirmed, and by whom; or why it is not."""
    _ = Translator(lang)
    if confirmation.origins < 2:
        return _("Not independently confirmed: fewer than two origins report it.")
    if confirmation.date is None:
        return _("Independently confirmed; no source bears a date.")
    return _(
        "Last independently confirmed: {date} ({origin}).",
        date=date_text(lang, confirmation.date),
        origin=confirmation.origin,
    )


def _unknown(catalog: Catalog, profile: CorridorProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    leg_names = titles(catalog, "leg", lang)

    def legs(keys: tuple[str, ...]) -> list[Word]:
        return [{"text": leg_names[key], "key": f"leg.{key}"} for key in keys]

    items: list[tuple[str, list[Word]]] = []
    if profile.gaps:
        gaps: list[Word] = [
            catalog.places.at[before.end, "name"] + " … " + catalog.places.at[step.start, "name"]
            for before, step in zip(profile.steps, profile.steps[1:], strict=False)
            if step.joint == "gap"
        ]
        items.append(
            (
                _.n(
                    "{n} gap: nobody reported how two parts of it are joined.",
                    "{n} gaps: nobody reported how parts of it are joined.",
                    profile.gaps,
                ),
                gaps,
            )
        )
    if profile.undated:
        items.append(
            (
                _.n("{n} leg bears no date.", "{n} legs bear no date.", len(profile.undated)),
                legs(profile.undated),
            )
        )
    if profile.single:
        items.append(
            (
                _.n(
                    "{n} leg rests on a single source.",
                    "{n} legs rest on a single source.",
                    len(profile.single),
                ),
                legs(profile.single),
            )
        )
    items += sections.silent_years(profile.events, lang)
    return sections.unknown_section(items, lang)
