"""How sure a claim is: a grade computed from its sources by one published rule, never typed.

A claim is a leg, an event, a relation, or one crime on a leg where not all sources of the leg name it. `assess` gives every
claim an `Assessment`: the grade, the independent origins behind it, the acts that establish it, the open disputes that touch
it, and the two axes of the Admiralty code (NATO STANAG 2511): reliability of the source A-F, credibility of the information
1-6. A dispute never lowers a grade: "disputed" stands beside it. `GRADE_RULES`, `RELIABILITY_RULES` and `CREDIBILITY_RULES`
hold the words of the method page; the first that applies decides.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from layers.language import N_
from layers.load import Record, Tables
from layers.vocabulary import GRADES

ACT_TYPES: Final = ("arrest", "operation", "rescue", "conviction", "sanction", "border_measure", "policy")
"""Kinds of event that are themselves an act of an authority; an official statement is not, it only claims."""
ACT_SOURCES: Final = ("official", "sanctions")
"""Kinds of source in which an authority speaks for itself."""
NO_ORIGIN: Final = ("aggregator", "unknown")
"""Kinds of origin that add none: what they print is somebody else's."""
GRADED: Final = ("legs", "events", "relations")
TRACK_RECORD: Final = 4
"""Claims an origin must carry before its record counts."""
BACKED_SHARE: Final = 0.75

GRADE_RULES: Final[Mapping[str, tuple[str, str]]] = {
    "published_act": (
        "established",
        N_(
            "The record is an act of an authority (arrest, operation, rescue, conviction, sanction, border measure, policy), and an authority's own publication is among its sources."
        ),
    ),
    "reported_act": (
        "established",
        N_("The record is such an act, and at least two independent origins report it."),
    ),
    "conviction": (
        "established",
        N_("A court convicted people for this very event, and at least two independent origins report it."),
    ),
    "found": (
        "established",
        N_(
            "A court, a sanctions list or another official act found this very claim; the act is an event of the atlas and is itself established."
        ),
    ),
    "statement": (
        "single_source",
        N_(
            "The record is a statement. However many papers carry it, on what it claims there is one origin: who made it."
        ),
    ),
    "joined": (
        "single_source",
        N_(
            "No source describes the whole leg: the atlas joins reports of its two ends. However many they are, none backs the other on the line itself."
        ),
    ),
    "origins": ("corroborated", N_("At least two independent origins report it.")),
    "one_origin": ("single_source", N_("One origin reports it, or none that can be told apart from others.")),
}
RELIABILITY_RULES: Final[Mapping[str, tuple[str, str]]] = {
    "unknown": ("F", N_("Whose reporting it is cannot be told.")),
    "sanctions": ("A", N_("A sanctions list speaking for itself.")),
    "aggregator": ("D", N_("A rewriter, a digest or an encyclopaedia: it passes on what others found.")),
    "authority": ("B", N_("An authority speaking for itself.")),
    "agency": ("B", N_("A news agency.")),
    "research": ("B", N_("A data set, academic work, an investigation, or a report of an organisation.")),
    "press": ("C", N_("Any other news report.")),
}
CREDIBILITY_RULES: Final[Mapping[str, tuple[int, str]]] = {
    "established": (1, N_("Established, or reported by three or more independent origins.")),
    "corroborated": (2, N_("Reported by two independent origins.")),
    "plausible": (3, N_("Reported by one origin of reliability A, B or C.")),
    "doubtful": (4, N_("Reported by one origin of reliability D or E.")),
    "unjudged": (6, N_("No origin can be told.")),
}
STEPS: Final[Mapping[int, str]] = {
    1: N_("One step up: others report most of what this origin reports in the atlas."),
    -1: N_("One step down: nobody else reports anything of what this origin reports in the atlas."),
}
"""Why an origin's own record moves the letter of a source."""
ADDS_NONE: Final[Mapping[str, str]] = {
    "repeating": N_("on this record it only repeats another source"),
    "aggregator": RELIABILITY_RULES["aggregator"][1],
    "unknown": RELIABILITY_RULES["unknown"][1],
    "relays": N_("it only repeats {source}"),
    "same": N_("same origin as {source}"),
}
"""Why a source of a claim adds no origin to it."""


class Counted(NamedTuple):
    """A source of a claim: whose reporting it is, why it adds no origin (a key of `ADDS_NONE`, "" where it does), and which
    other source it repeats or shares its origin with."""

    source: str
    origin: str
    why: str = ""
    other: str = ""


