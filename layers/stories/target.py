"""What the link of a step shows: the page, and everything that the page's address says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from layers.catalog import Catalog
from layers.choices import KEYS
from layers.choropleth import choosable
from layers.desk.question import KEYS as DESK_KEYS
from layers.desk.question import Desk
from layers.filters import ViewFilter
from layers.lanes import LANES as GROUPS
from layers.language import N_
from layers.notices import Notice, echo
from layers.plots import KEYS as PLOT_KEYS
from layers.plots import Plot
from layers.profiles import subject as profiles
from layers.profiles.subject import Subject
from layers.rows import KINDS
from layers.viewport import is_viewport

PAGES: Final[Mapping[str, str]] = {
    "map": N_("Map"),
    "timeline": N_("Timeline"),
    "statistics": N_("Statistics"),
    "profile": N_("Profiles"),
    "evidence": N_("Evidence"),
    "method": N_("Method and limits"),
}
"""The pages that a step can show, by their name in links; the map is at the root."""
ROWS: Final = "rows"
LANES: Final = "lanes"
SHADE: Final = "shade"
VIEWPORT: Final = "map"
OWN: Final = (ROWS, LANES, SHADE, VIEWPORT, profiles.KEY)
PASSED_OVER: Final = ("lang", "rel", "v", "show", "chart", "embed", "embed_options", "story", "step", "aside")
"""Keys that an address may bring and that are no part of a view: who reads a story chooses the language."""
LONGEST_CHARACTERS: Final = 4_000
TARGETS_KEPT: Final = 512


@dataclass(frozen=True)
class Target:
    """Hold what a link shows; the fields are those of the session, see pages/shared/link.py.

    `page` is a key of `PAGES`. `notices` tell what of the link could not be used.
    """

    page: str
    view: ViewFilter
    plot: Plot
    desk: Desk
    subject: Subject | None
    rows: str
    lanes: str
    shade: str
    viewport: str
    notices: tuple[Notice, ...]

    def to_query(self) -> dict[str, list[str]]:
        """Return the keys and values of a link to this, without what the page passes over."""
        found: dict[str, list[str]] = {**self.view.to_query()}
        if self.page == "statistics":
            found |= self.plot.to_query()
        if self.page == "evidence":
            found |= self.desk.to_query()
        own = {
            SHADE: self.shade,
            ROWS: self.rows if self.rows != next(iter(KINDS)) else "",
            LANES: self.lanes if self.lanes != next(iter(GROUPS)) else "",
            profiles.KEY: str(self.subject or "") if self.page == "profile" else "",
            VIEWPORT: self.viewport if self.page == "map" else "",
        }
        return {**found, **{key: [value] for key, value in own.items() if value}}

    def address(self, more: Mapping[str, str] | None = None) -> str:
        """Return the link from the root of the atlas, with further keys behind its own."""
        return joined(self.page, {**self.to_query(), **{key: [value] for key, value in (more or {}).items()}})


def joined(page: str, query: Mapping[str, Sequence[str]]) -> str:
    """Return the link to a page from the root of the atlas."""
    text = urlencode(query, doseq=True, safe="/:.,")
    path = "/" if page == "map" else f"/{page}"
    return f"{path}?{text}" if text else path


def page_of(address: str) -> str | None:
    """Return the page that a link leads to; None for one that does not lead to a view of this atlas."""
    if not re.fullmatch(r"/(?!/)[^\\\x00-\x20]*", address):
        return None
    name = urlsplit(address).path.strip("/") or "map"
    return name if name in PAGES else None


@lru_cache(maxsize=TARGETS_KEPT)
def read(address: str, catalog: Catalog) -> Target:
    """Read a link; never raises. What it names in vain is told in a notice; an unknown page gives the map."""
    page = page_of(address)
    notices = [] if page else [Notice("unknown-page", (("value", echo(address)),))]
    page = page or "map"
    query = parse_qs(urlsplit(address[:LONGEST_CHARACTERS]).query)
    query = {key: values for key, values in query.items() if key not in PASSED_OVER}
    known = (*OWN, *PLOT_KEYS.values(), *DESK_KEYS.values())
    view, found = ViewFilter.from_query(
        {k: v for k, v in query.items() if k in KEYS.values() or k not in known}, catalog
    )
    notices += found
    plot, found = Plot.from_query(query, catalog)
    notices += found
    desk, found = Desk.from_query(query, catalog)
    notices += found

    def one(key: str, allowed: tuple[str, ...], default: str) -> str:
        value = (query.get(key) or [default])[-1]
        if value == default or value in allowed:
            return value
        notices.append(Notice("unknown-value", (("key", key), ("value", echo(value)))))
        return default

    subject = None
    if about := query.get(profiles.KEY):
        subject, found = profiles.read(about[-1], catalog)
        notices += found
    viewport = (query.get(VIEWPORT) or [""])[-1]
    if viewport and not is_viewport(viewport):
        notices.append(Notice("unknown-value", (("key", VIEWPORT), ("value", echo(viewport)))))
        viewport = ""
    return Target(
        page,
        view,
        plot,
        desk,
        subject,
        one(ROWS, tuple(KINDS), next(iter(KINDS))),
        one(LANES, tuple(GROUPS), next(iter(GROUPS))),
        one(SHADE, choosable(catalog), ""),
        viewport,
        tuple(dict.fromkeys(notices)),
    )
