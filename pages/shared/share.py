"""The view to give away: its link, a QR code, a frame for other pages, its description. The panel asks when it is unfolded.

The client sends the address that stands in the browser, because a move of the map changes that without a run of the page.
"""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs

import streamlit as st

from layers import permalink, sharing
from layers.catalog import Catalog
from layers.language import ENGLISH, LANGUAGES, N_, Translator, date_text, number
from pages.shared import store
from pages.shared.components import LOADER, folder

ADDRESS: Final = "atlas/share"
"""Where the panel asks what to give away."""
ADDRESS_LIMIT_CHARACTERS: Final = 8_000
FIELDS_LIMIT: Final = 500
COPYING: Final = {
    "link": N_("Link"),
    "copy": N_("Copy"),
    "copied": N_("Copied."),
    "mark": N_("Could not be copied: the text is marked, copy it by hand."),
}
WORDS: Final = {
    "carried": N_("In the link"),
    "release": N_("Data"),
    "qr": N_("QR code"),
    "qr_alt": N_("QR code of the link above"),
    "qr_long": N_("The link is too long for a code that a camera can read."),
    "svg": N_("picture (SVG)"),
    "png": N_("picture (PNG)"),
    "frame": N_("A frame for another page"),
    "chart": N_("Chart"),
    "code": N_("HTML to copy"),
    "text": N_("This view in words"),
    "missing": N_("Not in the link"),
}


def show(lang: str) -> None:
    """Show the panel, folded."""
    _ = Translator(lang)
    mount = st.components.v2.component(
        "corridor_atlas_share", html='<div class="share" style="min-height: 44px"></div>', js=LOADER
    )
    mount(
        key="share",
        data={
            "module": f"{folder()}/share.js",
            "title": _("Share this view"),
            "hint": _("link, QR code, frame, words"),
            "address": ADDRESS,
            "lang": lang,
            "say": {name: _(text) for name, text in COPYING.items()},
            "failed": _("The rest could not be fetched. The link is the address of this page."),
        },
    )


def answer(catalog: Catalog, asked: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what the unfolded panel shows; None where no address of a page is given.

    `asked` holds `address`, `lang`, `without` (names of what is left off, joined by commas), `show` and `chart` (the part that a
    frame shows). Anything else that it holds or that is not known is passed over.
    """
    given = asked.get("address", "")
    place = sharing.where(given) if len(given) <= ADDRESS_LIMIT_CHARACTERS else None
    if place is None:
        return None
    try:
        query = parse_qs(place.query, max_num_fields=FIELDS_LIMIT)
    except ValueError:
        return None
    lang = asked["lang"] if asked.get("lang") in LANGUAGES else ENGLISH
    _ = Translator(lang)
    releases = store.releases()
    found = sharing.whole(permalink.read(place.page, query, catalog, releases)[0], lang, releases)
    dropped = frozenset(asked.get("without", "").split(","))
    link = sharing.without(found, dropped)
    address = sharing.address(place.base, link)
    shown = store.filtered(catalog, found.view.without("selected"))
    sentence = found.view.describe(catalog, lang)
    part = asked["show"] if asked.get("show") in sharing.VARIANTS else ""
    charts = sharing.charts(catalog, shown, found.plot, lang) if part == "chart" else []
    keys = [key for key, _title in charts]
    chart = asked["chart"] if asked.get("chart") in keys else "".join(keys[:1])
    origin = sharing.origin(found.release, lang)
    return {
        "address": address,
        "long": len(address) > sharing.LONG_CHARACTERS,
        "length": _length(address, lang),
        "options": sharing.options(place.base, found, dropped, lang),
        "releases": _releases(found.release, lang),
        "code": sharing.code(address),
        "variants": [[key, _(text)] for key, text in sharing.VARIANTS.items()],
        "variant": part,
        "charts": charts,
        "chart": chart,
        "snippet": sharing.snippet(
            place.base, sharing.variant(link, part, chart), f"Corridor Atlas. {sentence}"
        ),
        "text": "\n".join(
            (sentence, sharing.sizes(catalog, shown, lang), f"{origin} · {sharing.LICENCE}", address)
        ),
        "missing": [_(text) for text in sharing.NOT_CARRIED],
        "words": {name: _(text) for name, text in WORDS.items()},
    }


def _length(address: str, lang: str) -> str:
    _ = Translator(lang)
    n = len(address)
    if n <= sharing.LONG_CHARACTERS:
        return _("{n} characters: short enough for a slide.", n=number(lang, n))
    return _(
        "{n} characters: more than {limit} are much to type from a slide. What is ticked below can be left off.",
        n=number(lang, n),
        limit=number(lang, sharing.LONG_CHARACTERS),
    )


def _releases(release: str | None, lang: str) -> list[list[str]]:
    """Return the two ways a link can be about the data: name of the choice and words; [] where nothing is released."""
    _ = Translator(lang)
    if release is None:
        return []
    date = date_text(lang, release)
    return [
        ["", _("as of release {date}: whoever opens it later is told what has changed since", date=date)],
        [sharing.RELEASE, _("always the newest, without a word about changes")],
    ]
