"""A country: what enters, leaves and crosses it, what is reported there, what is published about it, what is not known."""

from dataclasses import dataclass

import pandas as pd

from layers.blocks import Block, Word, fold, heading, links, listed, table, text
from layers.borders import read_countries
from layers.cards import titles
from layers.catalog import Catalog
from layers.choices import Choices
from layers.index import index_of
from layers.language import Translator, country, listing, number
from layers.language import fold as folded
from layers.profiles import figures, sections
from layers.profiles.figures import Figure
from layers.profiles.subject import Subject, word
from layers.profiles.tally import Counts, Tally, counted, graded, holding, tally
from layers.vocabulary import ACTOR_KINDS, CRIMES, PLACE_ROLES

WAYS = ("enter", "leave", "within", "cross")
HUBS_AT_MOST = 12
CRIMES_NAMED, CRIMES_SHOWN = 3, 6


@dataclass(frozen=True)
class Hub:
    """A place with the number of legs that begin or end there and of events dated there."""

    place: str
    legs: int
    events: int


@dataclass(frozen=True)
class CountryProfile:
    """A country in numbers, all of what is in view but `of_legs` and `of_events`, which count the whole.

    `ways` holds the legs that enter it, leave it, stay within it (or come back to it) and cross it on the way elsewhere;
    `borders` the legs over each land border ("CL-PE"); `corridors` legs and events per corridor. `silent_places` are places
    where no leg that bears a date begins or ends and no event is dated.
    """

    code: str
    of_legs: int
    of_events: int
    ways: tuple[tuple[str, tuple[str, ...]], ...]
    legs: tuple[str, ...]
    leg_grades: Counts
    crimes: Counts
    borders: Counts
    corridors: tuple[tuple[str, int, int], ...]
    hubs: tuple[Hub, ...]
    events: Tally
    figures: tuple[Figure, ...]
    actors: tuple[tuple[str, int], ...]
    disputes: tuple[str, ...]
    sources: tuple[str, ...]
    places: tuple[str, ...]
    silent_places: tuple[str, ...]
    undated: tuple[str, ...]
    single_legs: tuple[str, ...]
    single_events: tuple[str, ...]
    neighbours: tuple[str, ...]


