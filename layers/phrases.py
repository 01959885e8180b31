"""The sentence that says what a filter asks for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from layers import vocabulary
from layers.choices import Choices
from layers.language import N_, Translator, country, date_text, fold, listing, number

NAMED_AT_MOST: Final = 6
NOTHING: Final = N_(
    "Nobody reported anything that fits all these filters. That does not mean that nothing happens there."
)
NAMES: Final = {
    "countries": N_("Country"),
    "corridors": N_("Corridor"),
    "crimes": N_("Crime named"),
    "actors": N_("Actor"),
    "attribution": N_("Who is named on a leg"),
    "acts": N_("Status of an event"),
    "evidence": N_("Evidence at least"),
    "named": N_("Only where the group is named"),
    "flow": N_("Direction of travel"),
    "since": N_("From"),
    "until": N_("To"),
    "text": N_("Search the words"),
}
"""What the fields of a filter are called, for offers to drop them."""

FLOWS: Final = {
    ("into", True): N_("legs only that end in {area} and start elsewhere, events only that concern {area}"),
    ("out", True): N_("legs only that start in {area} and end elsewhere, events only that concern {area}"),
    ("through", True): N_(
        "legs only that cross {area} or lie on a way into it from one country and out of it to another, "
        "events only that concern {area}"
    ),
    ("into", False): N_("legs only that end in {area}, events only there"),
    ("out", False): N_("legs only that start in {area}, events only there"),
    ("through", False): N_(
        "legs only that lead into {area} or out of it where a way goes on from one place to another, events only there"
    ),
}
"""What a direction keeps of a country (True) or a place (False)."""


def sentence(
    choices: Choices, lang: str, corridors: Mapping[str, str], actors: Mapping[str, str], place: str = ""
) -> str:
    """Say in one sentence what is asked for; `corridors` and `actors` give the names of ids, `place` that of the flow's.

    What bears on legs alone (attribution) or on events alone (act status, actors) is said of these only.
    """
    _ = Translator(lang)
    if choices.is_empty:
        return _("All curated legs, places and events are shown.")

    def either(codes: tuple[str, ...], name: Callable[[str], str], quoted: bool = False) -> str:
        names = [name(code) for code in codes]
        return listing(lang, [_("“{text}”", text=n) for n in names] if quoted else names, "or")

    shared = []
    if choices.countries:
        places = either(choices.countries, lambda code: country(lang, code))
        shared.append(_("that start in, end in, cross or concern {countries}", countries=places))
    if choices.corridors:
        names = either(choices.corridors, lambda key: corridors.get(key, key))
        shared.append(
            _.n(
                "of the corridor {corridors}",
                "of the corridors {corridors}",
                len(choices.corridors),
                corridors=names,
            )
        )
    if choices.crimes:
        crimes = either(choices.crimes, lambda code: _(vocabulary.CRIMES[code]))
        shared.append(_("where {crimes} is named", crimes=crimes))
    if choices.since or choices.until:
        shared.append(period(_, choices.since, choices.until))
    if choices.text:
        shared.append(
            _.n(
                "containing “{text}”",
                "containing all the words “{text}”",
                len(choices.text.split()),
                text=choices.text,
            )
        )
    own = []
    if choices.evidence:
        own.append(
            _(
                "legs and events only with the grade “{grade}” or better",
                grade=_(vocabulary.GRADES[choices.evidence]),
            )
        )
    if choices.named:
        own.append(_("only what names Tren de Aragua or a faction of it"))
    if choices.flow:
        area = country(lang, choices.flow.area) if choices.flow.of_country else place
        own.append(_(FLOWS[choices.flow.direction, choices.flow.of_country], area=area))
    if choices.attribution:
        labels = either(choices.attribution, lambda code: _(vocabulary.ATTRIBUTION[code]), quoted=True)
        own.append(_("legs only with the attribution {attribution}", attribution=labels))
    if choices.acts:
        labels = either(choices.acts, lambda code: _(vocabulary.ACT_STATUS[code]), quoted=True)
        own.append(_("events only with the status {acts}", acts=labels))
    if choices.actors:
        names = either(choices.actors, lambda key: actors.get(key, key))
        own.append(
            _(
                "events only where {actors} is named, and legs only of corridors with such an event",
                actors=names,
            )
        )
    first = " ".join(filter(None, [_("Legs, places and events"), ", ".join(shared)]))
    return "; ".join([first, *own]) + "."


def loss(
    lang: str,
    grade: str,
    legs: tuple[int, int],
    events: tuple[int, int],
    corridors: Sequence[str],
    countries: Sequence[str],
) -> str:
    """Say in one sentence what falls away at a grade.

    `legs` and `events` are (lost, of how many); `corridors` the names of those without a leg left, `countries` the codes
    of those without any record left. Nothing lost says that nothing falls away.
    """
    _ = Translator(lang)
    label = _(vocabulary.GRADES[grade])
    if not (legs[0] or events[0]):
        return _("At “{grade}” nothing falls away.", grade=label)
    parts = [
        _(
            "At “{grade}” {legs} of {all_legs} legs and {events} of {all_events} events fall away",
            grade=label,
            legs=number(lang, legs[0]),
            all_legs=number(lang, legs[1]),
            events=number(lang, events[0]),
            all_events=number(lang, events[1]),
        )
    ]
    if len(corridors) > NAMED_AT_MOST:
        parts.append(_.n("{n} corridor has no leg left", "{n} corridors have no leg left", len(corridors)))
    elif corridors:
        parts.append(_("no leg is left of {corridors}", corridors=listing(lang, corridors)))
    if countries:
        names = listing(lang, sorted((country(lang, code) for code in countries), key=fold))
        parts.append(_("nothing is left for {countries}", countries=names))
    return "; ".join(parts) + "."


def period(_: Translator, since: str | None, until: str | None) -> str:
    """Say a period of which at least one end is given; dates are EDTF."""
    start, end = date_text(_.lang, since), date_text(_.lang, until)
    if since == until:
        if len(since or "") == len("YYYY-MM-DD"):
            return _("reported or dated on {date}", date=start)
        return _("reported or dated in {date}", date=start)
    if not until:
        return _("reported or dated from {date} on", date=start)
    if not since:
        return _("reported or dated up to {date}", date=end)
    return _("reported or dated between {start} and {end}", start=start, end=end)


def dropped(lang: str, fields: Sequence[str], legs: int, places: int, events: int) -> str:
    """Say what dropping some fields of a filter would show."""
    _ = Translator(lang)
    names = listing(lang, [_("“{text}”", text=_(NAMES[field])) for field in fields])
    return _(
        "Drop {filter}: {legs} legs, {places} places, {events} events",
        filter=names,
        legs=legs,
        places=places,
        events=events,
    )
