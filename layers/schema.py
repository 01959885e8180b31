"""The closed schemas of `data/`: every field, its type, its meaning, and the order in which it is written.

One schema per table, JSON Schema draft 2020-12, no unknown keys allowed, enums taken from
`layers.vocabulary`. Each describes a whole file, except `observations`, which describes one row of
`observations.csv`. `data/schema/` holds them as files (`python -m layers schema --write`), for editors and
for readers of the data; the order of `properties` is the order of keys in the canonical text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from layers import fields as f
from layers import vocabulary as v
from layers.fields import Schema

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

GEOJSON_TABLES: Final = ("corridors", "places", "events")
"""Tables kept as one GeoJSON file per corridor, country or year; legs live in the corridors' files."""

ARRAY_TABLES: Final = (
    "actors", "relations", "disputes", "series", "sources", "origins", "reviews", "claims", "exceptions",
    "public_figures", "withdrawn",
)  # fmt: skip
"""Tables kept as one JSON array each."""

CSV_TABLES: Final = ("observations",)


@cache
def schemas() -> Mapping[str, Schema]:
    """Build the schema of every file kind, keyed by table name. Treat the result as read-only."""
    built = {
        "corridors": _corridors(),
        "places": f.collection("Places of one country, sorted by id.", _place()),
        "events": f.collection("Events of one year, sorted by id.", _event()),
        **{name: f.array(fields, summary) for name, (fields, summary) in _arrays().items()},
        "observations": _observation(),
    }
    return {
        name: {"$schema": DIALECT, "title": f"Corridor Atlas: {name}", **built[name]}
        for name in v.TABLES
        if name in built
    }


def columns(table: str) -> tuple[str, ...]:
    """List the columns of a CSV table in the order of its header."""
    return tuple(schemas()[table]["properties"])


def _corridors() -> Schema:
    corridor = f.closed(
        {
            "id": f.ident("Stable id, also the name of the file."),
            **f.in_three("name", "Name of the corridor."),
            **f.in_three("summary", "What sources report about the corridor."),
            "countries": f.codes("Countries of the ends of its legs.", v.COUNTRIES, at_least=1),
            "headline": {
                "description": "Whether it is one of the corridors the project is named after.",
                "type": "boolean",
            },
            "sources": f.sources(),
        },
        "The corridor itself (a foreign member; RFC 7946, 7.1 forbids `properties` here).",
    )
    return f.collection("One corridor with its legs in travel order.", _leg(), {"corridor": corridor})


def _leg() -> Schema:
    properties = {
        "seq": {"description": "Place in the travel order, from 1.", "type": "integer", "minimum": 1},
        "from": f.ident("Id of the place where the leg begins."),
        "to": f.ident("Id of the place where the leg ends."),
        "mode": f.one_of("Means of travel.", v.MODES),
        "crimes": f.codes("Crimes that a source names for this leg; may be empty.", v.CRIMES),
        "reported_from": f.day("Earliest time a source reports it; null when not stated.", nullable=True),
        "reported_to": f.day("When a source says it ended; null when none does.", nullable=True),
        "last_reported": f.day("Newest dated source; null when none is dated.", nullable=True),
        "attribution": f.one_of("Who is named on this leg.", v.ATTRIBUTION),
        "precision": f.one_of("How exactly sources place its ends.", v.LEG_PRECISION),
        "evidence_researcher": f.one_of("The researcher's own mark.", v.EVIDENCE_RESEARCHER),
        **f.in_three("note", "What sources say about this leg."),
        "sources": f.sources(),
        "repeating": _repeating(),
        "crime_sources": _crime_sources(),
        "found_by": _found_by(),
        "joined": {
            "description": "True where no source describes the whole leg and the atlas joins reports of its ends; else left out.",
            "const": True,
        },
        "origin_count": _origin_count(),
    }
    fields = f.closed(
        properties, "Fields of the leg.", optional=["repeating", "crime_sources", "found_by", "joined"]
    )
    return f.feature(f.ident("Stable id.", "leg-"), f.line(), fields)


