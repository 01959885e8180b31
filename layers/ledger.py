"""The evidence in words: the ledger of disputes, the founding articles' claims, the grades beside the researcher's marks."""

from typing import Any, Final

from layers.blocks import Block, Word, facts, fold, heading, listed, table, text
from layers.cards import KIND_NAMES, PROFILED, TABLES, positions, titles
from layers.catalog import Catalog
from layers.language import N_, Translator, number, pick
from layers.vocabulary import CLAIM_STATUS, DISPUTE_STATUS, EVIDENCE_RESEARCHER, GRADES, REVIEW_REASONS

KIND_OF: Final = {name: kind for kind, name in TABLES.items()}
TABLE_NAMES: Final = {
    "corridors": N_("Corridors"),
    "legs": N_("Legs"),
    "places": N_("Places"),
    "events": N_("Events"),
    "actors": N_("Actors"),
    "relations": N_("Relations"),
    "series": N_("Official series"),
    "disputes": N_("Disputes"),
}


def disputes(catalog: Catalog, shown: Catalog, lang: str) -> list[Block]:
    """Return the ledger: every dispute in view, the open ones first, with its positions side by side."""
    _ = Translator(lang)
    rows = shown.disputes.sort_values("status", kind="stable")
    still = int((rows["status"] == "open").sum())
    blocks: list[Block] = [
        heading(_("Where sources disagree")),
        text(
            _(
                "{n} questions in view of {all}: {open} open, {resolved} resolved. A dispute never lowers a grade; it stands beside it.",
                n=number(lang, len(rows)),
                all=number(lang, len(catalog.disputes)),
                open=number(lang, still),
                resolved=number(lang, len(rows) - still),
            )
        ),
    ]
    blocks += [dispute_fold(catalog, str(key), lang) for key in rows.index]
    return blocks


def dispute_fold(catalog: Catalog, key: str, lang: str) -> Block:
    """Return one dispute, folded under its question: the positions side by side, our reading, the records it is about."""
    _ = Translator(lang)
    dispute: Any = catalog.disputes.loc[key]
    reading, reading_lang = pick(lang, dispute, "our_reading")
    about: list[dict[str, Any]] = []
    for name, kind in KIND_OF.items():
        known = titles(catalog, kind, lang)
        for each in dispute["about"].get(name, ()):
            item: dict[str, Any] = {"key": f"{kind}.{each}", "text": known[each], "sub": _(KIND_NAMES[kind])}
            if kind in PROFILED:
                item["more"] = {"text": _("Profile"), "to": f"profile?of={kind}.{each}"}
            about.append(item)
    about += [
        {"text": pick(lang, catalog.series.loc[each], "title")[0], "sub": _("Official series")}
        for each in dispute["about"].get("series", ())
    ]
    return fold(
        pick(lang, dispute, "question")[0],
        [
            {"kind": "positions", "sides": positions(catalog, dispute, lang)},
            heading(_("Our reading"), 4),
            text(reading, reading_lang),
            heading(_("It is about"), 4),
            listed(about),
            facts([(_("Permanent name"), {"key": f"dispute.{key}", "text": key})]),
        ],
        tag=_(DISPUTE_STATUS[dispute["status"]]),
    )


def founding_claims(catalog: Catalog, lang: str) -> list[Block]:
    """Return the claims of the two founding articles by article and status, each with the records that carry it."""
    _ = Translator(lang)
    blocks: list[Block] = [
        heading(_("What the two founding articles say")),
        text(
            _(
                "The atlas grew from two articles. Each of their {n} claims that can be checked is listed with what was found. The list does not follow the filters. Claims and remarks are in English.",
                n=number(lang, len(catalog.claims)),
            )
        ),
    ]
    for article, claims in catalog.claims.groupby("article", sort=True):
        source = catalog.sources.loc[article]
        blocks.append(heading(f"{source['origin']}: {source['title']}", 3))
        for status, label in CLAIM_STATUS.items():
            rows = claims[claims["status"] == status]
            if rows.empty:
                continue
            blocks.append(
                fold(
                    _(label),
                    [
                        table(
                            _(label),
                            [_("Claim"), _("Carried by"), _("How it was checked")],
                            [
                                [
                                    {"text": row["claim_en"], "lang": "en"},
                                    _records(catalog, row["record"], lang),
                                    {"text": row["note"], "lang": "en"},
                                ]
                                for row in rows.to_dict("records")
                            ],
                        )
                    ],
                    tag=number(lang, len(rows)),
                )
            )
    return blocks


def reviews(catalog: Catalog, lang: str) -> list[Block]:
    """Return the records whose computed grade differs from the researcher's own mark, by reason."""
    _ = Translator(lang)
    graded = len(catalog.legs) + len(catalog.events) + len(catalog.relations)
    blocks: list[Block] = [
        heading(_("Where the rule and the researcher differ")),
        text(
            _(
                "The grade is computed; the researcher who gathered the records marked each by hand. For {n} of {all} records the two differ. Each was looked at. The list does not follow the filters.",
                n=number(lang, len(catalog.reviews)),
                all=number(lang, graded),
            )
        ),
    ]
    for reason, label in REVIEW_REASONS.items():
        rows = catalog.reviews[catalog.reviews["reason"] == reason]
        if rows.empty:
            continue
        blocks.append(
            fold(
                _(label),
                [
                    table(
                        _(label),
                        [_("Record"), _("Researcher's mark"), _("Computed grade"), _("Remark")],
                        [
                            [
                                _records(catalog, (str(key),), lang),
                                _(EVIDENCE_RESEARCHER[row["researcher"]]),
                                _(GRADES[row["computed"]]),
                                {"text": row["note"] or "", "lang": "en"},
                            ]
                            for key, row in rows.to_dict("index").items()
                        ],
                    )
                ],
                tag=number(lang, len(rows)),
            )
        )
    return blocks


def _records(catalog: Catalog, named: tuple[str, ...], lang: str) -> list[Word]:
    """Return the records named as table:id as words that lead to them; a record without a card is only named."""
    found: list[Word] = []
    for each in named:
        name, _dot, key = each.partition(":")
        kind = KIND_OF.get(name)
        if kind is not None:
            found.append({"key": f"{kind}.{key}", "text": titles(catalog, kind, lang)[key]})
        elif name == "series":
            found.append(pick(lang, catalog.series.loc[key], "title")[0])
        else:
            found.append(f"{Translator(lang)(TABLE_NAMES.get(name, name))}: {key}")
    return found
