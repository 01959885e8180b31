"""No count of victims below five where a text is tied to a town: so few people can be told apart there.

Counted are people who were harmed (victims, women, girls, minors, migrants; the dead, the missing, the freed) and
killings, as figures or as words, in any of the three languages. Counts of people arrested, charged or convicted, of
police and soldiers, and of groups of five or more are not concerned. Figures of a town are held to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from layers.language import LANGUAGES
from layers.load import Record, Tables
from layers.problems import Problem
from layers.prose import texts
from layers.vocabulary import TOWN_GEOGRAPHIES

SMALLEST: Final = 5
LOCAL: Final = frozenset({"town", "district"})

WIDER: Final = {
    "migrant_deaths_colchane": "the dead of the whole border desert around two villages, as IOM and authorities publish them",
}
"""Series under the name of a town whose figures are of a larger area, and of what."""

_MEND_FIGURE: Final = "Leave the figure out, or give one of a larger area; where the series is of more than the town, name it in layers/victims.py."
_MEND: Final = (
    f"Write “fewer than {SMALLEST}”, “some”, or no number: so few people can be told apart in a town."
)

_SEVERAL: Final = (
    r"victims|survivors|women|girls|boys|children|minors|teenagers|adolescents|babies|infants|migrants|refugees|"
    r"asylum[- ]seekers|travell?ers|passengers|hostages|captives|bodies|corpses|dead|deaths|killings|homicides|murders|"
    r"fem[ai]ni?cides|"
    r"víctimas|sobrevivientes|mujeres|niñ[ao]s|menores|adolescentes|bebés|migrantes|refugiad[ao]s|viajer[ao]s|"
    r"pasajer[ao]s|rehenes|cautiv[ao]s|cuerpos|cadáveres|muert[ao]s|fallecid[ao]s|muertes|homicidios|asesinatos|"
    r"feminicidios|"
    r"vítimas|sobreviventes|mulheres|menin[ao]s|crianças|bebês|viajantes|passageir[ao]s|reféns|cativ[ao]s|corpos|"
    r"mort[ao]s|mortes|homicídios|assassinatos|feminicídios"
)
_SINGLE: Final = (
    r"victim|survivor|woman|girl|boy|child|minor|teenager|baby|infant|migrant|refugee|passenger|hostage|body|corpse|"
    r"death|killing|homicide|murder|"
    r"víctima|mujer|niñ[ao]|menor|adolescente|bebé|migrante|refugiad[ao]|cuerpo|cadáver|muert[ao]|muerte|homicidio|"
    r"vítima|mulher|menin[ao]|criança|bebê|corpo|mort[ao]|homicídio"
)
_HARMED: Final = (
    r"die[ds]?|killed|murdered|missing|rescued|freed|drown(?:ed)?|kidnapped|abducted|injured|wounded|exploited|"
    r"trafficked|raped|executed|survived|vanish(?:ed)?|disappear(?:ed)?|"
    r"muri(?:ó|eron)|mueren?|asesinad[ao]s?|fallec(?:ió|ieron)|desaparecid[ao]s?|desaparecieron|rescatad[ao]s?|"
    r"liberad[ao]s?|ahogad[ao]s?|secuestrad[ao]s?|herid[ao]s?|explotad[ao]s?|"
    r"morre(?:ram|m|u)?|faleceram|faleceu|desapareceram|resgatad[ao]s?|libertad[ao]s?|afogad[ao]s?|"
    r"sequestrad[ao]s?|ferid[ao]s?|explorad[ao]s?"
)
_OTHERS: Final = (
    r"police|officers?|soldiers?|agents?|guards?|troops|gunmen|suspects?|leaders?|members?|states?|"
    r"policías?|agentes|militares|soldados|guardias|sicarios|sospechosos|líderes|cabecillas|integrantes|miembros|"
    r"policiais|guardas|suspeitos|chefes|membros"
)
"""People who are not counted as harmed: officers, suspects, leaders."""
_BREAK: Final = (
    r"and|or|y|e|o|ou|with|con|com|for|para|por|in|en|em|no|na|to|a|at|from|desde|against|contra|about|over|"
    r"of(?!\s+(?:the|them|these|those|whom)\b)|de(?!\s+(?:ell|est|l[ao]s\b))|que|that|"
    r"gangs?|groups?|boats?|vessels?|buses|cases?|files|vehicles?|networks?|bandas?|grupos?|gangues?|barcos?|lanchas?|"
    r"embarcaciones|embarcações|autobuses|ônibus|casos?|redes?|operations?|operaciones|operações|"
    r"years?|months?|weeks?|days?|hours?|años?|mes(?:es)?|semanas?|días?|horas?|anos?|m[eê]s(?:es)?|dias?|"
    r"million(?:es)?|mil|thousand|hundred|percent|dollars?|dólares|km|cities|ciudades|cidades|"
    rf"{_OTHERS}"
)
_GAP: Final = rf"(?:\s+(?!(?:{_BREAK})\b)[^\W\d_][\w'’-]*){{0,3}}?\s+"
_DIGIT: Final = r"(?<![\d.,/–-])[2-4](?![\d.,/%–-]|\s?%)"
_SINGLE_DIGIT: Final = r"(?<![\d.,/–-])1(?![\d.,/%–-]|\s?%)"
_FEW: Final = {
    "en": f"two|three|four|{_DIGIT}",
    "es": f"dos|tres|cuatro|{_DIGIT}",
    "pt": f"dois|duas|três|quatro|{_DIGIT}",  # here "dos" means "of the"
}
_ONE: Final = {
    "en": f"one|{_SINGLE_DIGIT}",
    "es": f"una? (?:sol[ao]|únic[ao])|únic[ao]|{_SINGLE_DIGIT}",
    "pt": f"uma? (?:só|únic[ao])|apenas uma?|{_SINGLE_DIGIT}",
}
_KILLING: Final = (
    r"(?:kill(?:s|ed|ing)?|mat[aóo]u?|matan|mataron|mataram|mueren?|murieron|"
    r"murió|morrem?|morreram|morreu|fallecieron|fallecen)(?:\s+(?:a|al menos|ao menos|pelo menos|at least|unos|cerca de))?"
)
_MORE: Final = r"|men|people|persons|hombres|personas|homens|pessoas"
"""Harmed as well where the record is a rescue."""


@cache
def _pattern(lang: str, rescue: bool) -> re.Pattern[str]:
    several = _SEVERAL + (_MORE if rescue else "")
    return re.compile(
        rf"\b(?:(?:{_FEW[lang]}){_GAP}(?:{several}|{_HARMED})|(?:{_ONE[lang]}){_GAP}(?:{_SINGLE}|{_HARMED})"
        rf"|{_KILLING}\s+(?:{_FEW[lang]}|{_ONE[lang]})(?!\s+(?:{_OTHERS})\b)"
        rf"|(?:bodies|cuerpos|cadáveres|corpos) (?:of|de|dos|das) (?:{_FEW[lang]}|{_ONE[lang]})"
        r"|(?:migrant|refugee|married|young|venezuelan) couple|pareja (?:de )?(?:migrante|venezolana|joven)s?"
        r"|casal (?:de )?(?:migrante|venezuelano|joven)s?"
        r"|(?:double|triple) (?:killing|homicide|murder|femicide|feminicide)s?"
        r"|(?:doble|triple) (?:homicidio|asesinato|crimen|feminicidio)s?"
        r"|(?:duplo|triplo) (?:homicídio|assassinato|feminicídio)s?)(?!\w)",
        re.IGNORECASE,
    )


_ACCUSED: Final = re.compile(
    r"\b(?:arrest|detain|charged|convict|sentenc|accus|remand|indict|captur|jailed|suspect|"
    r"deten[ic]|imput|proces|acus|conden|formaliz|apres|pres[ao]s\b|det[ií]d|indici|denunciad[ao]s)",
    re.IGNORECASE,
)


def small_counts(tables: Tables) -> Iterator[Problem]:
    """Check that no text tied to a town or a district, and no figure of a town, counts fewer than five victims."""
    yield from _small_figures(tables)
    for table, index, fields in _local(tables):
        record = tables[table][index]
        for path, text in texts({key: record[key] for key in record if str(key).startswith(fields)}):
            lang = str(path[-1])[-2:]
            found = counted(text, lang if lang in LANGUAGES else "en", record.get("type") == "rescue")
            if found:
                reason = f"{found!r} counts fewer than {SMALLEST} people harmed"
                yield tables.problem(table, index, path, reason, _MEND)


def _small_figures(tables: Tables) -> Iterator[Problem]:
    persons = {
        _name(series, "id") for series in tables.series if series.get("unit") == "persons"
    } - WIDER.keys()
    for index, figure in enumerate(tables.observations):
        if _name(figure, "series") not in persons or _name(figure, "geography") not in TOWN_GEOGRAPHIES:
            continue
        for field in ("value", "lower", "upper"):
            given = figure.get(field)
            if isinstance(given, int | float) and 0 < given < SMALLEST:
                reason = f"{given:g} persons in a town are fewer than {SMALLEST}"
                yield tables.problem("observations", index, field, reason, _MEND_FIGURE)


def counted(text: str, lang: str, rescue: bool = False) -> str:
    """Give the first words of a text that count fewer than five people harmed, "" when none do.

    In the record of a `rescue` any count of people is one of people harmed.
    """
    for match in _pattern(lang, rescue).finditer(text):
        clause = re.match(r"[^.,;:()]*", text[match.end() :])
        if not _ACCUSED.search(match[0] + (clause[0] if clause else "")):
            return match[0]
    return ""


def _local(tables: Tables) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """List the records tied to a town or a district, with the beginnings of the names of their texts."""
    places = {_name(p, "id") for p in tables.places if _name(p, "precision") in LOCAL} - {""}
    events = {_name(e, "id") for e in tables.events if _name(e, "place") in places}
    legs = {_name(leg, "id") for leg in tables.legs if {_name(leg, "from"), _name(leg, "to")} & places}
    for index, place in enumerate(tables.places):
        if _name(place, "id") in places:
            yield "places", index, ("note_",)
    for index, event in enumerate(tables.events):
        if _name(event, "place") in places:
            yield "events", index, ("title_", "summary_")
    for index, leg in enumerate(tables.legs):
        if {_name(leg, "from"), _name(leg, "to")} & places:
            yield "legs", index, ("note_",)
    tied = {"places": places, "events": events, "legs": legs}
    for index, dispute in enumerate(tables.disputes):
        about = dispute.get("about")
        listed = about if isinstance(about, dict) else {}
        if any(
            isinstance(ids := listed.get(kind), list) and set(map(str, ids)) & known
            for kind, known in tied.items()
        ):
            yield "disputes", index, ("question_", "positions", "our_reading_")
    for index, claim in enumerate(tables.claims):
        ids = claim.get("record")
        names = [str(i).partition(":") for i in ids] if isinstance(ids, list) else []
        if any(ident in tied.get(kind, ()) for kind, _, ident in names):
            yield "claims", index, ("claim_en", "note")


def _name(record: Record, field: str) -> str:
    value = record.get(field)
    return value if isinstance(value, str) else ""