def _crime_sources() -> Schema:
    text = "Sources that name a crime, for crimes that not all sources of the leg name; left out when all do."
    allowed = {crime: f.idents(f"Ids of the sources that name {crime}.", at_least=1) for crime in v.CRIMES}
    return {**f.closed(allowed, text, optional=allowed), "minProperties": 1}


def _repeating() -> Schema:
    text = (
        "Sources of this record that on it only repeat another of its sources, and so add no origin; "
        "left out when there are none."
    )
    return {**f.idents(text, at_least=1), "description": text}


def _found_by() -> Schema:
    text = (
        "Ids of events in which a court, a sanctions list or another authority found this very claim; "
        "left out when there are none."
    )
    return {**f.idents(text, at_least=1, prefix="ev-"), "description": text}


def _origin_count() -> Schema:
    text = "Number of distinct `origin` values among its sources."
    return {"description": text, "type": "integer", "minimum": 1}


def _place() -> Schema:
    properties = {
        "name": f.text("Name in the local spelling."),
        "country": f.one_of("Country, ISO 3166-1 alpha-2; also the name of the file.", v.COUNTRIES),
        "admin1": f.text("First-level division."),
        "roles": f.codes("What sources report the place for; may be empty.", v.PLACE_ROLES),
        "precision": f.one_of("What the point stands for.", v.PLACE_PRECISION),
        **f.in_three("note", "What sources say about this place."),
        "sources": f.sources(),
    }
    return f.feature(f.ident("Stable id."), f.point(), f.closed(properties, "Fields of the place."))


def _event() -> Schema:
    properties = {
        "date": f.day("When it happened or was said; its year is the name of the file."),
        **f.in_three("title", "One line."),
        **f.in_three("summary", "What happened and who says so."),
        "place": {
            **f.ident("Id of the place, or null for a national statement."),
            "type": ["string", "null"],
        },
        "countries": f.codes("Countries concerned.", v.COUNTRIES, at_least=1),
        "type": f.one_of("Kind of event.", v.EVENT_TYPES),
        "crimes": f.codes("Crimes that a source names for this record; may be empty.", v.CRIMES),
        "actors": f.idents("Ids of actors named; may be empty."),
        "corridor": {**f.ident("Id of the corridor it belongs to, or null."), "type": ["string", "null"]},
        "act_status": f.one_of("How the act is known; says nothing on guilt.", v.ACT_STATUS),
        "guilt": f.one_of("What courts had established for people of this event.", v.GUILT),
        "guilt_as_of": f.day("The time `guilt` describes; left out when no source dates it."),
        "evidence_researcher": f.one_of("The researcher's own mark.", v.EVIDENCE_RESEARCHER),
        "sources": f.sources(),
        "repeating": _repeating(),
        "origin_count": _origin_count(),
    }
    fields = f.closed(properties, "Fields of the event.", optional=["guilt_as_of", "repeating"])
    return f.feature(f.ident("Stable id.", "ev-"), f.point(nullable=True), fields)


def _arrays() -> dict[str, tuple[Schema, str]]:
    return {
        "actors": (_actor(), "Groups, factions, networks and agencies; no persons."),
        "relations": (_relation(), "Reported ties between actors."),
        "disputes": (_dispute(), "Where sources disagree."),
        "series": (_series(), "Statistics: what is counted, by whom, and what it is not."),
        "sources": (_source(), "Everything cited."),
        "origins": (_origin(), "Origins that count otherwise than an ordinary newsroom or organisation."),
        "reviews": (
            _review(),
            "Records whose computed grade differs from the researcher's own mark, and why.",
        ),
        "claims": (_claim(), "Every checkable claim of the two founding articles."),
        "exceptions": (
            _exception(),
            "Places that the gazetteer does not confirm, and why they stand all the same.",
        ),
        "public_figures": (_public_figure(), "The only persons whom a text may name."),
        "withdrawn": (_withdrawn(), "Records taken out, so that an old link can say why."),
    }


