"""Words of guilt only for people whom a court has convicted.

An official act, such as an arrest, says nothing about guilt. Where `guilt` of an event is not `convicted`, its text
must not speak of people as convicted, guilty or sentenced, and people arrested are alleged or suspected members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from layers.load import Record, Tables
from layers.problems import Problem

_CONVICTED: Final = re.compile(
    r"\b(?:convict(?:ed|s)|guilty|sentenced|sentences? (?:of|for)|jailed for|(?:got|given) [\w-]+ years|serv\w+ (?:\w+ )?(?:sentences?|terms?)|"
    r"condenad[ao]s?|condena a|condenó|condenaron|culpables?|sentenciad[ao]s?|sentenció|sentenciaron|cumplen? (?:\w+ )?(?:condenas?|penas?)|"
    r"condenou|condenaram|culpad[ao]s?|cumpr\w+ (?:\w+ )?(?:penas?))\b",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"\b(?:no|not|none|nobody|never|without|nor|ningun[ao]?|ningún|nadie|nunca|sin|ni|não|nenhum|nenhuma|ninguém|sem|"
    r"nem|wanted|if|whether|asked|sought|seeks?|pide|pidió|pidieron|pede|pediu|pediram)\b(?:\W+\w+){0,4}\W*$",
    re.IGNORECASE,
)
_DOERS: Final = (
    r"(?:gang |cell )?members|(?:co-?)?founders?|(?:ring)?leaders?|traffickers?|smugglers?|kidnappers?|killers?|"
    r"murderers?|hitmen|gunmen|criminals|extort(?:ion)?ists?|pimps?|bosses|boss|gangsters|"
    r"miembros?|integrantes?|(?:co)?fundador(?:es|a)?|líder(?:es)?|cabecillas?|jefes?|traficantes?|tratantes?|coyotes?|"
    r"secuestradores|asesinos?|sicarios?|delincuentes?|extorsionistas?|proxenetas?|"
    r"membros?|chefes?|traficantes?|aliciadores|sequestradores|assassinos?|pistoleiros?|criminosos?|extorsionários"
)
_HELD: Final = (
    r"arrest(?:ed|s)?|detain(?:ed|s)?|captur(?:ed|es?)|apprehended|held|caught|nabbed|"
    r"detenid[ao]s?|detiene(?:n)?|arrest(?:a|an|ó|aron)|detuv(?:o|ieron)|detención de|capturad[ao]s?|captura(?:n|ron)?|capturó|arrestad[ao]s?|"
    r"arresto de|apresad[ao]s?|aprehendid[ao]s?|cae(?:n)?|"
    r"pres[ao]s?|prende(?:m|u|ram)?|detid[ao]s?|prisão de|capturou|capturam"
)
_HEDGE: Final = re.compile(
    r"\b(?:alleged(?:ly)?|suspect(?:ed|s)?|presumed|accused|said to|supposed(?:ly)?|described as|reported(?:ly)?|"
    r"believed|claim(?:ed|s)?|purported|according to|"
    r"presunt[ao]s?|presuntamente|supuest[ao]s?|supuestamente|sospechos[ao]s?|señalad[ao]s?|acusad[ao]s?|según|"
    r"considerad[ao]s?|identificad[ao]s? como|"
    r"supost[ao]s?|supostamente|suspeit[ao]s?|presumid[ao]s?|apontad[ao]s?|segundo|tid[ao]s? como)\b",
    re.IGNORECASE,
)
_GAP: Final = (
    r"(?:\s+(?!(?:que|that|who|y|e|and|said|says|told|calls?|dijo|dice|llama|disse|diz|chama)\b)\w+){0,4}?\s+"
)
_ARREST: Final = re.compile(
    rf"\b(?P<doer>{_DOERS})\b{_GAP}(?:{_HELD})\b|\b(?:{_HELD})\b{_GAP}(?P<held>{_DOERS})\b",
    re.IGNORECASE,
)
_JUDGED: Final = frozenset({"events", "legs"})
"""Tables whose records say, or lead to events that say, what courts established."""

_TEXTS: Final = {
    "events": ("title_", "summary_"),
    "legs": ("note_",),
    "places": ("note_",),
    "corridors": ("summary_",),
    "actors": ("note_",),
}


def worded_as_guilt(tables: Tables) -> Iterator[Problem]:
    """Check that texts call nobody guilty whom no court convicted, and call arrested members alleged ones.

    A leg may speak of convictions when an event with `guilt` convicted stands behind it: one that it names, one of its
    corridor, or one with a source in common.
    """
    judged = [event for event in tables.events if event.get("guilt") == "convicted"]
    for table, fields in _TEXTS.items():
        for index, record in enumerate(tables[table]):
            if table == "events" and record.get("guilt") == "convicted":
                continue
            proven = table not in _JUDGED or (
                table == "legs" and any(_stands_behind(e, record) for e in judged)
            )
            for field, text in record.items():
                if not isinstance(text, str) or not str(field).startswith(fields):
                    continue
                if not proven and (found := convicted(text)):
                    reason = (
                        f"{found!r} words people as guilty, but no event here has a conviction in `guilt`"
                    )
                    mend = "Say what was alleged, charged or asked for; or correct `guilt`, with the court's source."
                    yield tables.problem(table, index, field, reason, mend)
                if found := arrested(text):
                    reason = f"{found!r} words people under arrest as what they are only accused of"
                    yield tables.problem(
                        table, index, field, reason, "Write “alleged”, “presunto”, “suposto”."
                    )


def convicted(text: str) -> str:
    """Give the first words that speak of a conviction without denying it, "" when none do."""
    return next((m[0] for m in _CONVICTED.finditer(text) if not _NOT.search(text[: m.start()])), "")


def arrested(text: str) -> str:
    """Give the first words in which an arrest is that of a member, leader or the like, without a hedge."""
    for match in _ARREST.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in ".;:") + 1
        if not _HEDGE.search(text[start : match.end()]):
            return match[0]
    return ""


def _stands_behind(event: Record, leg: Record) -> bool:
    corridor = event.get("corridor")
    return (
        (corridor is not None and corridor == leg.get("corridor"))
        or event.get("id") in _list(leg, "found_by")
        or any(source in _list(leg, "sources") for source in _list(event, "sources"))
    )


def _list(record: Record, field: str) -> list[object]:
    value = record.get(field)
    return value if isinstance(value, list) else []
