"""What the share panel gives away: the shortest address of a view, its QR code, a frame for other pages, the view in words.

The panel sends the address that stands in the browser; it is read like any link and written anew, so that what is given away
is what the atlas understood.
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote_plus, urlsplit

import segno

from layers import migrations, permalink, statistics
from layers.catalog import Catalog
from layers.choices import DIMENSIONS, KEYS
from layers.filters import totals
from layers.language import N_, Translator, date_text, number
from layers.permalink import MAP, PAGES, STATISTICS, TIMELINE, Permalink
from layers.plots import KEYS as PLOT_KEYS
from layers.plots import Plot
from layers.tallies import Tallies

LICENCE: Final = "CC BY 4.0"
LONG_CHARACTERS: Final = 120
"""A longer address is much to type from a slide."""
QR_LIMIT_CHARACTERS: Final = 1_200
"""A longer address makes a code too fine for a camera at the back of a room."""
QUIET: Final = 4
"""The white border that a QR code needs, in modules (ISO/IEC 18004)."""
_LISTS: Final = frozenset((*(KEYS[name] for name in DIMENSIONS), PLOT_KEYS["series"], PLOT_KEYS["areas"]))
"""Keys whose values may be joined by commas."""
OPTIONAL: Final[Mapping[str, str]] = {
    "map": N_("The section of the map"),
    "selected": N_("The record whose card is open"),
    "lang": N_("The language; without it each reader gets their own"),
}
"""What can be left off a link without another filter, as the panel names it."""
RELEASE: Final = "release"
VARIANTS: Final[Mapping[str, str]] = {
    "": N_("The whole page"),
    "map": N_("The map alone"),
    "chart": N_("One chart alone"),
    "timeline": N_("The timeline alone"),
}
HEIGHT_PX: Final[Mapping[str, int]] = {"": 900, "map": 480, "chart": 640, "timeline": 720}
NOT_CARRIED: Final = (
    N_("what is folded open, how far the page is scrolled, how a table is sorted or how many of its rows are shown;"),
    N_("what lies under the pointer, and a name that was typed but not chosen;"),
    N_("light or dark, which each reader’s device decides, full screen, and the size of the window;"),
    N_("the player while it runs: the link has the period at which it came to rest;"),
    N_("the fit of the map: until the map is moved, each screen fits it to what is shown;"),
    N_("the data themselves: a link always opens the current ones."),
)  # fmt: skip


@dataclass(frozen=True)
class Where:
    """An address taken apart: `base` is that of the atlas, with its last slash; `page` is one of `permalink.PAGES`."""

    base: str
    page: str
    query: str


def where(address: str) -> Where | None:
    """Take the address of a page apart, wherever the atlas is mounted; None for what is no http(s) address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    root, _slash, last = parts.path.rstrip("/").rpartition("/")
    path = root if last in PAGES else parts.path.rstrip("/")
    return Where(f"{parts.scheme}://{parts.netloc}{path}/", last if last in PAGES else MAP, parts.query)


def query(link: Permalink) -> str:
    """Return the query of a link, as short as it can be read back, with the version of its schema."""
    pairs = {**link.query(), permalink.VERSION: [str(migrations.version())]}
    written = {
        key: [",".join(values)] if key in _LISTS and not any("," in value for value in values) else values
        for key, values in pairs.items()
    }
    return "&".join(
        f"{key}={quote_plus(value, safe=',')}" for key, values in written.items() for value in values
    )


def address(base: str, link: Permalink, framed: bool = False) -> str:
    """Return the whole address of a link; `framed` adds Streamlit's own key for a page without its bars."""
    page = "" if link.page == MAP else link.page
    return f"{base}{page}?{'embed=true&' if framed else ''}{query(link)}"


def whole(link: Permalink, lang: str, releases: Sequence[str]) -> Permalink:
    """Return a link with all that it can carry: the language on screen, the release whose data are, no part alone."""
    return replace(link, lang=lang, release=releases[-1] if releases else None, show="", chart="")


def without(link: Permalink, names: frozenset[str]) -> Permalink:
    """Return a link without what can be left off, by the names of `OPTIONAL` and `RELEASE`."""
    return replace(
        link,
        view=link.view.without("selected") if "selected" in names else link.view,
        viewport="" if "map" in names else link.viewport,
        lang="" if "lang" in names else link.lang,
        release=None if RELEASE in names else link.release,
    )


def options(base: str, link: Permalink, dropped: frozenset[str], lang: str) -> list[dict[str, Any]]:
    """Return what the view has that could be left off: name, words with the
    characters it takes, whether it is in the link."""
    _ = Translator(lang)
    held = {"map": link.viewport, "selected": link.view.selected, "lang": link.lang}
    full = len(address(base, link))
    return [
        {
            "name": name,
            "text": _(
                "{what} ({n} characters)",
                what=_(text),
                n=number(lang, full - len(address(base, without(link, frozenset((name,)))))),
            ),
            "on": name not in dropped,
        }
        for name, text in OPTIONAL.items()
        if held[name]
    ]


def code(text: str) -> dict[str, Any] | None:
    """Return the QR code of a text: modules per side with the border, and the dark ones as an SVG path; None if too long."""
    if len(text) > QR_LIMIT_CHARACTERS:
        return None
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix]
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                runs.append(f"M{x + QUIET} {y + QUIET}h{end - x}v1h-{end - x}z")
            x = end + 1
    return {"size": len(rows) + 2 * QUIET, "path": "".join(runs)}


def variant(link: Permalink, part: str, chart: str) -> Permalink:
    """Return the link of a part of the view, on the page that the part belongs to."""
    page = {"map": MAP, "chart": STATISTICS, "timeline": TIMELINE}.get(part, link.page)
    return replace(link, page=page, show=part, chart=chart if part == "chart" else "")


def snippet(base: str, link: Permalink, title: str) -> str:
    """Return the HTML of a frame, as text to copy."""
    src = html.escape(address(base, link, framed=True))
    return (
        f'<iframe src="{src}" title="{html.escape(title)}" width="100%" height="{HEIGHT_PX[link.show]}" '
        'loading="lazy" allow="fullscreen" style="border:0"></iframe>'
    )


def charts(catalog: Catalog, shown: Catalog, plot: Plot, lang: str) -> list[tuple[str, str]]:
    """Return key and title of the charts that a view has."""
    found = statistics.charts(Tallies(catalog, shown), plot, lang)
    return [(each.key, each.title) for each in found]


def sizes(catalog: Catalog, shown: Catalog, lang: str) -> str:
    """Say how much of the whole is shown: legs, places, events, corridors."""
    _ = Translator(lang)
    of = {
        table: {"shown": number(lang, some), "all": number(lang, whole)}
        for table, (some, whole) in totals(catalog, shown).items()
    }
    return " · ".join(
        (
            _("{shown} of {all} legs", **of["legs"]),
            _("{shown} of {all} places", **of["places"]),
            _("{shown} of {all} events", **of["events"]),
            _("{shown} of {all} corridors", **of["corridors"]),
        )
    )


def origin(release: str | None, lang: str) -> str:
    """Say in a few words whose data are shown and of when."""
    _ = Translator(lang)
    return _("Corridor Atlas, release {date}", date=date_text(lang, release)) if release else "Corridor Atlas"