def _actor() -> Schema:
    fields = {
        "id": f.ident("Stable id."),
        "name": f.text("Name as sources give it."),
        "kind": f.one_of("Kind of actor.", v.ACTOR_KINDS),
        "countries": f.codes("Countries where sources report it.", v.COUNTRIES, at_least=1),
        "aliases": f.listing(
            "Other names of the group; never of a person.", {"type": "string", "minLength": 1}
        ),
        **f.in_three("note", "What sources say about it."),
        "sources": f.sources(),
    }
    return f.closed(fields, "One actor.")


def _relation() -> Schema:
    fields = {
        "id": f.ident("Stable id.", "rel-"),
        "from": f.ident("Id of the actor of whom it is said."),
        "to": f.ident("Id of the other actor."),
        "kind": f.one_of("Kind of tie.", v.RELATION_KINDS),
        "since": f.day("Since when; null when not stated.", nullable=True),
        "evidence_researcher": f.one_of("The researcher's own mark.", v.EVIDENCE_RESEARCHER),
        "sources": f.sources(),
        "repeating": _repeating(),
        "found_by": _found_by(),
    }
    return f.closed(fields, "One tie.", optional=["repeating", "found_by"])


def _dispute() -> Schema:
    about = {
        "places": f.idents("Ids of places."),
        "corridors": f.idents("Ids of corridors."),
        "legs": f.idents("Ids of legs.", prefix="leg-"),
        "events": f.idents("Ids of events.", prefix="ev-"),
        "actors": f.idents("Ids of actors."),
        "series": f.listing("Ids of series.", {"type": "string", "pattern": f.SERIES_ID}),
    }
    position = {
        **f.in_three("statement", "What these sources say."),
        "stance": f.one_of("How it stands to the question.", v.STANCE),
        "as_of": f.day("When it was said; null when not dated.", nullable=True),
        "sources": f.sources(),
    }
    fields = {
        "id": f.ident("Stable id.", "disp-"),
        **f.in_three("question", "The question on which sources disagree."),
        "about": f.closed(about, "The records it concerns."),
        "positions": {**f.array(f.closed(position, "One position."), "Who says what."), "minItems": 1},
        "status": f.one_of("Whether it is settled.", v.DISPUTE_STATUS),
        **f.in_three("our_reading", "How the atlas treats it."),
        "sources": f.sources(),
    }
    return f.closed(fields, "One dispute.")


def _series() -> Schema:
    note = {
        f"note_{code}": f.null_text(f"Remark in {name}, or null.")
        for code, name in (("en", "English"), ("es", "Spanish"), ("pt", "Portuguese"))
    }
    fields = {
        "id": {**f.ident("Stable id."), "pattern": f.SERIES_ID},
        **f.in_three("title", "What is counted."),
        "unit": f.one_of("Unit of every value.", v.UNITS),
        "geography_level": f.one_of("What its geographies are.", v.GEOGRAPHY_LEVELS),
        **f.in_three("definition", "What a value means."),
        **note,
        "sources": f.sources(),
    }
    return f.closed(fields, "One series.", optional=["note_pt"])


def _observation() -> Schema:
    fields = {
        "id": f.ident("Stable id.", "obs-"),
        "series": {"description": "Id of its series.", "type": "string", "pattern": f.SERIES_ID},
        "geography": f.one_of("What area it covers.", [*v.COUNTRIES, *v.GEOGRAPHIES]),
        "period": {
            "description": "YYYY, YYYY-MM, YYYY-MM-DD, or FY2024: 1 October 2023 to 30 September 2024.",
            "type": "string",
            "pattern": f.PERIOD,
        },
        "value": f.figure("The figure, in the unit of its series."),
        "lower": f.figure("Lower end of a range given by the source, or null.", nullable=True),
        "upper": f.figure("Upper end of a range given by the source, or null.", nullable=True),
        "breakdown": f.null_text("Part of the whole it covers, as nationality=VE; null for the whole."),
        "quality": f.one_of("Kind of figure.", v.QUALITY),
        "partial": {"description": "Whether it covers only part of the period.", "type": "boolean"},
        "note": f.null_text("Remark in English, or null."),
        "sources": f.sources(),
    }
    return f.closed(fields, "One row of observations.csv; sources are joined by semicolons there.")


