"""The fields of a record as a terminal shows them: names and codes as in the files, with their meaning beside.

Whoever reads them can find and mend them. Of a text in three languages only one is shown, and nothing that the
atlas does not show either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from layers import vocabulary as v
from layers.language import LANGUAGES, N_, Translator, country, date_text, pick
from layers.load import Record

_LABELS: Final[Mapping[str, v.Labels]] = {
    "crimes": v.CRIMES,
    "mode": v.MODES,
    "attribution": v.ATTRIBUTION,
    "evidence_researcher": v.EVIDENCE_RESEARCHER,
    "roles": v.PLACE_ROLES,
    "type": v.EVENT_TYPES,
    "act_status": v.ACT_STATUS,
    "guilt": v.GUILT,
    "positions.stance": v.STANCE,
    "language": v.SOURCE_LANGUAGES,
    "quality": v.QUALITY,
    "unit": v.UNITS,
    "geography": v.GEOGRAPHIES,
    "geography_level": v.GEOGRAPHY_LEVELS,
    "legs.precision": v.LEG_PRECISION,
    "places.precision": v.PLACE_PRECISION,
    "actors.kind": v.ACTOR_KINDS,
    "relations.kind": v.RELATION_KINDS,
    "sources.kind": v.SOURCE_KINDS,
    "origins.kind": v.ORIGIN_KINDS,
    "disputes.status": v.DISPUTE_STATUS,
    "claims.status": v.CLAIM_STATUS,
    "reviews.researcher": v.EVIDENCE_RESEARCHER,
    "reviews.computed": v.GRADES,
    "reviews.reason": v.REVIEW_REASONS,
}
"""Labels of codes by field, or by table and field where tables differ."""
_DATES: Final = frozenset(
    {"reported_from", "reported_to", "last_reported", "date", "guilt_as_of", "since", "published", "withdrawn", "period"}
) | {"positions.as_of"}  # fmt: skip
_COUNTRIES: Final = frozenset({"country", "countries", "geography"})
WITHHELD: Final = N_("withheld")


def particulars(table: str, record: Record, lang: str) -> Iterator[tuple[str, str]]:
    """Give the fields of a record as name and text, in the order of the file; what is null or empty reads "–"."""
    for key, value in record.items():
        if key != "id" and not _in_other_language(record, key, lang):
            hidden = (key == "url" and not record["url_display"]) or (
                key.startswith("guilt") and record["id"] in v.GUILT_WITHHELD
            )
            yield from [(key, Translator(lang)(WITHHELD))] if hidden else _flat(table, key, key, value, lang)


def coded(table: str, field: str, code: str, lang: str) -> str:
    """Write a code with its meaning: `road (by road)`; a code that needs no words stays alone."""
    labels = _LABELS.get(f"{table}.{field}") or _LABELS.get(field) or {}
    words = code
    if code in labels:
        words = Translator(lang)(labels[code])
    elif field in _COUNTRIES:
        words = country(lang, code)
    elif field in _DATES:
        words = date_text(lang, code)
    return code if words == code else f"{code} ({words})"


def _flat(table: str, field: str, name: str, value: Any, lang: str) -> Iterator[tuple[str, str]]:
    """Write a value; `field` names it without positions in lists, for its labels, `name` with them."""
    if isinstance(value, dict):
        for key, part in value.items():
            if not _in_other_language(value, key, lang):
                yield from _flat(table, f"{field}.{key}", f"{name}.{key}", part, lang)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, part in enumerate(value):
            yield from _flat(table, field, f"{name}[{index}]", part, lang)
    elif isinstance(value, list):
        yield name, ", ".join(coded(table, field, str(part), lang) for part in value) or "–"
    elif value is None:
        yield name, "–"
    elif isinstance(value, bool):
        yield name, str(value).lower()
    else:
        yield name, coded(table, field, str(value), lang)


def _in_other_language(record: Record, key: str, lang: str) -> bool:
    stem, mark, tongue = key.rpartition("_")
    return bool(mark) and tongue in LANGUAGES and tongue != pick(lang, record, stem)[1]
