"""What an address shows, for programs that show the address itself: rows, language, viewport, page.

It is read like a link and never refused: what cannot be used is left out, as the page itself does with a notice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlencode

from layers.choices import Selection
from layers.filters import ViewFilter
from layers.headings import heading
from layers.language import LANGUAGES, N_, Translator, best
from layers.migrations import migrate
from layers.profiles import subject as profiles
from layers.profiles.subject import Subject
from layers.stories import target
from layers.stories.story import Story
from layers.viewport import Viewport, read_viewport
from pages.shared import store
from pages.shared.base import within
from pages.shared.link import LANG, MAP, OF, VIEWPORT
from pages.shared.told import STORY
from pages.shared.told import read as read_story

ADDRESS: Final = "preview.png"
SHARE: Final = "share"
PAGE: Final = "page"
"""The key under which an address of `SHARE` names the page."""
SIZE: Final = (1200, 630)
NAME: Final = "Corridor Atlas"
STORIES: Final = "stories"
PAGES: Final = tuple(
    sorted(
        path.stem
        for path in Path(__file__).parent.parent.glob("*.py")
        if path.stem not in ("__init__", "shell")
    )
)
TITLES: Final = {
    "timeline": N_("Timeline"),
    "statistics": N_("Statistics"),
    "evidence": N_("Evidence"),
    "stories": N_("Stories"),
    "method": N_("Method and limits"),
}
"""Pages that say more than the view does, and how; the map and a profile are what the view is about."""
QUERY_LIMIT_CHARACTERS: Final = 4_000  # a longer one is shown as the whole atlas
FIELD_LIMIT: Final = 200
TEXT_LIMIT_CHARACTERS: Final = 300


@dataclass(frozen=True)
class Preview:
    """What an address shows: the rows, in words of which language, where on the map, on which page, about whom.

    `story` holds the title of the story that is told there, the heading of its step and the caption; () for none.
    """

    view: ViewFilter
    lang: str
    viewport: Viewport | None = None
    look: str = ""
    page: str = MAP
    subject: Subject | None = None
    story: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """Return the query of its picture: in a fixed order, without what does not change it."""
        pairs = [(key, value) for key, values in self.view.to_query().items() for value in values]
        look = [(VIEWPORT, self.look)] if self.viewport else []
        return urlencode([*pairs, *look, (LANG, self.lang)])

    @property
    def title(self) -> str:
        """Return its title."""
        if self.story:
            return " · ".join((*self.story[:2], NAME))
        page = Translator(self.lang)(TITLES[self.page]) if self.page in TITLES else ""
        whole = store.catalog()
        # Only a selection makes a title depend on what the filters leave.
        shown = store.filtered(whole, self.view.without("selected")) if self.view.selected else whole
        return " · ".join(filter(None, (heading(whole, shown, self.view, self.lang), page, NAME)))

    @property
    def text(self) -> str:
        """Return the sentence that says what is shown."""
        said = self.story[2] if self.story else self.view.describe(store.catalog(), self.lang)
        return (
            said if len(said) <= TEXT_LIMIT_CHARACTERS else said[: TEXT_LIMIT_CHARACTERS - 1].rstrip() + "…"
        )


def pairs_of(query: str) -> list[tuple[str, str]]:
    """Return the keys and values of a query; none where it is too long to be one of ours."""
    if len(query) > QUERY_LIMIT_CHARACTERS:
        return []
    try:
        return parse_qsl(query, max_num_fields=FIELD_LIMIT)
    except ValueError:
        return []


def read(query: str, languages: str | None, page: str = MAP) -> Preview:
    """Read what an address shows; `languages` is what the reader's program prefers where the address names none."""
    given: dict[str, list[str]] = {}
    for key, value in pairs_of(query):
        given.setdefault(key, []).append(value)
    given = migrate(given)[0]
    named = (given.get(LANG) or [""])[-1]
    lang = named if named in LANGUAGES else best(languages)
    look = (given.get(VIEWPORT) or [""])[-1]
    of = (given.get(OF) or [""])[-1] if page == "profile" else ""
    story: tuple[str, ...] = ()
    if told := published(given, lang):
        step = told[0].step(told[1])
        story = (told[0].title, step.heading, step.text)
        if page == STORIES:  # its address names the step, not the view
            shown = target.read(step.address, store.catalog())
            look, of, given = shown.viewport, str(shown.subject or ""), shown.view.to_query()
    view, _notices = ViewFilter.from_query(given, store.catalog())
    subject = profiles.read(of, store.catalog())[0] if of else None
    page = page if page in PAGES else MAP
    return Preview(about(view, subject), lang, read_viewport(look), look, page, subject, story)


def published(given: Mapping[str, list[str]], lang: str) -> tuple[Story, int] | None:
    """Return the story that an address tells, and the number of its step; None for none, and for a visitor's own."""
    shelf = {slug for slug, told in store.stories().items() if lang in told}
    if (given.get(STORY) or [""])[-1].strip().casefold() not in shelf:
        return None
    told, _notices = read_story(given, lang)
    return (store.stories()[told.slug][lang], told.step) if told else None


def about(view: ViewFilter, subject: Subject | None) -> ViewFilter:
    """Return the view that the profile of a subject is about."""
    if subject is None:
        return view
    dimension = {"country": "countries", "corridor": "corridors", "actor": "actors"}.get(subject.kind)
    if dimension:
        return replace(view.without(dimension, "selected"), **{dimension: (subject.id,)})  # type: ignore[arg-type]
    return replace(view, selected=Selection(subject.kind, subject.id))


def page_of(path: str) -> str | None:
    """Return the page at a path of the server, None where there is none; the front page is the map."""
    inside = within(path)
    if inside == "/":
        return MAP
    return inside[1:] if inside and inside[1:] in PAGES else None


def onward(query: str, page: str) -> str:
    """Return the relative address of a page with the keys of a query, as a link from beside it names it."""
    kept = urlencode([(key, value) for key, value in pairs_of(query) if key != PAGE])
    return "./" + ("" if page == MAP else page) + (f"?{kept}" if kept else "")