def _source() -> Schema:
    fields = {
        "id": f.ident("Stable id."),
        "title": f.text("Title of the page, or our description of it."),
        "publisher": f.text("Where it was read."),
        "origin": f.text("Whose reporting it is; independent sources differ in it."),
        "url": {**f.null_text("Address, or null."), "pattern": "^https?://[^\\s]+$"},
        "published": f.day("When it was published; null when not dated.", nullable=True),
        "language": f.one_of("Language of the page, ISO 639-1.", v.SOURCE_LANGUAGES),
        "kind": f.one_of("Kind of source.", v.SOURCE_KINDS),
        "url_display": {"description": "Whether the address may be shown.", "type": "boolean"},
        "licence": f.null_text("Licence of the material, or null."),
        "note": f.null_text("Remark in English, or null."),
        "title_is_description": {
            "description": "Whether `title` is our description in English, never to be shown as a quotation.",
            "type": "boolean",
        },
        "relays": f.ident(
            "Id of the source whose statement it only repeats; left out when it reports itself."
        ),
    }
    return f.closed(fields, "One source.", optional=["relays"])


def _origin() -> Schema:
    fields = {
        "id": f.ident("Stable id."),
        "origin": f.text("The value of `origin` in the sources."),
        "kind": f.one_of("How it counts.", v.ORIGIN_KINDS),
        "note": f.text("Why it is taken for that, in English."),
    }
    return f.closed(fields, "One origin.")


def _review() -> Schema:
    target = "^(legs|events|relations):[a-z0-9]+(-[a-z0-9]+)*$"
    fields = {
        "id": {"description": "The record, as table:id.", "type": "string", "pattern": target},
        "researcher": f.one_of("The researcher's own mark.", v.EVIDENCE_RESEARCHER),
        "computed": f.one_of("The grade that the rule gives.", v.GRADES),
        "reason": f.one_of("Why they differ.", v.REVIEW_REASONS),
        "note": f.null_text("What was seen in the sources, in English, or null."),
    }
    return f.closed(fields, "One difference, looked at by a curator.")


def _claim() -> Schema:
    target = {"type": "string", "pattern": f"^({'|'.join(v.TABLES[:-1])}):[a-z0-9]+([-_][a-z0-9]+)*$"}
    record = f.listing("The records that carry it, as table:id, or null.", target, at_least=1)
    fields = {
        "id": f.ident("Stable id.", "claim-"),
        "article": f.ident("Id of the source it is printed in."),
        "claim_en": f.text("The claim, in English."),
        "record": {**record, "type": ["array", "null"]},
        "status": f.one_of("What was found.", v.CLAIM_STATUS),
        "note": f.text("How it was checked, in English."),
    }
    return f.closed(fields, "One claim.")


def _exception() -> Schema:
    fields = {
        "id": f.ident("Stable id."),
        "place": f.ident("Id of the place."),
        "note": f.text("Why it is right although no town of the gazetteer is near, in English."),
        "sources": f.sources(),
    }
    return f.closed(fields, "One exception.")


def _public_figure() -> Schema:
    fields = {
        "id": f.ident("Stable id."),
        "name": f.text("Name as texts give it, in full."),
        "why": f.one_of("Why the person may be named.", v.PUBLIC_FIGURE),
        "sources": f.sources(),
    }
    return f.closed(fields, "One public figure.")


def _withdrawn() -> Schema:
    fields = {
        "id": f.text("The id the record had; never used again."),
        "table": f.one_of("Its table.", v.TABLES[:-1]),
        "withdrawn": f.day("When it was taken out."),
        **f.in_three("reason", "Why."),
    }
    return f.closed(fields, "One withdrawn record.")