def touching(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the rows whose countries hold the code."""
    return holding(frame, "countries", code)


def way(path: tuple[str, ...], code: str) -> str:
    """Say how a leg through these countries, in travel order, touches one of them (one of `WAYS`)."""
    starts, ends = path[0] == code, path[-1] == code
    return "within" if starts and ends else "leave" if starts else "enter" if ends else "cross"


def read(catalog: Catalog, shown: Catalog, code: str) -> CountryProfile:
    """Return the country (ISO 3166-1 alpha-2) as the view shows it."""
    legs, events = touching(shown.legs, code), touching(shown.events, code)
    places = shown.places[shown.places["country"] == code]
    ends = pd.concat([legs["from_place"], legs["to_place"]])
    at, dated_at = ends.value_counts().to_dict(), events["place"].value_counts().to_dict()
    dated_legs = legs[legs["start"].notna()]
    heard = {*dated_legs["from_place"], *dated_legs["to_place"], *dated_at}
    hubs = [Hub(str(key), at.get(key, 0), dated_at.get(key, 0)) for key in places.index]
    hubs = sorted(
        (hub for hub in hubs if hub.legs or hub.events), key=lambda h: (-h.legs - h.events, h.place)
    )
    per_leg, per_event = (
        legs["corridor"].value_counts().to_dict(),
        events["corridor"].value_counts().to_dict(),
    )
    borders = [pair for pairs in legs["borders"] for pair in pairs if code in pair.split("-")]
    actors = touching(shown.actors, code)
    named = (
        pd.Series([actor for actors in events["actors"] for actor in actors], dtype=object)
        .value_counts()
        .to_dict()
    )
    corridors = [key for key in shown.corridors.index if key in per_leg or key in per_event]
    about = {"legs": legs.index, "events": events.index, "places": places.index, "corridors": corridors}
    land = {other for pair in read_countries().neighbours if code in pair for other in pair}
    reached = {other for path in legs["countries"] for other in path}
    known = set(index_of(catalog).values["countries"])
    return CountryProfile(
        code=code,
        of_legs=len(touching(catalog.legs, code)),
        of_events=len(touching(catalog.events, code)),
        ways=_ways(legs, code),
        legs=tuple(legs.index),
        leg_grades=graded(legs),
        crimes=_most([crime for crimes in (*legs["crimes"], *events["crimes"]) for crime in crimes]),
        borders=counted(borders, sorted(set(borders), key=lambda pair: (-borders.count(pair), pair))),
        corridors=tuple((key, per_leg.get(key, 0), per_event.get(key, 0)) for key in corridors),
        hubs=tuple(hubs),
        events=tally(events),
        figures=figures.latest(shown.observations, code),
        actors=tuple(
            sorted(
                ((str(key), named.get(key, 0)) for key in actors.index), key=lambda pair: (-pair[1], pair[0])
            )
        ),
        disputes=sections.disputes_about(shown, about),
        sources=sections.cited(legs, events, places),
        places=tuple(map(str, places.index)),
        silent_places=tuple(str(key) for key in places.index if str(key) not in heard),
        undated=tuple(str(key) for key, start in legs["start"].items() if start is None),
        single_legs=tuple(legs.index[legs["grade"] == "single_source"]),
        single_events=tuple(events.index[events["grade"] == "single_source"]),
        neighbours=tuple(sorted((land | reached) & known - {code})),
    )


def _ways(legs: pd.DataFrame, code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {each: [] for each in WAYS}
    for key, path in legs["countries"].items():
        found[way(path, code)].append(str(key))
    return tuple((each, tuple(keys)) for each, keys in found.items() if keys)


def _most(codes: list[str]) -> Counts:
    return counted(codes, sorted(CRIMES, key=lambda code: -codes.count(code)))


def blocks(catalog: Catalog, shown: Catalog, view: Choices, code: str, lang: str) -> list[Block]:
    """Return the page of a country."""
    _ = Translator(lang)
    profile = read(catalog, shown, code)
    made = sections.head(
        Subject("country", code),
        _("{name}: what is reported?", name=country(lang, code)),
        view,
        lang,
        sections.in_view(
            lang, (profile.events.total, profile.of_events), (len(profile.legs), profile.of_legs)
        ),
        [{"text": _("On the map"), "to": f"map?country={code}"}],
    )
    if not (profile.legs or profile.events.total or profile.places):
        return [*made, *sections.left_out(lang)]
    return [
        *made,
        sections.answers(
            [
                _ways_point(profile, lang),
                sections.events_point(profile.events, lang),
                _crimes_point(profile, lang),
                figures.point(catalog, profile.figures, lang),
                sections.disputes_point(catalog, profile.disputes, lang),
                _unknown_point(profile, lang),
            ]
        ),
        *_movement(catalog, shown, profile, lang),
        *_hubs(catalog, profile, lang),
        *sections.events_section(
            catalog, touching(shown.events, code), profile.events, lang, f"map?country={code}"
        ),
        *figures.section(catalog, profile.figures, code, lang),
        *_actors(catalog, profile, lang),
        *sections.disputes_section(catalog, profile.disputes, lang),
        *sections.sources_section(catalog, profile.sources, lang),
        *_unknown(catalog, profile, lang),
        *_neighbours(profile, lang),
    ]


def ways(profile: CountryProfile, lang: str) -> str:
    """Say how many legs enter, leave, stay and cross, as one phrase."""
    _ = Translator(lang)
    said = {
        "enter": lambda n: _.n("{n} enters the country", "{n} enter the country", n),
        "leave": lambda n: _.n("{n} leaves it", "{n} leave it", n),
        "within": lambda n: _.n("{n} stays within it", "{n} stay within it", n),
        "cross": lambda n: _.n("{n} crosses it on the way elsewhere", "{n} cross it on the way elsewhere", n),
    }
    return listing(lang, [said[code](len(keys)) for code, keys in profile.ways])


def _ways_point(profile: CountryProfile, lang: str) -> dict[str, str]:
    _ = Translator(lang)
    if not profile.legs:
        return sections.point(_("No leg in view touches the country."))
    said = _.n(
        "{n} leg touches the country: {ways}.",
        "{n} legs touch the country: {ways}.",
        len(profile.legs),
        ways=ways(profile, lang),
    )
    return sections.point(said, sections.grades(profile.leg_grades, lang), "movement", _("Routes"))


def _crimes_point(profile: CountryProfile, lang: str) -> dict[str, str] | None:
    _ = Translator(lang)
    if not profile.crimes:
        return None
    first = listing(lang, [_(CRIMES[code]) for code, _n in profile.crimes[:CRIMES_NAMED]])
    said = _("Most often named in legs and events: {crimes}.", crimes=first)
    return sections.point(
        said, sections.labelled(profile.crimes[:CRIMES_SHOWN], CRIMES, lang), "events", _("Events")
    )


def _unknown_point(profile: CountryProfile, lang: str) -> dict[str, str]:
    _ = Translator(lang)
    single, claims = (
        len(profile.single_legs) + len(profile.single_events),
        len(profile.legs) + profile.events.total,
    )
    said = _.n(
        "Not known well: {single} of {n} claim rests on a single source.",
        "Not known well: {single} of {n} claims rest on a single source.",
        claims,
        single=number(lang, single),
    )
    places = _.n(
        "{n} place without a dated report", "{n} places without a dated report", len(profile.silent_places)
    )
    undated = _.n("{n} leg without a date", "{n} legs without a date", len(profile.undated))
    return sections.point(said, f"{places} · {undated}", "unknown", _("What is not known"))


def border(pair: str, lang: str) -> str:
    """Return a pair of countries as it is read."""
    return "–".join(country(lang, code) for code in pair.split("-"))


def _movement(catalog: Catalog, shown: Catalog, profile: CountryProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    made: list[Block] = [heading(_("What enters, leaves and crosses it?"), 3, "movement")]
    if profile.borders:
        pairs = " · ".join(
            _("{label}: {n}", label=border(pair, lang), n=number(lang, n)) for pair, n in profile.borders
        )
        made.append(text(_("Legs over each land border: {pairs}.", pairs=pairs)))
    elif profile.legs:
        made.append(text(_("No leg in view crosses a land border of the country.")))
    said = {
        "enter": lambda n: _.n("{n} leg enters the country", "{n} legs enter the country", n),
        "leave": lambda n: _.n("{n} leg leaves the country", "{n} legs leave the country", n),
        "within": lambda n: _.n("{n} leg stays within the country", "{n} legs stay within the country", n),
        "cross": lambda n: _.n("{n} leg crosses the country", "{n} legs cross the country", n),
    }
    for each, keys in profile.ways:
        made.append(fold(said[each](len(keys)), [listed(sections.leg_items(catalog, shown, keys, lang))]))
    rows: list[list[Word]] = [
        [word(catalog, "corridor", key, lang), {"number": legs}, {"number": events}]
        for key, legs, events in profile.corridors
    ]
    if rows:
        made.append(
            table(
                _("Corridors with legs or events here"),
                [_("Corridor"), _("Legs here"), _("Events here")],
                rows,
            )
        )
    return made


def _hubs(catalog: Catalog, profile: CountryProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    if not profile.hubs:
        return []
    shown = profile.hubs[:HUBS_AT_MOST]
    rows: list[list[Word]] = [
        [
            word(catalog, "place", hub.place, lang),
            ", ".join(_(PLACE_ROLES[role]) for role in catalog.places.at[hub.place, "roles"]),
            {"number": hub.legs},
            {"number": hub.events},
        ]
        for hub in shown
    ]
    caption = _.n(
        "The place with most legs and events, of {n}",
        "The places with most legs and events, of {n}",
        len(profile.places),
    )
    return [
        heading(_("Which places stand out?"), 3, "hubs"),
        table(caption, [_("Place"), _("Role"), _("Legs"), _("Events")], rows),
    ]


def _actors(catalog: Catalog, profile: CountryProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    made: list[Block] = [heading(_("Who is named, and who acts?"), 3, "actors")]
    if not profile.actors:
        return [*made, text(_("No group and no authority is named in view."))]
    rows: list[list[Word]] = [
        [
            word(catalog, "actor", key, lang),
            _(ACTOR_KINDS[str(catalog.actors.at[key, "kind"])]),
            {"number": n},
        ]
        for key, n in profile.actors
    ]
    return [
        *made,
        table(_("Groups, networks and authorities"), [_("Actor"), _("Kind"), _("Events here")], rows),
    ]


def _unknown(catalog: Catalog, profile: CountryProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    leg_names = titles(catalog, "leg", lang)

    def legs(keys: tuple[str, ...]) -> list[Word]:
        return [{"text": leg_names[key], "key": f"leg.{key}"} for key in keys]

    items: list[tuple[str, list[Word]]] = []
    if profile.silent_places:
        said = _.n(
            "{n} place is known by name only: nobody dated a report of it.",
            "{n} places are known by name only: nobody dated a report of them.",
            len(profile.silent_places),
        )
        items.append((said, [word(catalog, "place", key, lang) for key in profile.silent_places]))
    if profile.undated:
        items.append(
            (
                _.n("{n} leg bears no date.", "{n} legs bear no date.", len(profile.undated)),
                legs(profile.undated),
            )
        )
    if profile.single_legs:
        said = _.n(
            "{n} leg rests on a single source.", "{n} legs rest on a single source.", len(profile.single_legs)
        )
        items.append((said, legs(profile.single_legs)))
    if profile.single_events:
        said = _.n(
            "{n} event rests on a single source.",
            "{n} events rest on a single source.",
            len(profile.single_events),
        )
        items.append((said, [word(catalog, "event", key, lang) for key in profile.single_events]))
    items += sections.silent_years(profile.events, lang)
    return sections.unknown_section(items, lang)


def _neighbours(profile: CountryProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    if not profile.neighbours:
        return []
    codes = sorted(profile.neighbours, key=lambda code: folded(country(lang, code)))
    return [heading(_("Where to go from here?"), 3), links(sections.country_words(codes, lang))]
