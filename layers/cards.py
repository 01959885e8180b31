"""The card of one record: what is claimed, how sure, since when, and on whose word. Plain values, no markup."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from layers.catalog import Catalog
from layers.choices import Selection
from layers.evidence import GRADE_RULES, rank
from layers.language import LANGUAGES, N_, Translator, country, date_text, listing, number, pick
from layers.vocabulary import (
    ACT_STATUS,
    ACTOR_KINDS,
    ATTRIBUTION,
    CRIME_FAMILY,
    CRIMES,
    DISPUTE_STATUS,
    EVENT_TYPES,
    EVIDENCE_RESEARCHER,
    GRADES,
    GUILT,
    LEG_PRECISION,
    MODES,
    PLACE_PRECISION,
    PLACE_ROLES,
    SOURCE_LANGUAGES,
    STANCE,
)
from layers.vocabulary import GUILT_WITHHELD as GUILT_WITHHELD

Card = dict[str, Any]
ARROW: Final = " → "
KIND_NAMES: Final = {
    "corridor": N_("Corridor"),
    "leg": N_("Leg"),
    "place": N_("Place"),
    "event": N_("Event"),
    "actor": N_("Actor"),
    "dispute": N_("Dispute"),
}
TABLES: Final = {kind: kind + "s" for kind in KIND_NAMES}
PROFILED: Final = ("corridor", "place", "actor", "event")
"""The kinds of record that have a profile; a leg has its corridor's."""
STANCES: Final = ("supports", "qualifies", "contradicts")
"""The order in which positions stand side by side."""


def title(catalog: Catalog, selection: Selection, lang: str) -> str:
    """Return the record's name in the language. Raises KeyError for an id that the catalog lacks."""
    return titles(catalog, selection.kind, lang)[selection.id]


@lru_cache(maxsize=18)
def titles(catalog: Catalog, kind: str, lang: str) -> dict[str, str]:
    """Return the name of every record of a kind, in catalog order. Made once per catalog and language."""
    if kind == "leg":
        name = catalog.places["name"].to_dict()
        ends = zip(catalog.legs["from_place"], catalog.legs["to_place"], strict=True)
        return dict(zip(catalog.legs.index, (name[a] + ARROW + name[b] for a, b in ends), strict=True))
    frame = getattr(catalog, TABLES[kind])
    field = {"corridor": "name", "event": "title", "dispute": "question"}.get(kind)
    if field is None:
        return dict(zip(frame.index, frame["name"].astype(str), strict=True))
    texts = frame[[f"{field}_{each}" for each in LANGUAGES]].to_dict("records")
    return dict(zip(frame.index, (pick(lang, record, field)[0] for record in texts), strict=True))


def card(catalog: Catalog, shown: Catalog, selection: Selection | None, lang: str) -> Card | None:
    """Return the card of the selected record, None when nothing is selected or the filter leaves the record out.

    Lists of related records hold filtered rows only; the words, the sources and the disputes of the record itself are
    always whole, since a claim without them would be another claim.
    """
    if selection is None or selection.id not in getattr(shown, TABLES[selection.kind]).index:
        return None
    record = getattr(shown, TABLES[selection.kind]).loc[selection.id]
    build = _BUILDERS[selection.kind]
    _ = Translator(lang)
    made: Card = {
        "key": str(selection),
        "kind": _(KIND_NAMES[selection.kind]),
        "title": title(catalog, selection, lang),
        "line": "",
        "facts": [],
        "chips": [],
        "lists": [],
    }
    if "grade" in record:
        made["grade"] = _grade(record, selection.kind, _)
    if len(record.get("disputes", ())):
        made["disputed"] = _.n(
            "disputed: {n} open question", "disputed: {n} open questions", len(record["disputes"])
        )
    made |= build(catalog, shown, record, lang, _)
    field = _TEXTS.get(selection.kind, "note")
    text, text_lang = pick(lang, record, field)
    made["text"] = {"body": text, "lang": text_lang}
    if text and text_lang != lang:
        made["text"]["fallback"] = _(
            "Shown in {language}: no translation yet.", language=_(SOURCE_LANGUAGES[text_lang])
        )
    disputes = _disputes(catalog, selection, lang, _)
    if disputes:
        made["lists"].insert(0, disputes)
    if selection.kind in ("corridor", "leg"):
        made["walk"] = _walk(catalog, shown, selection, lang, _)
    about = Selection("corridor", str(record["corridor"])) if selection.kind == "leg" else selection
    if about.kind in PROFILED:
        made["profile"] = {"text": _("Profile"), "of": str(about)}
    made["sources"] = sources(catalog, record["sources"], lang)
    return made


