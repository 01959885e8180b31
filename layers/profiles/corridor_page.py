"""The page of a corridor, in words generated from its rows."""

from typing import Any

import pandas as pd

from layers.blocks import Block, Word, facts, heading, steps, text
from layers.cards import ARROW, titles, when
from layers.catalog import Catalog
from layers.choices import Choices
from layers.language import Translator, country, date_text, listing, number, pick
from layers.profiles import reports, sections, unsure, voices
from layers.profiles.confirmation import said_of
from layers.profiles.corridor import CorridorProfile, Step, read
from layers.profiles.subject import Subject
from layers.vocabulary import ATTRIBUTION, CRIMES, GRADES, LEG_PRECISION, MODES


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
                reports.events_point(profile.events, lang),
                voices.disputes_point(catalog, profile.disputes, lang),
                voices.sources_point(catalog, profile.sources, lang),
            ]
        ),
        *sections.note(corridor, "summary", lang),
        *_countries(corridor, lang),
        *_walk_section(catalog, shown, profile, lang),
        *reports.events_section(catalog, events, profile.events, lang, Subject("corridor", ident)),
        *voices.disputes_section(catalog, profile.disputes, lang),
        *voices.sources_section(catalog, profile.sources, lang),
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
            items += joint(catalog, profile.steps[place - 1], step, lang)
        items.append(_step(catalog, shown, step, lang))
    return [*made, steps(items)]


def joint(catalog: Catalog, before: Step, step: Step, lang: str) -> list[dict[str, Any]]:
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
    said.append(said_of(step.confirmation, lang))
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


def _unknown(catalog: Catalog, profile: CorridorProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
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
    items += unsure.undated(catalog, profile.undated, lang)
    items += unsure.legs(catalog, profile.single, lang)
    items += unsure.events(catalog, profile.single_events, lang)
    items += reports.silent_years(profile.events, lang)
    return sections.unknown_section(items, lang)
