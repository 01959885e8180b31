"""The page of a country, in words."""

from layers.blocks import Block, Word, fold, heading, links, listed, table, text
from layers.catalog import Catalog
from layers.choices import Choices
from layers.language import Translator, country, listing, number
from layers.language import fold as folded
from layers.profiles import figures, reports, sections, unsure, voices
from layers.profiles.country import CountryProfile, read, touching
from layers.profiles.subject import Subject, word
from layers.vocabulary import ACTOR_KINDS, CRIMES, PLACE_ROLES

HUBS_AT_MOST = 12
CRIMES_NAMED, CRIMES_SHOWN = 3, 6


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
                reports.events_point(profile.events, lang),
                _crimes_point(profile, lang),
                figures.point(catalog, profile.figures, lang),
                voices.disputes_point(catalog, profile.disputes, lang),
                _unknown_point(profile, lang),
            ]
        ),
        *_movement(catalog, shown, profile, lang),
        *_hubs(catalog, profile, lang),
        *reports.events_section(
            catalog, touching(shown.events, code), profile.events, lang, Subject("country", code)
        ),
        *figures.section(catalog, profile.figures, code, lang),
        *_actors(catalog, profile, lang),
        *voices.disputes_section(catalog, profile.disputes, lang),
        *voices.sources_section(catalog, profile.sources, lang),
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
        "Not known well: {single} of {n} claim is graded “single source”.",
        "Not known well: {single} of {n} claims are graded “single source”.",
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
    items: list[tuple[str, list[Word]]] = []
    if profile.silent_places:
        said = _.n(
            "{n} place is known by name only: nobody dated a report of it.",
            "{n} places are known by name only: nobody dated a report of them.",
            len(profile.silent_places),
        )
        items.append((said, [word(catalog, "place", key, lang) for key in profile.silent_places]))
    items += unsure.undated(catalog, profile.undated, lang)
    items += unsure.legs(catalog, profile.single_legs, lang)
    items += unsure.events(catalog, profile.single_events, lang)
    items += reports.silent_years(profile.events, lang)
    return sections.unknown_section(items, lang)


def _neighbours(profile: CountryProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    if not profile.neighbours:
        return []
    codes = sorted(profile.neighbours, key=lambda code: folded(country(lang, code)))
    return [heading(_("Where to go from here?"), 3), links(sections.country_words(codes, lang))]