def _walk(catalog: Catalog, shown: Catalog, selection: Selection, lang: str, _: Translator) -> dict[str, Any]:
    """Say which leg of its corridor this is, and name the legs of the view before and after it; None at the ends.

    Legs are numbered in the travel order of the whole corridor, so that a leg has the same number in every view. From the
    corridor itself the walk begins with its first leg.
    """
    on_leg = selection.kind == "leg"
    owner = catalog.legs.at[selection.id, "corridor"] if on_leg else selection.id
    whole = catalog.legs.index[catalog.legs["corridor"] == owner]
    order = shown.legs.index[shown.legs["corridor"] == owner]
    place = order.get_loc(selection.id) if on_leg else -1
    names = titles(catalog, "leg", lang)

    def neighbour(at: int) -> dict[str, str] | None:
        return {"key": f"leg.{order[at]}", "text": names[order[at]]} if 0 <= at < len(order) else None

    if on_leg:
        said = _(
            "leg {n} of {all} of {corridor}",
            n=number(lang, whole.get_loc(selection.id) + 1),
            all=number(lang, len(whole)),
            corridor=titles(catalog, "corridor", lang)[owner],
        )
    else:
        said = _.n("{n} leg, walk it", "{n} legs, walk them in order", len(order))
    left_out = len(whole) - len(order)
    return {
        "text": said,
        "note": _.n("{n} leg is not in this view", "{n} legs are not in this view", left_out)
        if left_out
        else "",
        "previous": neighbour(place - 1),
        "next": neighbour(place + 1),
        "labels": {"previous": _("Previous leg"), "next": _("Next leg")},
    }


def _place_name(catalog: Catalog, place: str) -> str:
    return str(catalog.places.at[place, "name"])


def _fact(label: str, value: str, **more: str) -> dict[str, str]:
    return {"label": label, "value": value, **more}


def _link(kind: str, key: str, text: str, sub: str = "") -> dict[str, str]:
    return {"key": f"{kind}.{key}", "text": text, "sub": sub}


def _chips(
    crimes: Iterable[str], _: Translator, grades: Iterable[str] = (), own: str = ""
) -> list[dict[str, str]]:
    """Name the crimes; one whose grade differs from that of the whole record carries its own."""
    given = tuple(grades)
    return [
        {
            "text": _(CRIMES[crime])
            if not given or given[n] == own
            else _("{crime} ({grade})", crime=_(CRIMES[crime]), grade=_(GRADES[given[n]])),
            "family": CRIME_FAMILY[crime],
        }
        for n, crime in enumerate(crimes)
    ]


def _grade(record: "pd.Series[Any]", kind: str, _: Translator) -> dict[str, Any]:
    """Say the computed grade in one row, and why in a few sentences."""
    count = len(record["independent"])
    reliability, credibility = record["admiralty"]
    why = [
        _(GRADE_RULES[record["rule"]][1]),
        _(
            "Admiralty code {code}: source {letter}, information {figure}. The method page says how both are found.",
            code=record["admiralty"],
            letter=reliability,
            figure=credibility,
        ),
        _("The researcher's own mark: {mark}.", mark=_(EVIDENCE_RESEARCHER[record["evidence_researcher"]])),
    ]
    if kind == "event" and record["grade"] == "established":
        why.insert(1, _("The grade is of the act itself, not of what it says about anyone."))
    if len(record["disputes"]):
        why.append(_("An open dispute touches it; that does not lower the grade."))
    return {
        "level": rank(record["grade"]),
        "text": _(GRADES[record["grade"]]),
        "detail": _.n("{n} independent origin", "{n} independent origins", count)
        + " · "
        + record["admiralty"],
        "label": _("Evidence"),
        "heading": _("Why this grade"),
        "why": why,
    }


