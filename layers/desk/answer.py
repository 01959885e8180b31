"""The evidence desk as one value: the section that is asked for, as blocks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from layers import ledger
from layers.blocks import Block
from layers.catalog import Catalog
from layers.changes import Changes
from layers.charts import Chart
from layers.desk import chores, grading, history, independence, shelf, silence
from layers.desk.question import Desk
from layers.filters import ViewFilter


@dataclass(frozen=True)
class Asked:
    """What a section is made of.

    `view` are the filters behind `shown`, `upto` is how many rows are wanted at most; `log` and `pending` are those of
    `layers.desk.history`.
    """

    catalog: Catalog
    shown: Catalog
    view: ViewFilter
    desk: Desk
    lang: str
    upto: int = shelf.FIRST
    log: tuple[Changes, ...] = ()
    pending: bool = False


WRITTEN: Final[Mapping[str, Callable[[Asked], list[Block]]]] = {
    "disputes": lambda a: ledger.disputes(a.catalog, a.shown, a.lang),
    "claims": lambda a: ledger.founding_claims(a.catalog, a.lang),
    "reviews": lambda a: ledger.reviews(a.catalog, a.lang),
    "sources": lambda a: shelf.blocks(a.catalog, a.shown, a.desk, a.lang, a.upto),
    "independence": lambda a: independence.blocks(a.catalog, a.shown, a.lang, a.upto),
    "grades": lambda a: grading.blocks(a.catalog, a.shown, a.lang),
    "gaps": lambda a: silence.blocks(a.catalog, a.shown, a.lang, a.upto),
    "todo": lambda a: chores.blocks(a.catalog, a.shown, a.lang),
    "changes": lambda a: history.blocks(a.catalog, a.shown, a.view, a.log, a.pending, a.lang),
}


def charts(catalog: Catalog, shown: Catalog, lang: str) -> list[Chart]:
    """Return every chart of the desk, for its files."""
    return [*grading.charts(catalog, shown, lang), silence.by_year(catalog, shown, lang)]


"""How each section is written."""


def answer(asked: Asked) -> dict[str, Any]:
    """Return the section that is asked for."""
    section = asked.desk.section
    return {"section": section, "blocks": WRITTEN[section](asked)}
