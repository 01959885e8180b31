"""An event: when, where, what kind of act, what courts had established, how sure, who says so and who does not."""

from dataclasses import dataclass
from typing import Final

from layers.blocks import Block, Word, facts, heading, listed
from layers.cards import GUILT_WITHHELD, card
from layers.catalog import Catalog
from layers.choices import Choices, Selection
from layers.language import Translator, country, date_text, listing, pick
from layers.profiles import sections, voices
from layers.profiles.confirmation import Confirmation, last_confirmed, said_of
from layers.profiles.subject import Subject, word
from layers.vocabulary import ACT_STATUS, EVENT_TYPES, GRADES, GUILT

NEAR: Final = 5
"""How many other events of the same place or corridor are offered."""


@dataclass(frozen=True)
class EventProfile:
    """An event and what is near it: `near` are the other events of its place, or else its corridor, the nearest in time first."""

    id: str
    grade: str
    rule: str
    origins: tuple[str, ...]
    confirmation: Confirmation
    disputes: tuple[str, ...]
    sources: tuple[str, ...]
    near: tuple[str, ...]
    in_view: bool


def read(catalog: Catalog, shown: Catalog, ident: str) -> EventProfile:
    """Return the event and what the view shows of its surroundings. Raises KeyError for an id that the catalog lacks."""
    event = catalog.events.loc[ident]
    about = [ident in each["events"] for each in catalog.disputes["about"]]
    disputes = catalog.disputes[about].sort_values("status", kind="stable")
    others = shown.events[shown.events.index != ident]
    field = "place" if isinstance(event["place"], str) else "corridor"
    near = others[others[field] == event[field]]
    apart = [abs((start - event["start"]).days) for start in near["start"]]
    order = sorted(zip(apart, near.index, strict=True))
    return EventProfile(
        id=ident,
        grade=str(event["grade"]),
        rule=str(event["rule"]),
        origins=tuple(event["independent"]),
        confirmation=last_confirmed(catalog, event),
        disputes=tuple(disputes.index),
        sources=tuple(sorted(event["sources"])),
        near=tuple(key for _days, key in order[:NEAR]),
        in_view=ident in shown.events.index,
    )


def blocks(catalog: Catalog, shown: Catalog, view: Choices, ident: str, lang: str) -> list[Block]:
    """Return the page of an event."""
    _ = Translator(lang)
    profile = read(catalog, shown, ident)
    event = catalog.events.loc[ident]
    made = sections.head(
        Subject("event", ident),
        pick(lang, event, "title")[0],
        view,
        lang,
        _("this event is in view") if profile.in_view else _("this event is not in view"),
        [{"text": _("On the map"), "to": f"map?selected=event.{ident}"}],
    )
    told = card(catalog, shown, Selection("event", ident), lang)
    if told is None:
        return [*made, *sections.left_out(lang)]
    named: list[Word] = [word(catalog, "actor", key, lang) for key in event["actors"]]
    about: list[tuple[str, list[Word]]] = [
        (_("Crimes named"), [chip["text"] for chip in told["chips"]]),
        (_("Countries"), sections.country_words(event["countries"], lang)),
        (
            _("Place"),
            [word(catalog, "place", event["place"], lang)] if isinstance(event["place"], str) else [],
        ),
        (
            _("Corridor"),
            [word(catalog, "corridor", event["corridor"], lang)]
            if isinstance(event["corridor"], str)
            else [],
        ),
        (_("Named or acting"), named),
    ]
    return [
        *made,
        sections.answers(_points(catalog, profile, told, lang)),
        *sections.note(event, "summary", lang),
        facts((label, words) for label, words in about if words),
        heading(_("Why this grade?"), 3, "grade"),
        listed({"text": reason} for reason in [*told["grade"]["why"], said_of(profile.confirmation, lang)]),
        *voices.disputes_section(catalog, profile.disputes, lang),
        *voices.sources_section(catalog, profile.sources, lang),
        *_near(catalog, profile, lang),
        facts([(_("Permanent name"), {"text": ident, "to": f"profile?of=event.{ident}"})]),
    ]


def _points(
    catalog: Catalog, profile: EventProfile, told: dict[str, object], lang: str
) -> list[dict[str, str] | None]:
    _ = Translator(lang)
    event = catalog.events.loc[profile.id]
    countries = listing(lang, [country(lang, code) for code in event["countries"]])
    name = catalog.places.at[event["place"], "name"] if isinstance(event["place"], str) else ""
    where = f"{name} ({countries})" if name else countries
    kind, status = _(EVENT_TYPES[event["type"]]), _(ACT_STATUS[event["act_status"]])
    found = [
        sections.point(
            _("{date}: {kind}, {where}.", date=date_text(lang, event["date"]), kind=kind, where=where)
        ),
        sections.point(_("Act status: {status}.", status=status), str(told["caution"])),
    ]
    if profile.id not in GUILT_WITHHELD:
        guilt = _(GUILT[event["guilt"]])
        dated = event["guilt_as_of"]
        as_of = _("As of {date}.", date=date_text(lang, dated)) if isinstance(dated, str) else ""
        found.append(sections.point(_("What courts had established: {guilt}.", guilt=guilt), as_of))
    origins = _.n("{n} independent origin", "{n} independent origins", len(profile.origins))
    found.append(
        sections.point(
            _("Evidence: {grade}.", grade=_(GRADES[profile.grade])),
            f"{origins} · {event['admiralty']}",
            "grade",
            _("Why"),
        )
    )
    return [
        *found,
        voices.disputes_point(catalog, profile.disputes, lang),
        voices.sources_point(catalog, profile.sources, lang),
    ]


def _near(catalog: Catalog, profile: EventProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    if not profile.near:
        return []
    same = isinstance(catalog.events.at[profile.id, "place"], str)
    title = (
        _("What else is reported from the same place?")
        if same
        else _("What else is reported along the same corridor?")
    )
    items = [
        word(catalog, "event", key, lang, sub=date_text(lang, catalog.events.at[key, "date"]))
        for key in profile.near
    ]
    return [heading(title, 3), listed(items)]