class Claim(NamedTuple):
    """Name a claim: the table and id of its record, and the crime where one crime of a leg is meant."""

    table: str
    id: str
    crime: str | None = None


@dataclass(frozen=True)
class Assessment:
    """What the rule makes of one claim.

    Attributes:
        grade: code of `vocabulary.GRADES`.
        rule: key of `GRADE_RULES` that decided.
        origins: the independent origins, sorted; () where none can be told.
        acts: ids of the events that establish it; for an event that is an act, its own id.
        disputes: ids of the open disputes that touch it, in the order of the table.
        reliability: Admiralty letter of its best source.
        credibility: Admiralty figure.
    """

    grade: str
    rule: str
    origins: tuple[str, ...]
    acts: tuple[str, ...]
    disputes: tuple[str, ...]
    reliability: str
    credibility: int

    @property
    def code(self) -> str:
        """Return both Admiralty axes, as "B2"."""
        return f"{self.reliability}{self.credibility}"


def rank(grade: str) -> int:
    """Return how strong a grade is, from 0. Raises ValueError for an unknown one."""
    return tuple(GRADES).index(grade)


def assess(tables: Tables) -> dict[Claim, Assessment]:
    """Assess every claim of checked tables, in the order legs (each followed by its crimes), events, relations.

    Raises KeyError where a record names a source that the tables lack: check them first.
    """
    library = Library(tables)
    touching = open_disputes(tables)
    found: dict[Claim, Assessment] = {}
    for event in tables.events:
        found[Claim("events", event["id"])] = _event(event, library)
    for table, records in (("legs", tables.legs), ("relations", tables.relations)):
        for record in records:
            claim = Claim(table, record["id"])
            acts = tuple(
                act
                for act in record.get("found_by", ())
                if found[Claim("events", act)].grade == "established"
            )
            rule = "found" if acts else "joined" if record.get("joined") else None
            found[claim] = _grade(rule, _own(record), library, acts)
            for crime, sources in record.get("crime_sources", {}).items():
                found[Claim(table, record["id"], crime)] = _grade(None, sources, library)
    graded = {claim: replace(each, disputes=touching.get(claim[:2], ())) for claim, each in found.items()}
    order = {claim: place for place, claim in enumerate(_claims(tables))}
    return dict(sorted(graded.items(), key=lambda item: order[item[0]]))


def _own(record: Record) -> list[str]:
    """Return the sources of a record without those that on it only repeat another."""
    repeating = record.get("repeating", ())
    return [source for source in record["sources"] if source not in repeating]


def _claims(tables: Tables) -> Iterator[Claim]:
    for table in GRADED:
        for record in tables[table]:
            yield Claim(table, record["id"])
            for crime in record.get("crime_sources", {}):
                yield Claim(table, record["id"], crime)


def open_disputes(tables: Tables) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return, for every record that an open dispute touches, the ids of those disputes.

    A dispute touches what it is about. It touches a relation when it is about both of its actors.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for dispute in tables.disputes:
        if dispute["status"] != "open":
            continue
        about = dispute["about"]
        touched = [(table, ident) for table, ids in about.items() for ident in ids]
        actors = set(about["actors"])
        touched += [("relations", r["id"]) for r in tables.relations if {r["from"], r["to"]} <= actors]
        for record in touched:
            found.setdefault(record, []).append(dispute["id"])
    return {record: tuple(ids) for record, ids in found.items()}


