"""Who says so and who does not: the sources of a profile, and the disputes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from layers.blocks import Block, Word, facts, fold, heading, listed, table, text
from layers.cards import sources, sources_summary
from layers.catalog import Catalog
from layers.language import Translator, number, pick
from layers.ledger import dispute_fold
from layers.profiles import sections
from layers.profiles.tally import counted
from layers.vocabulary import (
    SOURCE_KINDS,
    SOURCE_LANGUAGES,
)

LISTED_AT_MOST: Final = 200
"""Sources that a page lists; those of more are found on the pages of its events."""


def disputes_about(shown: Catalog, about: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the disputes in view that are about any of the records given by table, the open ones first."""
    wanted = {name: set(ids) for name, ids in about.items()}
    rows = zip(shown.disputes.index, shown.disputes["status"], shown.disputes["about"], strict=True)
    found = [
        (str(status), str(key))
        for key, status, touched in rows
        if any(wanted.get(name, set()) & set(ids) for name, ids in touched.items())
    ]
    return tuple(key for _status, key in sorted(found, key=lambda pair: pair[0]))


def disputes_point(catalog: Catalog, keys: Sequence[str], lang: str) -> dict[str, str]:
    """Say how many questions are open; that nobody disagreed is no proof."""
    _ = Translator(lang)
    still = int((catalog.disputes.loc[list(keys), "status"] == "open").sum())
    if not keys:
        return sections.point(_("No source in view disagrees with another about it; that proves nothing."))
    said = _.n(
        "Sources disagree on {n} question about it; open: {open}.",
        "Sources disagree on {n} questions about it; open: {open}.",
        len(keys),
        open=number(lang, still),
    )
    first = pick(lang, catalog.disputes.loc[keys[0]], "question")[0]
    return sections.point(said, first, "disputes", _("Disputes"))


def disputes_section(catalog: Catalog, keys: Sequence[str], lang: str) -> list[Block]:
    """Return every dispute with its positions side by side."""
    _ = Translator(lang)
    blocks: list[Block] = [heading(_("Who says otherwise?"), 3, "disputes")]
    if not keys:
        return [*blocks, text(_("No source in view disagrees with another about it; that proves nothing."))]
    return [*blocks, *(dispute_fold(catalog, key, lang) for key in keys)]


def cited(*frames: pd.DataFrame) -> tuple[str, ...]:
    """Return the ids of all sources that the records cite, each once, sorted."""
    return tuple(sorted({source for frame in frames for ids in frame["sources"] for source in ids}))


def sources_point(catalog: Catalog, ids: Sequence[str], lang: str) -> dict[str, str]:
    """Say how many origins stand behind it, in how many sources."""
    _ = Translator(lang)
    kinds = sections.labelled(
        counted(catalog.sources.loc[list(ids), "kind"], SOURCE_KINDS), SOURCE_KINDS, lang
    )
    return sections.point(
        _("Behind it: {sources}.", sources=sources_summary(catalog, ids, lang)),
        kinds,
        "sources",
        _("Sources"),
    )


def sources_section(catalog: Catalog, ids: Sequence[str], lang: str) -> list[Block]:
    """Return who reports it: kinds, languages, and the sources by origin; of very many only their numbers."""
    _ = Translator(lang)
    used = catalog.sources.loc[list(ids)]
    blocks: list[Block] = [
        heading(_("Who says so?"), 3, "sources"),
        text(sources_summary(catalog, ids, lang)),
    ]
    if not ids:
        return blocks
    blocks.append(
        facts(
            [
                (_("Kinds"), sections.labelled(counted(used["kind"], SOURCE_KINDS), SOURCE_KINDS, lang)),
                (
                    _("Languages"),
                    sections.labelled(counted(used["language"], SOURCE_LANGUAGES), SOURCE_LANGUAGES, lang),
                ),
            ]
        )
    )
    if len(ids) > LISTED_AT_MOST:
        cells: list[list[Word]] = [
            [str(origin), {"number": int(n)}] for origin, n in used["origin"].value_counts().items()
        ]
        return [
            *blocks,
            fold(
                _("Origins and how many sources each has"),
                [table(_("Origins"), [_("Origin"), _("Sources")], cells)],
            ),
        ]
    body: list[Block] = []
    for group in sorted(sources(catalog, ids, lang)["groups"], key=lambda group: -len(group["items"])):
        body.append(heading(group["origin"], 4))
        body.append(listed({"text": s["title"], "url": s["url"], "sub": s["sub"]} for s in group["items"]))
    return [*blocks, fold(_("The sources by origin"), body, open=len(ids) <= 12)]
