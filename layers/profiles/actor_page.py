"""The page of an actor, in words, with a drawing of its relations."""

from typing import Any

import pandas as pd

from layers.blocks import Block, Word, bars, facts, heading, listed, network, text
from layers.catalog import Catalog
from layers.choices import Choices
from layers.evidence import GRADE_RULES
from layers.language import N_, Translator, country, date_text, fold, listing
from layers.profiles import reports, sections, unsure, voices
from layers.profiles.actor import ActorProfile, naming, read
from layers.profiles.circle import Circle
from layers.profiles.confirmation import last_confirmed, said_of
from layers.profiles.subject import Subject, word
from layers.vocabulary import ACTOR_KINDS, GRADES, RELATION_KINDS

SENTENCES = {
    "faction_of": N_("{a} is reported as a faction of {b}."),
    "split_from": N_("{a} is reported to have split from {b}."),
    "ally_of": N_("{a} and {b} are reported as allies."),
    "coordinates_with": N_("{a} and {b} are reported to coordinate."),
    "rival_of": N_("{a} and {b} are reported as rivals."),
    "taxes": N_("{a} is reported to take a cut from {b}."),
    "supplies": N_("{a} is reported to supply {b}."),
}
"""Each kind of relation (`vocabulary.RELATION_KINDS`) as a sentence."""
PASSIVE = {
    "faction_of": N_("parent group"),
    "split_from": N_("group it split from"),
    "taxes": N_("said to pay it a cut"),
    "supplies": N_("said to be supplied by it"),
}
"""What the far end of a directed relation is to the actor in the middle, where the relation starts from the middle."""


def blocks(catalog: Catalog, shown: Catalog, view: Choices, ident: str, lang: str) -> list[Block]:
    """Return the page of an actor."""
    _ = Translator(lang)
    profile = read(catalog, shown, ident)
    actor: Any = catalog.actors.loc[ident]
    made = sections.head(
        Subject("actor", ident),
        _("{name}: what is reported, and who says so?", name=str(actor["name"])),
        view,
        lang,
        sections.in_view(lang, (profile.events.total, profile.of_events)),
        [
            {"text": _("On the map"), "to": f"map?selected=actor.{ident}"},
            {"text": _("Only its events on the map"), "to": f"map?actor={ident}"},
        ],
    )
    if not profile.in_view:
        return [*made, *sections.left_out(lang)]
    about: list[tuple[str, Word | list[Word]]] = [(_("Kind"), _(ACTOR_KINDS[actor["kind"]]))]
    about.append((_("Countries"), sections.country_words(actor["countries"], lang)))
    if actor["aliases"]:
        about.append((_("Also called"), listing(lang, actor["aliases"])))
    return [
        *made,
        sections.answers(
            [
                reports.events_point(profile.events, lang),
                _relations_point(profile, lang),
                _where_point(profile, lang),
                voices.disputes_point(catalog, profile.disputes, lang),
                voices.sources_point(catalog, profile.sources, lang),
            ]
        ),
        facts(about),
        *sections.note(actor, "note", lang),
        *_relations(catalog, shown, profile, lang),
        *reports.events_section(
            catalog, naming(shown.events, ident), profile.events, lang, Subject("actor", ident)
        ),
        *_where(catalog, profile, lang),
        *voices.disputes_section(catalog, profile.disputes, lang),
        *voices.sources_section(catalog, profile.sources, lang),
        *_unknown(catalog, profile, lang),
    ]


def _relations_point(profile: ActorProfile, lang: str) -> dict[str, str]:
    _ = Translator(lang)
    if not profile.relations:
        return sections.point(_("Nobody reported a relation to another group that is in view."))
    said = _.n(
        "{n} relation to another group is reported: {kinds}.",
        "{n} relations to other groups are reported: {kinds}.",
        len(profile.relations),
        kinds=sections.labelled(profile.relation_kinds, RELATION_KINDS, lang),
    )
    return sections.point(said, sections.grades(profile.relation_grades, lang), "relations", _("Relations"))


def _where_point(profile: ActorProfile, lang: str) -> dict[str, str] | None:
    _ = Translator(lang)
    if not profile.countries:
        return None
    first = listing(lang, [country(lang, code) for code, _n in profile.countries[:4]])
    said = _("Most of its events concern: {countries}.", countries=first)
    return sections.point(said, "", "where", _("Where"))


