"""A period in figures and in one sentence: how many reports, how many before it, how exactly they are dated.

All figures count records of the atlas, which are reports. None is a count of crimes.
"""

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from layers import dates
from layers.catalog import Catalog
from layers.choices import Choices
from layers.dates import Interval
from layers.language import N_, Translator, date_text, listing, ngettext, number

ORIGINS_NAMED: Final = 3
MONTH_DAYS: Final = 31
"""A period no longer than a month has no month with the most."""
STATES: Final = {
    "official_act": N_("{n} announced by an authority"),
    "reported": N_("{n} reported"),
    "claimed": N_("{n} only claimed"),
}
CAVEAT: Final = N_("These are counts of reports, not of crimes: more reports can mean more attention.")


def period(view: Choices, axis: tuple[date, date] | None) -> Interval | None:
    """Return the days that a view is about: its own period, with an open end closed where the axis ends.

    `axis` holds the first and the last day of what is dated, None where nothing is: then an open end stays open and there is no
    such period. A period wholly outside of the axis stays as it was asked for.
    """
    first = dates.parse(view.since).start if view.since else None
    last = dates.parse(view.until).end if view.until else None
    if axis is not None:
        first = first or (axis[0] if last is None else min(axis[0], last))
        last = last or max(axis[1], first)
    return Interval(first, last) if first and last else None


def before(given: Interval) -> Interval:
    """Return the period of equal length that ends on the day before; as many months where the period is whole months."""
    after = given.end + timedelta(days=1)
    if given.start.day == after.day == 1:
        back = (after.year - given.start.year) * 12 + after.month - given.start.month
        months = given.start.year * 12 + given.start.month - 1 - back
        return Interval(date(months // 12, months % 12 + 1, 1), given.start - timedelta(days=1))
    return Interval(given.start - timedelta(days=given.days), given.start - timedelta(days=1))


def touching(catalog: Catalog, given: Interval) -> int:
    """Count the events whose date shares at least one day with a period."""
    events = catalog.events
    return sum(
        start <= given.end and end >= given.start
        for start, end in zip(events["start"], events["end"], strict=True)
    )


def to_the_day(shown: Catalog) -> int:
    """Count the events that are dated to a day."""
    return sum(start == end for start, end in zip(shown.events["start"], shown.events["end"], strict=True))


def busiest(shown: Catalog) -> tuple[str, int] | None:
    """Return the month (YYYY-MM) with the most events dated to it or to a day in it, and how many; the earliest of equals.

    None where no event is dated so exactly.
    """
    count = Counter(text[:7] for text in shown.events["date"] if len(text) >= len("YYYY-MM"))
    return min(count.items(), key=lambda item: (-item[1], item[0])) if count else None


def told(wide: Catalog, shown: Catalog, view: Choices, given: Interval | None, lang: str) -> dict[str, Any]:
    """Return title, key figures, sentence and caveat of a period; `wide` are the rows of the view without it."""
    _ = Translator(lang)
    return {
        "title": _title(shown, given, _),
        "figures": _figures(wide, shown, view, given, _),
        "sentence": _sentence(shown, given, _),
        "caveat": _(CAVEAT),
    }


def between(lang: str, count: int) -> str:
    """Return the words for that many events between two days, with their three parameters still in them."""
    return ngettext(
        lang,
        "{n} event dated between {start} and {end}",
        "{n} events dated between {start} and {end}",
        count,
    )


def _title(shown: Catalog, given: Interval | None, _: Translator) -> str:
    count = len(shown.events)
    if given is None:
        return _.n("{n} event", "{n} events", count)
    return between(_.lang, count).format(
        n=number(_.lang, count),
        start=date_text(_.lang, given.start.isoformat()),
        end=date_text(_.lang, given.end.isoformat()),
    )


def _figures(
    wide: Catalog, shown: Catalog, view: Choices, given: Interval | None, _: Translator
) -> list[dict[str, str]]:
    """Return each figure as value, label and note."""
    count, exact = len(shown.events), to_the_day(shown)
    latest = max(wide.events["end"], default=None)
    note = _("in the period chosen") if view.since or view.until else _("in all")
    if given is not None and latest is not None and latest < given.end:
        note = _("the latest is of {date}", date=date_text(_.lang, latest.isoformat()))
    figures = [{"value": number(_.lang, count), "label": _("events reported"), "note": note}]
    if given is not None and latest is not None and (view.since or view.until):
        earlier = before(given)
        former = touching(wide, earlier)
        change = count - former
        figures.append(
            {
                "value": ("+" if change > 0 else "−" if change < 0 else "±") + number(_.lang, abs(change)),
                "label": _("against the period of equal length before"),
                "note": _(
                    "{n} then: {start} to {end}",
                    n=number(_.lang, former),
                    start=date_text(_.lang, earlier.start.isoformat()),
                    end=date_text(_.lang, earlier.end.isoformat()),
                ),
            }
        )
    figures.append(
        {
            "value": _("{n} %", n=number(_.lang, round(100 * exact / count))) if count else "–",
            "label": _("dated to the day"),
            "note": _("{shown} of {all} events", shown=number(_.lang, exact), all=number(_.lang, count)),
        }
    )
    nameless = sum(start is None for start in wide.legs["start"])
    figures.append(
        {
            "value": number(_.lang, nameless),
            "label": _.n("leg without a date", "legs without a date", nameless),
            "note": _("outside every period"),
        }
    )
    return figures


def _sentence(shown: Catalog, given: Interval | None, _: Translator) -> str:
    """Say the same numbers in one sentence."""
    count = len(shown.events)
    if given is None or not (count or len(shown.legs)):
        return _(
            "In this view nobody reported anything with a date; that does not mean that nothing happened."
        )
    states = Counter(shown.events["act_status"])
    parts = [_(text, n=number(_.lang, states[code])) for code, text in STATES.items() if states[code]]
    legs = sum(start is not None for start in shown.legs["start"])
    events = _.n("{n} event is recorded", "{n} events are recorded", count)
    lines = [_("{events} ({parts})", events=events, parts=listing(_.lang, parts)) if parts else events]
    if given.days > MONTH_DAYS and (peak := busiest(shown)) is not None and peak[1] > 1:
        lines.append(
            _(
                "the month with the most is {month}, with {n}",
                month=date_text(_.lang, peak[0]),
                n=number(_.lang, peak[1]),
            )
        )
    lines.append(
        _.n("{n} leg is reported at some time in it", "{n} legs are reported at some time in it", legs)
    )
    return _(
        "Between {start} and {end}: {what}.",
        start=date_text(_.lang, given.start.isoformat()),
        end=date_text(_.lang, given.end.isoformat()),
        what="; ".join(lines),
    )


def sources(shown: Catalog, lang: str) -> str:
    """Say in one line how many sources the dated records of a view cite, and whose the most are."""
    _ = Translator(lang)
    cited = {key for frame in (shown.events, shown.legs) for keys in frame["sources"] for key in keys}
    origins = Counter(shown.sources.loc[sorted(cited), "origin"])
    first = [str(name) for name, _n in sorted(origins.items(), key=lambda item: (-item[1], item[0]))]
    if not first:
        return ""
    count = _.n("{n} source", "{n} sources", len(cited))
    return _(
        "Sources: {sources}, most from {names}.", sources=count, names=listing(lang, first[:ORIGINS_NAMED])
    )
