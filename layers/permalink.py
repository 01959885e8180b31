"""Everything that an address of the atlas says: the page, the filters, what is selected, what belongs to one page alone.

A `Permalink` is what the pages show; `read` makes one of an address and `Permalink.query` makes an address of one. What an
address does not hold, no link can carry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from layers import migrations
from layers.catalog import Catalog
from layers.choices import KEYS
from layers.choropleth import choosable
from layers.desk.question import KEYS as DESK_KEYS
from layers.desk.question import Desk
from layers.filters import ViewFilter
from layers.lanes import LANES as GROUPS
from layers.language import LANGUAGES
from layers.notices import Notice, echo
from layers.plots import KEYS as PLOT_KEYS
from layers.plots import Plot
from layers.profiles import subject as profiles
from layers.profiles.subject import Subject
from layers.release import KEY as RELEASE
from layers.release import recognise
from layers.rows import KINDS
from layers.viewport import is_viewport

LANG: Final = "lang"
ROWS: Final = "rows"
LANES: Final = "lanes"
VIEWPORT: Final = "map"
SHADE: Final = "shade"
OF: Final = profiles.KEY
SHOW: Final = "show"
CHART: Final = "chart"
VERSION: Final = migrations.KEY
MAP: Final = "map"
TIMELINE: Final = "timeline"
PROFILE: Final = "profile"
"""The page whose subject the address names under `OF`."""
STATISTICS: Final = "statistics"
"""The page whose address holds what is chosen of the statistics."""
EVIDENCE: Final = "evidence"
"""The page whose address holds what is asked of the evidence desk."""
METHOD: Final = "method"
STORIES: Final = "stories"
"""The page that lists the stories; with one in its address it begins to tell it."""
PAGES: Final = (MAP, TIMELINE, STATISTICS, PROFILE, EVIDENCE, STORIES, METHOD)
STORY_KEYS: Final = ("story", "step", "aside")
"""The story that a reader follows, its step, and whether it was put aside; whether there is such a story is no matter of a link."""
PARTS: Final = ("map", "chart", "timeline")
"""What a framed page can show alone, as links name it."""
FRAME_KEYS: Final = ("embed", "embed_options")
"""Streamlit's own keys, which say how a framed page looks; they are passed over."""
SHELL_KEYS: Final = (
    LANG,
    ROWS,
    LANES,
    VIEWPORT,
    SHADE,
    RELEASE,
    OF,
    SHOW,
    CHART,
    *STORY_KEYS,
    VERSION,
    *FRAME_KEYS,
)
"""Keys of an address that are no filters and belong to no page's own choices."""
KNOWN: Final = frozenset((*SHELL_KEYS, *PLOT_KEYS.values(), *DESK_KEYS.values()))
CHART_LIMIT_CHARACTERS: Final = 80
STORY_LIMIT_CHARACTERS: Final = 80
STEP_DIGITS: Final = 4
_FIRST_KIND: Final = next(iter(KINDS))
_FIRST_LANES: Final = next(iter(GROUPS))


@dataclass(frozen=True)
class Permalink:
    """What an address says. Hashable; the empty one is the whole map in the reader's own language.

    `page` is one of `PAGES`. `lang` is "" for the reader's own. `rows` and `lanes` are what the table and the timeline hold,
    `viewport` is the section of the map ("" fits it to what is shown), `shade` what the map is shaded by. `subject` is what a
    profile is about. `release` is the release whose data the sender saw; None promises nothing. `show` is the part that a
    framed page shows alone ("" for all of it), `chart` the key of the chart where that part is one. `story` is the story that is told
    ("" for none), `step` the number of its step (0 for the first), `aside` whether it was put aside to look around.
    """

    page: str = MAP
    view: ViewFilter = field(default_factory=ViewFilter)
    plot: Plot = field(default_factory=Plot)
    desk: Desk = field(default_factory=Desk)
    subject: Subject | None = None
    lang: str = ""
    rows: str = _FIRST_KIND
    lanes: str = _FIRST_LANES
    viewport: str = ""
    shade: str = ""
    release: str | None = None
    show: str = ""
    chart: str = ""
    story: str = ""
    step: int = 0
    aside: bool = False

    def query(self) -> dict[str, list[str]]:
        """Return the keys and values of the address, in a fixed order and without defaults.

        What belongs to one page alone is written only there. The version of the schema is not among them, see `migrations`.
        """
        found = self.view.to_query()
        own: dict[str, Any] = {
            SHADE: self.shade,
            **(self.plot.to_query() if self.page == STATISTICS or self.show == "chart" else {}),
            **(self.desk.to_query() if self.page == EVIDENCE else {}),
            LANG: self.lang,
            ROWS: self.rows if self.rows != _FIRST_KIND else "",
            LANES: self.lanes if self.lanes != _FIRST_LANES else "",
            RELEASE: self.release,
            OF: str(self.subject) if self.page == PROFILE and self.subject else "",
            SHOW: self.show,
            CHART: self.chart if self.show == "chart" else "",
            "story": self.story,
            "step": str(self.step) if self.story and self.step else "",
            "aside": "1" if self.story and self.aside else "",
            VIEWPORT: self.viewport,
        }
        return found | {
            key: value if isinstance(value, list) else [value] for key, value in own.items() if value
        }


