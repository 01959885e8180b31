"""A place: which legs begin and end there, what is reported there, who says otherwise. Never finer than a town."""

from dataclasses import dataclass

from layers.blocks import Block, Word, facts, heading, links, listed, text
from layers.catalog import Catalog
from layers.choices import Choices
from layers.language import Translator, country, listing
from layers.profiles import reports, sections, unsure, voices
from layers.profiles.subject import Subject, word
from layers.profiles.tally import Counts, Tally, graded, tally
from layers.vocabulary import PLACE_PRECISION, PLACE_ROLES


@dataclass(frozen=True)
class PlaceProfile:
    """A place in numbers: the legs that arrive and depart, the events dated there; `of_…` count the whole."""

    id: str
    arriving: tuple[str, ...]
    departing: tuple[str, ...]
    of_legs: int
    leg_grades: Counts
    events: Tally
    of_events: int
    corridors: tuple[str, ...]
    disputes: tuple[str, ...]
    sources: tuple[str, ...]
    undated: tuple[str, ...]
    single_legs: tuple[str, ...]
    single_events: tuple[str, ...]
    in_view: bool


def read(catalog: Catalog, shown: Catalog, ident: str) -> PlaceProfile:
    """Return the place as the view shows it. Raises KeyError for an id that the catalog lacks."""
    arriving = shown.legs[shown.legs["to_place"] == ident]
    departing = shown.legs[shown.legs["from_place"] == ident]
    legs = shown.legs[(shown.legs["to_place"] == ident) | (shown.legs["from_place"] == ident)]
    events = shown.events[shown.events["place"] == ident]
    place = catalog.places.loc[[ident]]
    touched = {*legs["corridor"], *events["corridor"].dropna()}
    whole = catalog.legs
    return PlaceProfile(
        id=ident,
        arriving=tuple(arriving.index),
        departing=tuple(departing.index),
        of_legs=int(((whole["to_place"] == ident) | (whole["from_place"] == ident)).sum()),
        leg_grades=graded(legs),
        events=tally(events),
        of_events=int((catalog.events["place"] == ident).sum()),
        corridors=tuple(key for key in shown.corridors.index if key in touched),
        disputes=voices.disputes_about(
            shown, {"places": [ident], "legs": legs.index, "events": events.index}
        ),
        sources=voices.cited(place, legs, events),
        undated=tuple(key for key, start in legs["start"].items() if start is None),
        single_legs=tuple(legs.index[legs["grade"] == "single_source"]),
        single_events=tuple(events.index[events["grade"] == "single_source"]),
        in_view=ident in shown.places.index,
    )


def blocks(catalog: Catalog, shown: Catalog, view: Choices, ident: str, lang: str) -> list[Block]:
    """Return the page of a place."""
    _ = Translator(lang)
    profile = read(catalog, shown, ident)
    place = catalog.places.loc[ident]
    legs = len({*profile.arriving, *profile.departing})
    made = sections.head(
        Subject("place", ident),
        _("{name}: what is reported there?", name=str(place["name"])),
        view,
        lang,
        sections.in_view(lang, (profile.events.total, profile.of_events), (legs, profile.of_legs)),
        [{"text": _("On the map"), "to": f"map?selected=place.{ident}"}],
    )
    if not profile.in_view:
        return [*made, *sections.left_out(lang)]
    where: list[tuple[str, Word]] = [(_("Country"), sections.country_words([place["country"]], lang)[0])]
    if place["admin1"]:
        where.append((_("Region"), str(place["admin1"])))
    if place["roles"]:
        where.append((_("Role"), listing(lang, [_(PLACE_ROLES[role]) for role in place["roles"]])))
    where.append((_("Precision"), _(PLACE_PRECISION[place["precision"]])))
    events = shown.events[shown.events["place"] == ident]
    return [
        *made,
        sections.answers(
            [
                _legs_point(profile, lang),
                reports.events_point(profile.events, lang),
                voices.disputes_point(catalog, profile.disputes, lang),
                voices.sources_point(catalog, profile.sources, lang),
            ]
        ),
        facts(where),
        *sections.note(place, "note", lang),
        *_legs(catalog, shown, profile, lang),
        *reports.events_section(catalog, events, profile.events, lang, Subject("place", ident), place=False),
        *_along(catalog, shown, profile, lang),
        *voices.disputes_section(catalog, profile.disputes, lang),
        *voices.sources_section(catalog, profile.sources, lang),
        *_unknown(catalog, profile, legs, lang),
        *_leads(catalog, profile, str(place["country"]), lang),
    ]


def _legs_point(profile: PlaceProfile, lang: str) -> dict[str, str]:
    _ = Translator(lang)
    if not (profile.arriving or profile.departing):
        return sections.point(_("No leg in view begins or ends there."))
    arriving = _.n("{n} leg ends there", "{n} legs end there", len(profile.arriving))
    departing = _.n("{n} leg begins there", "{n} legs begin there", len(profile.departing))
    said = _("{arriving}, {departing}.", arriving=arriving[0].upper() + arriving[1:], departing=departing)
    return sections.point(said, sections.grades(profile.leg_grades, lang), "legs", _("Legs"))


def _legs(catalog: Catalog, shown: Catalog, profile: PlaceProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    if not (profile.arriving or profile.departing):
        return []
    made: list[Block] = [heading(_("Which legs begin and end there?"), 3, "legs")]
    for caption, keys in ((_("Ending there"), profile.arriving), (_("Beginning there"), profile.departing)):
        if keys:
            made.append(heading(caption, 4))
            made.append(listed(sections.leg_items(catalog, shown, keys, lang)))
    return made


def _along(catalog: Catalog, shown: Catalog, profile: PlaceProfile, lang: str) -> list[Block]:
    """Offer the events of the corridors that touch the place: many a report names a border, and no town of it."""
    _ = Translator(lang)
    counts = shown.events["corridor"].value_counts()
    items = [
        word(catalog, "corridor", key, lang, sub=_.n("{n} event", "{n} events", int(counts[key])))
        for key in profile.corridors
        if key in counts
    ]
    if not items:
        return []
    said = _("Events of its corridors, in whatever town or in none:")
    return [text(said), listed(items)]


def _unknown(catalog: Catalog, profile: PlaceProfile, legs: int, lang: str) -> list[Block]:
    _ = Translator(lang)
    items: list[tuple[str, list[Word]]] = []
    if not profile.events.total:
        items.append((_("Nobody dated an event there that the atlas holds in this view."), []))
    if not legs:
        items.append((_("No reported leg in view begins or ends there."), []))
    items += unsure.undated(catalog, profile.undated, lang)
    items += unsure.legs(catalog, profile.single_legs, lang)
    items += unsure.events(catalog, profile.single_events, lang)
    items += reports.silent_years(profile.events, lang)
    return sections.unknown_section(items, lang)


def _leads(catalog: Catalog, profile: PlaceProfile, code: str, lang: str) -> list[Block]:
    _ = Translator(lang)
    words = [word(catalog, "corridor", key, lang) for key in profile.corridors]
    items: list[Word] = [{"text": country(lang, code), "to": f"profile?of=country.{code}"}, *words]
    return [heading(_("Where to go from here?"), 3), links(items)]
