"""New records, begun from answers: what is missing is a marked placeholder, what follows is worked out.

A draft holds the new content of the files it changes; `layers.revision` judges it and writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from layers import dates, derivation, identifiers
from layers.drafts import Draft
from layers.forms import KINDS, answers, questions
from layers.identifiers import slug
from layers.language import LANGUAGES
from layers.load import FILES, Tables
from layers.problems import Problem
from layers.tidiness import PLACEHOLDER
from layers.vocabulary import STANCE

Answers = Mapping[str, Any]

TITLE_WORDS: Final = 6
"""Words of a title or a question that go into a proposed id."""
_ABOUT: Final = ("places", "corridors", "legs", "events", "actors", "series")


def draft(tables: Tables, kind: str, given: Mapping[str, str | Sequence[str]]) -> Draft | list[Problem]:
    """Begin a record of a kind from what was given for its fields; or say what is wrong with it.

    The tables have to conform to their schemas. References are not judged here, but by the check of the result.
    """
    told, problems = answers(kind, given)
    problems = problems or list(_faults(tables, kind, told))
    if problems:
        return problems
    ident = told["id"] or proposal(kind, told)
    reason, note = told.pop("review_reason", None), told.pop("review_note", None)
    build = {"corridor": _corridor, "leg": _leg, "place": _place, "event": _event, "dispute": _dispute}
    made = build.get(kind, _entry)(tables, kind, ident, told)
    return replace(made, review={"reason": reason, "note": note}) if reason else made


def proposal(kind: str, told: Answers) -> str:
    """Make an id of the names that were told; "" where they give none."""

    def words(text: str) -> str:
        return "" if text.startswith(PLACEHOLDER) else slug(*text.split()[:TITLE_WORDS])

    if kind == "corridor":
        return words(told["name_en"])
    if kind == "leg":
        return slug("leg", told["from"], told["to"])
    if kind == "event":
        return slug("ev", told["date"], told["place"] or " ".join(told["countries"][:1]))
    if kind == "relation":
        return slug("rel", told["from"], told["kind"].replace("_", "-"), told["to"])
    if kind == "source":
        return slug(told["publisher"], told["published"] or words(told["title"]))
    if kind == "dispute":
        question = words(told["question_en"])
        return f"disp-{question}" if question else ""
    return slug(told["name"])


def _faults(tables: Tables, kind: str, told: Answers) -> Iterator[Problem]:
    """Judge what has to be right before a record can be put together at all."""

    def fault(option: str, reason: str, mend: str) -> Problem:
        return Problem("", None, "", option, reason, mend)

    ident = told["id"] or proposal(kind, told)
    if not ident:
        yield fault("--id", "no id can be made of the name", "Give one: lower-case words joined by hyphens.")
    elif problem := identifiers.taken(tables, KINDS[kind], ident):
        yield problem
    if kind == "corridor" and (
        problem := identifiers.taken(tables, "legs", told["leg_id"] or proposal("leg", told), "--leg-id")
    ):
        yield problem
    if kind == "leg":
        found = identifiers.find(tables, ["corridor", told["corridor"]])
        if isinstance(found, Problem):
            yield replace(found, field="--corridor")
        elif found[0] == "withdrawn":
            yield fault("--corridor", f"{told['corridor']!r} was withdrawn", "Name another.")
        elif told["seq"] and told["seq"] > (last := len(tables.corridors[found[1]]["legs"]) + 1):
            yield fault("--seq", f"the corridor would have {last} legs", f"Write 1 to {last}.")
    if kind == "event":
        try:
            dates.parse(told["date"])
        except ValueError as error:
            yield fault("--date", str(error), "Write the date as the source gives it.")
    if told.get("review_note") and not told["review_reason"]:
        yield fault("--review-note", "it has no reason beside it", "Give --review-reason too.")
    if kind == "dispute" and not any(told[stance] for stance in STANCE):
        options = " or ".join(f"--{stance}" for stance in STANCE)
        yield fault("", "no position is given", f"Name the sources of at least one: {options}.")


def _corridor(tables: Tables, kind: str, ident: str, told: Answers) -> Draft:
    """Make a corridor with its first leg, which brings the fields that both do not share."""
    of_leg, leg = questions("leg"), told["leg_id"] or proposal("leg", told)
    own = {name: told[name] for name in told if name not in of_leg and name != "leg_id"}
    corridor = {
        **own,
        "id": ident,
        "countries": derivation.countries(tables, [told]),
        "sources": sorted(told["sources"]),
    }
    first = {name: told[name] for name in told if name in of_leg}
    features = [_leg_feature(tables, leg, {**first, "seq": 1})]
    value = {"type": "FeatureCollection", "corridor": corridor, "features": features}
    return Draft(kind, (ident, leg), {f"corridors/{ident}.geojson": value}, (f"its first leg is {leg}",))


def _leg(tables: Tables, kind: str, ident: str, told: Answers) -> Draft:
    index = next(n for n, each in enumerate(tables.corridors) if each["id"] == told["corridor"])
    file = tables.files.origin("corridors", index).file
    value = tables.files.documents[file].value
    features, last = list(value["features"]), len(value["features"]) + 1
    seq = told["seq"] or last
    made = _leg_feature(tables, ident, {**told, "seq": seq})
    features.insert(seq - 1, made)
    whole, remarks = derivation.travelled(tables, value, features)
    return Draft(kind, (ident,), {file: whole}, (f"it is leg {seq} of {last}", *remarks))


def _leg_feature(tables: Tables, ident: str, told: Answers) -> dict[str, Any]:
    newest = told["last_reported"] or derivation.newest(tables, told["sources"])
    fields = {**told, "last_reported": newest}
    return _feature(tables, ident, derivation.line(tables, told["from"], told["to"]), fields, ("corridor",))


def _place(tables: Tables, kind: str, ident: str, told: Answers) -> Draft:
    geometry = {"type": "Point", "coordinates": [told["lon"], told["lat"]]}
    feature = _feature(tables, ident, geometry, told, ("lat", "lon", "origin_count"))
    return _collected(tables, kind, f"places/{told['country'].lower()}.geojson", feature)


def _event(tables: Tables, kind: str, ident: str, told: Answers) -> Draft:
    country = derivation.country_of(tables, told["place"])
    fields = {**told, "countries": told["countries"] or ([country] if country else [])}
    feature = _feature(tables, ident, derivation.point(tables, told["place"]), fields)
    return _collected(tables, kind, f"events/{told['date'][:4]}.geojson", feature)


def _dispute(tables: Tables, kind: str, ident: str, told: Answers) -> Draft:
    """Make a dispute in which every stance that has sources is one position."""
    stances = tuple(stance for stance in STANCE if told[stance])
    positions = [
        {
            **{f"statement_{lang}": told[f"{stance}_{lang}"] for lang in LANGUAGES},
            "stance": stance,
            "as_of": told[f"{stance}_as_of"],
            "sources": sorted(told[stance]),
        }
        for stance in stances
    ]
    record = {
        "id": ident,
        **{name: told[name] for name in told if name.startswith(("question_", "our_reading_", "status"))},
        "about": {name: told[name] for name in _ABOUT},
        "positions": positions,
        "sources": sorted({source for stance in stances for source in told[stance]}),
    }
    value = [*tables.files.documents[FILES[KINDS[kind]]].value, record]
    return Draft(kind, (ident,), {FILES[KINDS[kind]]: value}, (), stances)


def _entry(tables: Tables, kind: str, ident: str, told: Answers) -> Draft:
    """Make a source, an actor or a relation."""
    record = {**_told(told), "id": ident}
    value = [*tables.files.documents[FILES[KINDS[kind]]].value, record]
    return Draft(kind, (ident,), {FILES[KINDS[kind]]: value})


def _collected(tables: Tables, kind: str, file: str, feature: dict[str, Any]) -> Draft:
    """Add a feature to the file of its country or year, which may have to be begun."""
    document = tables.files.documents.get(file)
    value = document.value if document else {"type": "FeatureCollection", "features": []}
    remarks = () if document else (f"{file} is begun with it",)
    return Draft(
        kind, (feature["id"],), {file: {**value, "features": [*value["features"], feature]}}, remarks
    )


def _feature(
    tables: Tables, ident: str, geometry: Any, told: Answers, without: Sequence[str] = ()
) -> dict[str, Any]:
    fields = {**_told(told), "origin_count": derivation.origin_count(tables, told["sources"])}
    kept = {name: value for name, value in fields.items() if name not in ("id", *without)}
    return {"type": "Feature", "id": ident, "geometry": geometry, "properties": kept}


def _told(told: Answers) -> dict[str, Any]:
    """Leave out what stays away unless it is told, and sort the sources."""
    kept = {name: value for name, value in told.items() if value is not ...}
    return kept | ({"sources": sorted(kept["sources"])} if "sources" in kept else {})