def when(record: "pd.Series[Any]", lang: str) -> str:
    """Return in words when a leg is reported; an open end reads "last reported", never "still active"."""
    _ = Translator(lang)
    start, end, last = (
        date_text(lang, record[name]) for name in ("reported_from", "reported_to", "last_reported")
    )
    if start and end:
        return _("reported from {start} to {end}", start=start, end=end)
    if start and last:
        return _("reported from {start}, last reported {last}", start=start, last=last)
    if start:
        return _("reported from {start}", start=start)
    return _("last reported {last}", last=last) if last else _("no date stated")


def _leg(catalog: Catalog, shown: Catalog, leg: "pd.Series[Any]", lang: str, _: Translator) -> Card:
    ends = catalog.places.loc[[leg["from_place"], leg["to_place"]]]
    start, end = (
        f"{name} ({country(lang, code)})" for name, code in zip(ends["name"], ends["country"], strict=True)
    )
    corridor = pick(lang, catalog.corridors.loc[leg["corridor"]], "name")[0]
    facts = [
        _fact(_("Corridor"), corridor, key=f"corridor.{leg['corridor']}"),
        _fact(_("Who is named"), _(ATTRIBUTION[leg["attribution"]])),
        _fact(_("When"), when(leg, lang)),
        _fact(_("Precision"), _(LEG_PRECISION[leg["precision"]])),
        _fact(_("Length"), _("{km} km as the crow flies", km=number(lang, round(float(leg["length_km"]))))),
        _fact(
            _("Countries"), listing(lang, [country(lang, code) for code in dict.fromkeys(leg["countries"])])
        ),
    ]
    if leg["borders"]:
        pairs = ["–".join(country(lang, code) for code in pair.split("-")) for pair in leg["borders"]]
        facts.append(_fact(_("Borders crossed"), listing(lang, pairs)))
    return {
        "line": _("From {start} to {end}, {mode}", start=start, end=end, mode=_(MODES[leg["mode"]])),
        "facts": facts,
        "chips": _chips(leg["crimes"], _, leg["crime_grades"], leg["grade"]),
        "lists": [
            {
                "heading": _("Ends"),
                "items": [_link("place", str(key), str(name)) for key, name in ends["name"].items()],
            }
        ],
    }


def _place(catalog: Catalog, shown: Catalog, place: "pd.Series[Any]", lang: str, _: Translator) -> Card:
    roles = [_(PLACE_ROLES[role]) for role in place["roles"]]
    legs = shown.legs[(shown.legs["from_place"] == place.name) | (shown.legs["to_place"] == place.name)]
    facts = [_fact(_("Precision"), _(PLACE_PRECISION[place["precision"]]))]
    if roles:
        facts.insert(0, _fact(_("Role"), listing(lang, roles)))
    return {
        "line": ", ".join(part for part in (place["admin1"], country(lang, place["country"])) if part),
        "facts": facts,
        "lists": _lists(
            (_("Legs in view"), _leg_links(catalog, legs, lang)),
            (_("Events in view"), _event_links(shown.events[shown.events["place"] == place.name], lang)),
        ),
    }


def _corridor(catalog: Catalog, shown: Catalog, corridor: "pd.Series[Any]", lang: str, _: Translator) -> Card:
    legs = shown.legs[shown.legs["corridor"] == corridor.name]
    total = int(corridor["leg_count"])
    events = shown.events[shown.events["corridor"] == corridor.name]
    return {
        "line": listing(lang, [country(lang, code) for code in corridor["countries"]]),
        "facts": [
            _fact(
                _("Legs"),
                _("{shown} of {all} in view", shown=number(lang, len(legs)), all=number(lang, total)),
            ),
            _fact(
                _("Length"),
                _(
                    "{km} km as the crow flies, all legs",
                    km=number(lang, round(float(corridor["length_km"]))),
                ),
            ),
        ],
        "lists": _lists(
            (_("Legs in view, in travel order"), _leg_links(catalog, legs, lang)),
            (_("Events in view"), _event_links(events, lang)),
        ),
    }


