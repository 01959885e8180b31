"""A story of the visitor's own: views gathered on any page, put in order, told, saved as a file, opened from one.

It is held by the session of its tab (see `told`): nothing is stored in the browser, nothing reaches anybody else.
"""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from layers.language import N_, Translator
from layers.profiles.subject import name as called
from layers.stories import target
from layers.stories.drafting import drafted, fits, step, to_markdown
from layers.stories.markdown import parse
from layers.stories.shelf import MINE
from layers.stories.story import MOST_STEPS, Story
from pages.shared import link, store, telling, told
from pages.shared.components import LOADER, folder

KEY: Final = "own_story"
SAID: Final = "_own_story_said"
FILE: Final = "_own_story_file"
LONGEST_TEXT_CHARACTERS: Final = 300_000
WORDS: Final = {
    "title": N_("Your own story"),
    "note": N_(
        "Gather views, write a caption to each, and show them step by step. The story lives in this tab only: save it as a file to keep it, and open the file to go on."
    ),
    "add": N_("Add this view to my story"),
    "name": N_("Title"),
    "summary": N_("What it is about"),
    "heading": N_("Heading of the step"),
    "caption": N_("Caption"),
    "up": N_("Move up"),
    "down": N_("Move down"),
    "remove": N_("Take out"),
    "show": N_("Show this view"),
    "present": N_("Present"),
    "save": N_("Save as a file"),
    "open": N_("Open a file"),
    "paste": N_("Paste the text of a story"),
    "take": N_("Open the text"),
    "clear": N_("Take out all steps"),
    "empty": N_("No view yet. Go to the view that is to begin your story, and add it."),
    "large": N_("The file is larger than a story can be."),
    "hint": N_("Paragraphs, lists and *emphasis* (Markdown)"),
}


def show(lang: str, page: str) -> None:
    """Show the panel below a page; on the page of the stories it stands open, and there is no view to add."""
    _ = Translator(lang)
    mine = told.own() or Story(MINE, lang, "", "", ())
    count = len(mine.steps)
    mount = st.components.v2.component(
        "corridor_atlas_ownstory", html='<div class="own" style="min-height: 44px"></div>', js=LOADER
    )
    mount(
        key=KEY,
        data={
            "module": f"{folder()}/ownstory.js",
            "open": page == link.STORIES,
            "addable": page in target.PAGES,
            "count": _.n("{n} view", "{n} views", count) if count else "",
            "title": mine.title,
            "summary": mine.summary,
            "steps": [_told(number, each, lang) for number, each in enumerate(mine.steps, 1)],
            "said": st.session_state.pop(SAID, []),
            "file": st.session_state.get(FILE),
            "words": {name: _(text) for name, text in WORDS.items()},
        },
        on_act_change=lambda: _acted(lang, page),
    )


def _told(number: int, given: Any, lang: str) -> dict[str, Any]:
    _ = Translator(lang)
    shown = target.read(given.address, store.catalog())
    return {
        "heading": given.heading,
        "caption": given.source,
        "address": given.address,
        "label": _("Step {n}", n=number),
        "page": _(target.PAGES[shown.page]),
        "notices": [notice.text(lang) for notice in shown.notices],
    }


def _acted(lang: str, page: str) -> None:
    """Take over what was typed, and do what was pressed; what the browser sends is judged like any text."""
    state: Any = st.session_state.get(KEY)
    sent = state.get("act") if state else None
    if not isinstance(sent, dict):
        return
    link.touched()
    mine = drafted(sent, lang)
    act, number = str(sent.get("op") or ""), sent.get("n")
    n = number if isinstance(number, int) else 0
    if act == "add":
        mine = _added(mine, lang, page)
    elif act in ("up", "down"):
        mine = mine.moved(n, n + (1 if act == "down" else -1))
    elif act == "remove":
        mine = mine.without(n)
    elif act == "clear":
        mine = Story(MINE, lang, "", "", ())
    elif act == "open":
        mine = _opened(mine, str(sent.get("text") or "")[:LONGEST_TEXT_CHARACTERS], lang)
    told.keep(mine)
    if act == "save":
        _save(mine, lang)
    elif act == "present":
        telling.turn(MINE, n or 1)


def _added(mine: Story, lang: str, page: str) -> Story:
    """Return the story with the present view as its last step; its heading is the sentence that describes the view."""
    _ = Translator(lang)
    address = _here(page)
    more = replace(mine, steps=(*mine.steps, step(_described(address, lang), address, "")))
    if fits(more):
        return more
    _say(_("The story is full: {most} steps, 64 kB. Take something out first.", most=MOST_STEPS))
    return mine


def _here(page: str) -> str:
    """Return the present view as a link of a story, with the part of the world that the address names."""
    query = {**link.current().to_query(), **link.shaded()}
    own = {
        link.LANES: link.lanes(),
        link.ROWS: str(st.session_state.get(link.ROWS, "")),
        link.VIEWPORT: (link.address().get(link.VIEWPORT) or [""])[-1],
    }
    if page == link.PROFILE and link.subject():
        own[link.OF] = str(link.subject())
    if page == link.STATISTICS:
        query |= link.plot().to_query()
    if page == link.EVIDENCE:
        query |= link.desk().to_query()
    given = {**query, **{key: [value] for key, value in own.items() if value}}
    return target.read(target.joined(page, given), store.catalog()).address()


def _described(address: str, lang: str) -> str:
    catalog = store.catalog()
    shown = target.read(address, catalog)
    if shown.view.selected:
        return telling.title_of(shown.view.selected, lang)
    if shown.subject:
        return called(catalog, shown.subject, lang)
    return shown.view.describe(catalog, lang)


def _opened(mine: Story, text: str, lang: str) -> Story:
    """Return the story with the steps of a file behind its own; a file with a flaw changes nothing, and every flaw is told."""
    _ = Translator(lang)
    found, flaws = parse(text, MINE, lang)
    if found is None:
        _say(
            _("Nothing was opened: the text is no story as it stands."), *(flaw.text(lang) for flaw in flaws)
        )
        return mine
    more = replace(
        mine,
        title=mine.title or found.title,
        summary=mine.summary or found.summary,
        steps=(*mine.steps, *found.steps),
    )
    if not fits(more):
        _say(_("The story is full: {most} steps, 64 kB. Take something out first.", most=MOST_STEPS))
        return mine
    return more


def _save(mine: Story, lang: str) -> None:
    _ = Translator(lang)
    turn = (st.session_state.get(FILE) or {"turn": 0})["turn"] + 1
    text = to_markdown(mine, _(WORDS["title"]), _(WORDS["heading"]))
    st.session_state[FILE] = {"turn": turn, "text": text, "name": "corridor-atlas-story.md"}
    if not fits(mine):
        _say(_("The file was saved, but is too large to be opened here again: shorten it."))


def _say(*lines: str) -> None:
    st.session_state[SAID] = list(lines)