class Library:
    """The sources and their origins, with the record each origin has."""

    def __init__(self, tables: Tables) -> None:
        self.sources: Mapping[str, Record] = {source["id"]: source for source in tables.sources}
        self.kinds: Mapping[str, str] = {origin["origin"]: origin["kind"] for origin in tables.origins}
        self._backed: dict[str, list[bool]] = {}
        for table in GRADED:
            for record in tables[table]:
                origins = self.independent(_own(record))
                for origin in origins:
                    self._backed.setdefault(origin, []).append(len(origins) > 1)

    def origin(self, source: str) -> str:
        """Return whose reporting a source is; what only repeats another source has the origin of that one."""
        seen = {source}
        while (other := self.sources[source].get("relays")) is not None and other not in seen:
            seen.add(other)
            source = other
        return str(self.sources[source]["origin"])

    def independent(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Return the distinct origins of some sources, without those that add none, sorted."""
        found = {self.origin(source) for source in sources}
        return tuple(sorted(origin for origin in found if self.kinds.get(origin) not in NO_ORIGIN))

    def counted(self, sources: Iterable[str], repeating: Collection[str] = ()) -> Iterator[Counted]:
        """Go through the sources of a claim, those that report themselves first, and say which add an origin."""
        first: dict[str, str] = {}

        def late(source: str) -> tuple[bool, bool]:
            return source in repeating, self.sources[source].get("relays") is not None

        for source in sorted(sources, key=late):
            origin, relayed = self.origin(source), self.sources[source].get("relays")
            kind = self.kinds.get(origin)
            if source in repeating:
                yield Counted(source, origin, "repeating")
            elif kind in NO_ORIGIN:
                yield Counted(source, origin, str(kind))
            elif origin in first and relayed:
                yield Counted(source, origin, "relays", relayed)
            elif origin in first:
                yield Counted(source, origin, "same", first[origin])
            else:
                first[origin] = source
                yield Counted(source, origin)

    def speaks_for_itself(self, source: str) -> bool:
        """Tell whether a source is an authority's own publication, or a reprint credited to the authority."""
        return (
            self.sources[source]["kind"] in ACT_SOURCES or self.kinds.get(self.origin(source)) == "authority"
        )

    def reliability(self, source: str) -> str:
        """Return the Admiralty letter of a source: by kind, then one step up or down by its origin's record."""
        letter = RELIABILITY_RULES[self.reliability_rule(source)][0]
        return self._by_record(letter, self.origin(source)) if letter in "BCD" else letter

    def reliability_rule(self, source: str) -> str:
        """Return the key of the rule for a source, before its origin's record is looked at."""
        kind, origin = self.sources[source]["kind"], self.kinds.get(self.origin(source))
        if origin in NO_ORIGIN:
            return str(origin)
        if kind == "sanctions":
            return "sanctions"
        if self.speaks_for_itself(source):
            return "authority"
        if origin == "agency":
            return "agency"
        return "press" if kind == "news" else "research"

    def step(self, source: str) -> int:
        """Return how the record of its origin moves the letter of a source: 1 up, -1 down, 0 not at all."""
        base, letter = RELIABILITY_RULES[self.reliability_rule(source)][0], self.reliability(source)
        return (letter < base) - (letter > base)

    def _by_record(self, letter: str, origin: str) -> str:
        backed = self._backed.get(origin, [])
        if len(backed) < TRACK_RECORD:
            return letter
        share = sum(backed) / len(backed)
        if share >= BACKED_SHARE and letter in "CD":
            return chr(ord(letter) - 1)
        return chr(ord(letter) + 1) if share == 0 else letter


def _event(event: Record, library: Library) -> Assessment:
    sources = _own(event)
    origins = library.independent(sources)
    rule = None
    if event["act_status"] == "official_act" and event["type"] in ACT_TYPES:
        if any(library.speaks_for_itself(source) for source in sources):
            rule = "published_act"
        elif len(origins) > 1:
            rule = "reported_act"
    elif event["act_status"] == "claimed" or event["type"] == "official_statement":
        rule = "statement"
    if rule != "published_act" and event["guilt"] == "convicted" and len(origins) > 1:
        rule = rule or "conviction"
    acts = (event["id"],) if rule in ("published_act", "reported_act", "conviction") else ()
    return _grade(rule, sources, library, acts)


def _grade(
    rule: str | None, sources: Iterable[str], library: Library, acts: tuple[str, ...] = ()
) -> Assessment:
    """Grade by a rule already known to apply, or else by the number of independent origins."""
    listed = list(sources)
    origins = library.independent(listed)
    rule = rule or ("origins" if len(origins) > 1 else "one_origin")
    grade = GRADE_RULES[rule][0]
    reliability = min(library.reliability(source) for source in listed)
    return Assessment(grade, rule, origins, acts, (), reliability, _credibility(grade, origins, reliability))


def _credibility(grade: str, origins: tuple[str, ...], reliability: str) -> int:
    if grade == "established" or (grade == "corroborated" and len(origins) > 2):
        key = "established"
    elif grade == "corroborated":
        key = "corroborated"
    elif not origins:
        key = "unjudged"
    else:
        key = "plausible" if reliability in "ABC" else "doubtful"
    return CREDIBILITY_RULES[key][0]