def _event(catalog: Catalog, shown: Catalog, event: "pd.Series[Any]", lang: str, _: Translator) -> Card:
    facts = [
        _fact(_("Date"), date_text(lang, event["date"])),
        _fact(_("Kind"), _(EVENT_TYPES[event["type"]])),
        _fact(_("Act status"), _(ACT_STATUS[event["act_status"]])),
    ]
    if event.name not in GUILT_WITHHELD:
        guilt = _(GUILT[event["guilt"]])
        if isinstance(event["guilt_as_of"], str):
            guilt = _("{state} (as of {date})", state=guilt, date=date_text(lang, event["guilt_as_of"]))
        facts.append(_fact(_("What courts had established"), guilt))
    if event["actors"]:
        names = catalog.actors["name"].reindex(list(event["actors"])).tolist()
        facts.append(_fact(_("Named or acting"), listing(lang, names)))
    links = []
    if isinstance(event["place"], str):
        links.append(_link("place", event["place"], _place_name(catalog, event["place"])))
    if isinstance(event["corridor"], str) and event["corridor"] in shown.corridors.index:
        name = pick(lang, catalog.corridors.loc[event["corridor"]], "name")[0]
        links.append(_link("corridor", event["corridor"], name))
    return {
        "line": listing(lang, [country(lang, code) for code in event["countries"]]),
        "facts": facts,
        "chips": _chips(event["crimes"], _),
        "lists": _lists((_("Where"), links)),
        "caution": _("An official act says nothing about guilt.")
        if event["act_status"] == "official_act"
        else "",
    }


def _actor(catalog: Catalog, shown: Catalog, actor: "pd.Series[Any]", lang: str, _: Translator) -> Card:
    facts = [_fact(_("Kind"), _(ACTOR_KINDS[actor["kind"]]))]
    if actor["aliases"]:
        facts.append(_fact(_("Also called"), listing(lang, actor["aliases"])))
    named = pd.Series([actor.name in each for each in shown.events["actors"]], shown.events.index, dtype=bool)
    events = shown.events[named]
    return {
        "line": listing(lang, [country(lang, code) for code in actor["countries"]]),
        "facts": facts,
        "lists": _lists((_("Events in view"), _event_links(events, lang))),
    }


def _dispute(catalog: Catalog, shown: Catalog, dispute: "pd.Series[Any]", lang: str, _: Translator) -> Card:
    """Set the positions side by side: who supports, who qualifies, who contradicts."""
    about = []
    for kind in ("corridor", "leg", "place", "event", "actor"):
        names, ids = titles(catalog, kind, lang), dispute["about"].get(TABLES[kind], ())
        about += [_link(kind, key, names[key], _(KIND_NAMES[kind])) for key in ids if key in names]
    about += [
        {"text": pick(lang, catalog.series.loc[key], "title")[0], "sub": _("Official series")}
        for key in dispute["about"].get("series", ())
    ]
    return {
        "line": _(DISPUTE_STATUS[dispute["status"]]),
        "positions": positions(catalog, dispute, lang),
        "lists": _lists((_("It is about"), about)),
        "reading": _("Our reading"),
    }


def positions(catalog: Catalog, dispute: "pd.Series[Any]", lang: str) -> list[dict[str, Any]]:
    """Return a dispute's positions by stance, in the order of `STANCES`; each with its statement, date and origins."""
    _ = Translator(lang)
    origin = catalog.sources["origin"]
    found = []
    for stance in STANCES:
        items = []
        for position in dispute["positions"]:
            if position["stance"] != stance:
                continue
            text, text_lang = pick(lang, position, "statement")
            who = listing(lang, dict.fromkeys(str(origin[source]) for source in position["sources"]))
            when_said = date_text(lang, position["as_of"])
            items.append({"text": text, "lang": text_lang, "sub": " · ".join(filter(None, (who, when_said)))})
        found.append({"stance": stance, "heading": _(STANCE[stance]), "items": items})
    return found