def read(
    page: str, query: Mapping[str, Any], catalog: Catalog, releases: Sequence[str]
) -> tuple[Permalink, tuple[Notice, ...]]:
    """Read an address of a page, whatever version of the schema it was written in; never raises.

    `page` is the last part of its path; "" and what is no page are the map. `releases` are the dates of all releases, the oldest
    first. What cannot be used is left out and told in a notice.
    """
    query, told = migrations.migrate(query)
    notices = [*told]
    view, more = ViewFilter.from_query(query, catalog, known=KNOWN)
    plot, plot_more = Plot.from_query(query, catalog)
    desk, desk_more = Desk.from_query(query, catalog)
    notices += [*more, *plot_more, *desk_more]
    lang = one_of(query, LANG, LANGUAGES, "", notices)
    rows = one_of(query, ROWS, tuple(KINDS), _FIRST_KIND, notices)
    lanes = one_of(query, LANES, tuple(GROUPS), _FIRST_LANES, notices)
    given = values(query, VIEWPORT)
    notices += [_unknown(VIEWPORT, text) for text in given if not is_viewport(text)]
    shade = one_of(query, SHADE, choosable(catalog), "", notices)
    release = None
    for text in values(query, RELEASE)[-1:]:
        release, notice = recognise(text, releases)
        notices += [notice] if notice else []
    subject = None
    for text in values(query, OF)[-1:]:
        subject, subject_more = profiles.read(text, catalog)
        notices += subject_more
    show = one_of(query, SHOW, PARTS, "", notices)
    chart = "".join(values(query, CHART)[-1:])[:CHART_LIMIT_CHARACTERS]
    story = "".join(values(query, "story")[-1:]).strip().casefold()[:STORY_LIMIT_CHARACTERS]
    step = "".join(values(query, "step")[-1:]).strip()
    viewport = next((text for text in given if is_viewport(text)), "")
    found = Permalink(
        page if page in PAGES else MAP,
        *(view, plot, desk, subject, lang, rows, lanes, viewport, shade, release, show),
        chart if show == "chart" else "",
        story,
        int(step) if story and step.isascii() and step.isdigit() and len(step) < STEP_DIGITS else 0,
        bool(story) and values(query, "aside") == ["1"],
    )
    return found, tuple(dict.fromkeys(notices))


def values(query: Mapping[str, Any], key: str) -> list[str]:
    """Return the values of a key, empty ones left out."""
    raw = query.get(key, ())
    items = raw if isinstance(raw, (list, tuple)) else [raw]
    return [str(item) for item in items if item is not None and str(item)]


def one_of(
    query: Mapping[str, Any], key: str, allowed: Sequence[str], default: str, notices: list[Notice]
) -> str:
    """Return the last value of a key where it is allowed, else the default; what is not allowed is told in a notice."""
    for value in values(query, key)[-1:]:
        if value in allowed:
            return value
        notices.append(_unknown(key, value))
    return default


def _unknown(key: str, value: str) -> Notice:
    return Notice("unknown-value", (("key", key), ("value", echo(value))))


CHOICES: Final = frozenset((*KEYS.values(), *PLOT_KEYS.values(), *DESK_KEYS.values()))
"""Keys of the filters and of the pages' own choices."""
