"""No person is named, but for a short list of public figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from layers import gazetteer, names
from layers.language import LANGUAGES, territories
from layers.lexicon import lexicon
from layers.load import Tables
from layers.names import Found, Known
from layers.problems import Problem
from layers.prose import every_text
from layers.references import follow
from layers.tokens import phrases, words_of
from layers.vocabulary import GEOGRAPHIES

_MEND: Final = (
    "Write the office or the part played instead. Who heads a state, or was sanctioned or convicted in public, may "
    "stand in public_figures.json."
)
_NAMES: Final = (
    ("places", "name"), ("places", "admin1"), ("actors", "name"), ("actors", "aliases"), ("sources", "publisher"),
    ("sources", "origin"), ("origins", "origin"), *(("corridors", f"name_{lang}") for lang in LANGUAGES),
)  # fmt: skip
"""Fields that name something else: what stands there is known, and only a given name with a surname is refused."""


def personal_names(tables: Tables) -> Iterator[Problem]:
    """Check that no text, id or displayed address names a person who is not one of the public figures."""
    known = known_things(tables)
    names_only = Known(lexicon().things, known.towns)
    figures = [set(words_of(f["name"])) for f in tables.public_figures if isinstance(f.get("name"), str)]
    judged: dict[tuple[str, bool], list[Found]] = {}
    for table, index, path, text in every_text(tables):
        slug = path in (("id",), ("url",))
        hidden = path == ("url",) and tables[table][index].get("url_display") is not True
        if table == "public_figures" or hidden or not (slug or " " in text or text != text.lower()):
            continue
        if slug and lexicon().given.isdisjoint(re.split(r"[\W\d_]+", text.lower())):
            continue
        strict = slug or (table, path[0]) in _NAMES
        if (text, strict) not in judged:
            read = _written_large(text, known) if slug else text
            judged[text, strict] = names.find(read, names_only if strict else known, strict)
        for found in judged[text, strict]:
            words = set(words_of(found.name)) - lexicon().particles
            if not any(words <= figure for figure in figures):
                reason = f"{found.name!r} reads like a person's name: {found.why}"
                mend = "Set url_display to false." if path == ("url",) else _MEND
                yield tables.problem(table, index, path, reason, mend)


def known_things(tables: Tables) -> Known:
    """Gather what is known not to be a person: names in the tables, countries, geographies, the gazetteer."""
    return Known(known_anywhere() | frozenset(phrases(named_things(tables))), gazetteer.of(tables).folded)


@lru_cache(maxsize=1)
def known_anywhere() -> frozenset[str]:
    """Give the phrases that are known without any table."""
    countries = (name for lang in LANGUAGES for name in territories(lang))
    return frozenset(phrases([*GEOGRAPHIES.values(), *countries])) | lexicon().things | lexicon().known


def named_things(tables: Tables) -> list[str]:
    """List the names of places, groups, corridors and newspapers in the tables."""
    return [
        value
        for table, field in _NAMES
        for record in tables[table]
        for _, value in follow(record, (field,))
        if isinstance(value, str)
    ]


def _written_large(slug: str, known: Known) -> str:
    """Write an id or the path of an address as names are written, but for known places.

    `leg-arica-some-name` becomes `Leg arica Some Name`; courtesies and the host of an address are left out.
    """
    parts = [
        p for p in re.split(r"[\W\d_]+", re.sub(r"^\w+://[^/]*", "", slug)) if p and p not in lexicon().titles
    ]
    return " ".join(p if p.lower() in known.phrases else p.capitalize() for p in parts)