def _relations(catalog: Catalog, shown: Catalog, profile: ActorProfile, lang: str) -> list[Block]:
    """Draw the relations and list them: the list says all that the drawing does."""
    _ = Translator(lang)
    made: list[Block] = [heading(_("Whom is it tied to?"), 3, "relations")]
    if not profile.relations:
        return [*made, text(_("Nobody reported a relation to another group that is in view."))]
    nodes = [
        word(catalog, "actor", node.actor, lang, x=node.x, y=node.y, sub=_ties(profile.circle, n, lang))
        for n, node in enumerate(profile.circle.nodes)
    ]
    drawn = shown.relations.loc[[edge.relation for edge in profile.circle.edges]]
    said = {key: sentence(catalog, relation, lang) for key, relation in drawn.iterrows()}
    edges = [
        {
            "a": edge.a,
            "b": edge.b,
            "form": edge.form,
            "level": edge.level,
            "arrow": edge.arrow,
            "bend": edge.bend,
            "text": said[edge.relation],
        }
        for edge in profile.circle.edges
    ]
    made.append(network(_("Relations reported in view; the list below says the same in words"), nodes, edges))
    made.append(
        text(
            _(
                "Solid: faction or split. Dashed: alliance or coordination. Dotted: rivalry. Dash and dot: a cut or supplies. The wider the line, the stronger the evidence."
            ),
            quiet=True,
        )
    )
    own = shown.relations.loc[list(profile.relations)]
    items = [_item(catalog, relation, profile.id, lang) for _key, relation in own.iterrows()]
    return [*made, listed(items)]


def _ties(drawn: Circle, place: int, lang: str) -> str:
    """Say what the node at a place is to the actor in the middle; "" for the middle itself."""
    _ = Translator(lang)
    mine = [edge for edge in drawn.edges if place and {edge.a, edge.b} == {0, place}]
    kinds = [PASSIVE[edge.kind] if edge.arrow and edge.b else RELATION_KINDS[edge.kind] for edge in mine]
    return " · ".join(map(_, dict.fromkeys(kinds)))


def sentence(catalog: Catalog, relation: "pd.Series[Any]", lang: str) -> str:
    """Say a relation as a sentence."""
    name = catalog.actors["name"]
    _ = Translator(lang)
    return _(SENTENCES[relation["kind"]], a=name[relation["from"]], b=name[relation["to"]])


def _item(catalog: Catalog, relation: "pd.Series[Any]", ident: str, lang: str) -> dict[str, Any]:
    _ = Translator(lang)
    other = relation["to"] if relation["from"] == ident else relation["from"]
    origins = _.n("{n} independent origin", "{n} independent origins", len(relation["independent"]))
    since = date_text(lang, relation["since"])
    parts = [
        _(GRADES[relation["grade"]]) + ", " + origins + ", " + relation["admiralty"],
        _("since {date}", date=since) if since else _("no date stated"),
        _(GRADE_RULES[relation["rule"]][1]),
        said_of(last_confirmed(catalog, relation), lang),
    ]
    if relation["disputes"]:
        parts.append(_("disputed"))
    sources = [
        {
            "text": f"{source['origin']}: {source['title']}",
            "url": source["url"] if isinstance(source["url"], str) else "",
        }
        for _key, source in catalog.sources.loc[list(relation["sources"])].iterrows()
    ]
    return {
        "text": sentence(catalog, relation, lang),
        "sub": " · ".join(parts),
        "more": word(catalog, "actor", other, lang),
        "under": sources,
    }


def _where(catalog: Catalog, profile: ActorProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    if not profile.countries:
        return []
    codes = sorted(profile.countries, key=lambda pair: (-pair[1], fold(country(lang, pair[0]))))
    made: list[Block] = [
        heading(_("Where are its events?"), 3, "where"),
        bars(
            _("Events by country; an event may concern several"),
            [
                {"text": country(lang, code), "to": f"profile?of=country.{code}", "number": n}
                for code, n in codes
            ],
        ),
    ]
    if profile.corridors:
        words = [word(catalog, "corridor", key, lang) for key, _n in profile.corridors]
        made.append(facts([(_("Corridors"), words)]))
    return made


def _unknown(catalog: Catalog, profile: ActorProfile, lang: str) -> list[Block]:
    _ = Translator(lang)
    items: list[tuple[str, list[Word]]] = []
    items += unsure.events(catalog, profile.single, lang)
    weak = catalog.relations.loc[list(profile.single_relations)]
    items += unsure.relations([sentence(catalog, each, lang) for _key, each in weak.iterrows()], lang)
    undated = sum(not isinstance(catalog.relations.at[key, "since"], str) for key in profile.relations)
    if undated:
        items.append((_.n("{n} relation bears no date.", "{n} relations bear no date.", undated), []))
    items += reports.silent_years(profile.events, lang)
    return sections.unknown_section(items, lang)