_BUILDERS: Final = {
    "corridor": _corridor,
    "leg": _leg,
    "place": _place,
    "event": _event,
    "actor": _actor,
    "dispute": _dispute,
}
_TEXTS: Final = {"corridor": "summary", "event": "summary", "dispute": "our_reading"}


def _lists(*pairs: tuple[str, list[dict[str, str]]]) -> list[dict[str, Any]]:
    return [{"heading": heading, "items": items} for heading, items in pairs if items]


def _leg_links(catalog: Catalog, legs: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    return [
        _link(
            "leg",
            str(key),
            _place_name(catalog, leg["from_place"]) + ARROW + _place_name(catalog, leg["to_place"]),
            when(leg, lang),
        )
        for key, leg in legs.iterrows()
    ]


def _event_links(events: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    ordered = events.sort_values(["start", "end"], kind="stable")
    return [
        _link("event", str(key), pick(lang, event, "title")[0], date_text(lang, event["date"]))
        for key, event in ordered.iterrows()
    ]


def _disputes(catalog: Catalog, selection: Selection, lang: str, _: Translator) -> dict[str, Any] | None:
    """List the questions on which sources disagree about this very record, the open ones first."""
    table = TABLES[selection.kind]
    about = [selection.id in each.get(table, ()) for each in catalog.disputes["about"]]
    items = [
        _link(
            "dispute",
            str(key),
            pick(lang, dispute, "question")[0],
            _(DISPUTE_STATUS[dispute["status"]]) + " · " + pick(lang, dispute, "our_reading")[0],
        )
        for key, dispute in catalog.disputes[about].sort_values("status", kind="stable").iterrows()
    ]
    return {"heading": _("Sources disagree"), "items": items, "marked": True} if items else None


def sources(catalog: Catalog, ids: Iterable[str], lang: str) -> dict[str, Any]:
    """Group the record's sources by origin: whose reporting it is, however many papers carry it.

    An address that is not cleared for display is None already in the frame and is said to be withheld.
    """
    _ = Translator(lang)
    known = _source_items(catalog, lang)
    cited = sorted((known[key] for key in ids), key=lambda each: (not each[1], each[1]))
    groups: dict[str, list[dict[str, Any]]] = {}
    for origin, _published, item in cited:
        groups.setdefault(origin, []).append(dict(item))
    return {
        "heading": _("Sources"),
        "summary": sources_summary(catalog, ids, lang),
        "groups": [{"origin": origin, "items": items} for origin, items in sorted(groups.items())],
    }


@lru_cache(maxsize=9)
def _source_items(catalog: Catalog, lang: str) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Return, per source, its origin, its date ("" without one) and how a card shows it. Made once per catalog and language."""
    _ = Translator(lang)
    found = {}
    for key, source in zip(catalog.sources.index, catalog.sources.to_dict("records"), strict=True):
        published = source["published"] if isinstance(source["published"], str) else ""
        parts = [str(source["publisher"])]
        if published:
            parts.append(date_text(lang, published))
        parts.append(_(SOURCE_LANGUAGES[source["language"]]))
        address = source["url"] if isinstance(source["url"], str) else ""
        item = {
            "title": str(source["title"]),
            "described": bool(source["title_is_description"]),
            "sub": " · ".join(parts),
            "url": address if address.startswith(("https://", "http://")) else "",
        }
        found[str(key)] = (str(source["origin"]), published, item)
    return found


def sources_summary(catalog: Catalog, ids: Iterable[str], lang: str) -> str:
    """Say how many sources there are, and of how many origins: "1 origin in 10 sources"."""
    _ = Translator(lang)
    origins = catalog.sources.loc[list(ids), "origin"]
    count = _.n("{n} origin", "{n} origins", origins.nunique())
    return _.n("{origins} in {n} source", "{origins} in {n} sources", len(origins), origins=count)
