"""What records leave unsure: those without a date or graded "single source", as sentences with the records they speak of.

The grade is more than a number of sources: a statement printed by ten papers has it, and a leg that joins two reports
(`layers.evidence.GRADE_RULES`).
"""

from collections.abc import Sequence

from layers.blocks import Word
from layers.cards import titles
from layers.catalog import Catalog
from layers.language import Translator
from layers.profiles.subject import word


def undated(catalog: Catalog, keys: Sequence[str], lang: str) -> list[tuple[str, list[Word]]]:
    """Say which legs bear no date; nothing where all do."""
    if not keys:
        return []
    said = Translator(lang).n("{n} leg bears no date.", "{n} legs bear no date.", len(keys))
    return [(said, _legs(catalog, keys, lang))]


def legs(catalog: Catalog, keys: Sequence[str], lang: str) -> list[tuple[str, list[Word]]]:
    """Say which legs have the weakest grade; nothing where none has."""
    if not keys:
        return []
    _ = Translator(lang)
    said = _.n(
        "{n} leg is graded “single source”: it falls away at “corroborated”.",
        "{n} legs are graded “single source”: they fall away at “corroborated”.",
        len(keys),
    )
    return [(said, _legs(catalog, keys, lang))]


def events(catalog: Catalog, keys: Sequence[str], lang: str) -> list[tuple[str, list[Word]]]:
    """Say which events have the weakest grade; nothing where none has."""
    if not keys:
        return []
    _ = Translator(lang)
    said = _.n(
        "{n} event is graded “single source”: it falls away at “corroborated”.",
        "{n} events are graded “single source”: they fall away at “corroborated”.",
        len(keys),
    )
    return [(said, [word(catalog, "event", key, lang) for key in keys])]


def relations(said: Sequence[str], lang: str) -> list[tuple[str, list[Word]]]:
    """Say which relations, given as sentences, have the weakest grade; nothing where none has."""
    if not said:
        return []
    _ = Translator(lang)
    many = _.n(
        "{n} relation is graded “single source”: it falls away at “corroborated”.",
        "{n} relations are graded “single source”: they fall away at “corroborated”.",
        len(said),
    )
    return [(many, list(said))]


def _legs(catalog: Catalog, keys: Sequence[str], lang: str) -> list[Word]:
    names = titles(catalog, "leg", lang)
    return [{"text": names[key], "key": f"leg.{key}"} for key in keys]
