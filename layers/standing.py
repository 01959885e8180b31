"""How it is known: the filtered events by kind, act status and guilt, legs by who is named, both by grade."""

from layers.charts import Chart, sentence, share
from layers.counting import HEADS, ONCE, bars, single, source_line
from layers.language import Translator, number
from layers.tallies import Tallies, carried
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, EVENT_TYPES, GRADES, GUILT, GUILT_WITHHELD


def charts(tallies: Tallies, lang: str) -> list[Chart]:
    """Return the charts of what each record says once: every one adds up to its denominator."""
    builders = (_types, _status, _guilt, _grades, _attribution)
    return [build(tallies, lang) for build in builders]


def _types(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    title = _("Events by kind")
    return single(tallies, lang, "events", "type", EVENT_TYPES, "event-kinds", title)


def _status(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    title = _("How the act behind an event is known")
    return single(tallies, lang, "events", "act_status", ACT_STATUS, "act-status", title)


def _guilt(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    guilt = carried(tallies.whole)("events", "guilt")
    told = tallies.mask("events") & ~tallies.whole.events.index.isin(list(GUILT_WITHHELD))
    kept = dict(zip(guilt.values, guilt.links.count(told).tolist(), strict=True))
    withheld = tallies.size("events") - sum(kept.values())
    counted = [(_(text), kept.get(code, 0)) for code, text in GUILT.items()]
    return Chart(
        "guilt",
        _("What courts had established for people of an event"),
        sentence(lang, "events", tallies.size("events"), counted),
        (_("Heading"), _(HEADS["events"]), _("Share")),
        tuple((label, n, share(lang, n, tallies.size("events"))) for label, n in counted),
        bars(1),
        source_line(tallies, lang),
        notes=(
            _("An act of an authority says nothing on guilt: who is arrested is not convicted."),
            _.n(
                "{n} event is left out: a coerced person stands behind it.",
                "{n} events are left out: coerced persons stand behind them.",
                withheld,
            )
            if withheld
            else _(ONCE),
        ),
    )


def _grades(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    legs, events = (tallies.count(table, "grade") for table in ("legs", "events"))
    weakest = next(iter(GRADES))
    alone, total = (
        legs.get(weakest, 0) + events.get(weakest, 0),
        tallies.size("legs") + tallies.size("events"),
    )
    return Chart(
        "grades",
        _("How sure the records are"),
        _(
            "{n} of {total} legs and events in view ({share}) rest on a single source or origin.",
            n=number(lang, alone),
            total=number(lang, total),
            share=share(lang, alone, total),
        ),
        (_("Grade"), _(HEADS["legs"]), _(HEADS["events"])),
        tuple((_(text), legs.get(code, 0), events.get(code, 0)) for code, text in GRADES.items()),
        bars(1, 2),
        source_line(tallies, lang),
        notes=(
            _(
                "What one source says is not wrong; it is not confirmed. The method page says how a grade is computed."
            ),
            _(ONCE),
        ),
    )


def _attribution(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    title = _("Who is named on a leg")
    return single(tallies, lang, "legs", "attribution", ATTRIBUTION, "attribution", title)
