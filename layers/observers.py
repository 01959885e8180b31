"""Who looks: the sources of the filtered records by kind, language, origin and year, with the bias that this brings."""

from typing import Final

from layers.charts import Chart, sentence, share
from layers.chronology import year_rows
from layers.counting import HEADS, bars, source_line
from layers.language import N_, Translator, fold, number
from layers.tallies import NONE, Tallies
from layers.vocabulary import SOURCE_KINDS, SOURCE_LANGUAGES

BIAS: Final = {
    "kind": N_(
        "What is reported depends on who reports: newspapers follow arrests and deaths, authorities their own acts. Quiet crimes are seen less."
    ),
    "language": N_(
        "The languages show where was searched. What is written in other languages, or told and never written, is missing."
    ),
    "origin": N_(
        "An origin is the newsroom or office whose reporting it is, however many outlets carry it. Countries with many outlets are seen more."
    ),
    "year": N_(
        "The years show when was written, not when it happened. Few sources in a year can mean that few looked."
    ),
}


def charts(tallies: Tallies, lang: str) -> list[Chart]:
    """Return the charts of the sources in view."""
    _ = Translator(lang)
    total = tallies.size("sources")
    kinds = [(_(SOURCE_KINDS[code]), n) for code, n in tallies.count("sources", "kind").items()]
    languages = [(_(SOURCE_LANGUAGES[code]), n) for code, n in tallies.count("sources", "language").items()]
    origins = list(tallies.count("sources", "origin").items())
    return [
        _chart(tallies, lang, "kind", _("Sources by kind"), _("Kind"), kinds),
        _chart(tallies, lang, "language", _("Sources by language"), _("Language"), languages),
        _chart(
            tallies,
            lang,
            "origin",
            _("Sources by origin"),
            _("Origin"),
            origins,
            _(
                "{n} origins stand behind {total} sources.",
                n=number(lang, len(origins)),
                total=number(lang, total),
            ),
        ),
        _years(tallies, lang),
    ]


def _chart(
    tallies: Tallies,
    lang: str,
    column: str,
    title: str,
    head: str,
    counted: list[tuple[str, int]],
    more: str = "",
) -> Chart:
    _ = Translator(lang)
    total = tallies.size("sources")
    ranked = sorted(counted, key=lambda each: (-each[1], fold(each[0])))
    return Chart(
        f"source-{column}s",
        title,
        sentence(lang, "sources", total, ranked),
        (head, _(HEADS["sources"]), _("Share")),
        tuple((label, n, share(lang, n, total)) for label, n in ranked),
        bars(1),
        source_line(tallies, lang),
        notes=tuple(filter(None, (_(BIAS[column]), more))),
    )


def _years(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    found = tallies.count("sources", "year")
    rows = year_rows(found)
    undated = tallies.count("sources", "published").get(NONE, 0)
    return Chart(
        "source-years",
        _("Sources by year of publication"),
        sentence(lang, "sources published", tallies.size("sources"), rows),
        (_("Year"), _(HEADS["sources"])),
        rows,
        {"kind": "years", "value": 1},
        source_line(tallies, lang),
        notes=(
            _(BIAS["year"]),
            _.n("{n} source is not dated.", "{n} sources are not dated.", undated),
        ),
    )
