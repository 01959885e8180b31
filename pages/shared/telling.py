"""The bar of a story: the caption of the present step over the page that the step shows, and the way on and back."""

from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st

from layers.cards import title
from layers.choices import Selection
from layers.language import N_, Translator
from layers.stories import target
from layers.stories.code import code
from layers.stories.shelf import MINE
from layers.stories.story import Block, Step, Story
from pages.shared import link, sheet, store, told
from pages.shared.components import LOADER, folder

KEY: Final = "telling"
WORDS: Final = {
    "back": N_("Previous step"),
    "on": N_("Next step"),
    "explore": N_("Explore from here"),
    "full": N_("Full screen"),
    "window": N_("Leave full screen"),
    "link": N_("Link to this step"),
    "leave": N_("Leave the story"),
    "again": N_("Show this step again"),
    "others": N_("All stories"),
    "fold": N_("Hide the caption"),
    "unfold": N_("Show the caption"),
    "close": N_("Close"),
    "copy": N_("Copy the link"),
    "copied": N_("Copied."),
    "paper": N_("Handout (PDF)"),
    "keys": N_("Arrow keys or a clicker step through the story."),
    "own": N_("Your own story lives in this tab only: this link opens the view without it."),
    "broken": N_("A part of this step could not be shown:"),
}


def show(lang: str, page: str) -> None:
    """Show the bar while a story is followed; `page` is the name of the page that is about to be shown."""
    if link.untold():
        begin()
    following = told.current()
    story = told.story(following.slug, lang) if following else None
    if following is None or story is None:
        return
    step = story.step(following.step)
    shown = target.read(step.address, store.catalog())
    with st.container(key="story_bar"):
        mount = st.components.v2.component(
            "corridor_atlas_telling", html='<div class="telling"></div>', js=LOADER
        )
        mount(
            key=KEY,
            data={
                "module": f"{folder()}/telling.js",
                "language": lang,
                **_said(story, following, step, lang),
                "blocks": _blocks(step, following, lang),
                "strayed": not link.shows(shown, page),
                "notices": [notice.text(lang) for notice in shown.notices],
                **_passed_on(following, shown, lang),
                "words": {name: Translator(lang)(text) for name, text in WORDS.items()},
            },
            on_act_change=_acted,
        )  # fmt: skip


def _said(story: Story, following: told.Told, step: Step, lang: str) -> dict[str, Any]:
    _ = Translator(lang)
    place = {"n": following.step, "all": len(story.steps)}
    return {
        "title": story.title,
        "heading": step.heading,
        "step": following.step,
        "steps": len(story.steps),
        "aside": following.aside,
        "turn": (link.camera() or (0, ""))[0],
        "place": _("Step {n} of {all}", **place),
        "label": _("Story: {title}", title=story.title),
        "return": _("Back to the story, step {n}", n=following.step),
    }


def _blocks(step: Step, following: told.Told, lang: str) -> list[Block]:
    """Return the caption; a link in it keeps the story, put aside, and the language. One that leads nowhere is words."""

    def run(given: dict[str, str]) -> dict[str, str]:
        to = given.get("to")
        if to is None:
            return given
        if target.page_of(to) is None:
            return {name: text for name, text in given.items() if name != "to"}
        keys = {told.STORY: following.slug, told.STEP: str(following.step), told.ASIDE: "1", link.LANG: lang}
        return {**given, "to": target.read(to, store.catalog()).address(keys)}

    return [
        {**block, "items": [[run(each) for each in item] for item in block["items"]]}
        if block["kind"] == "list"
        else {**block, "runs": [run(each) for each in block["runs"]]}
        for block in step.blocks
    ]


def _passed_on(following: told.Told, shown: target.Target, lang: str) -> dict[str, Any]:
    """Return the link to this step for others, and its code. A visitor's own story does not travel: its view does."""
    mine = following.slug == MINE
    kept = {} if mine else {told.STORY: following.slug, told.STEP: str(following.step)}
    address = _root() + shown.address({**kept, link.LANG: lang})
    drawn = code(address)
    paper = "" if mine else f"./{link.STORIES}/{following.slug}.pdf?{link.LANG}={lang}"
    return {"address": address, "code": drawn._asdict() if drawn else None, "mine": mine, "paper": paper}


def _root() -> str:
    """Return where the atlas is served, without a final slash."""
    parts = urlsplit(st.context.url or "")
    path = parts.path.rstrip("/")
    last = path.rpartition("/")[2]
    if last in (*target.PAGES, link.STORIES):
        path = path.removesuffix(f"/{last}")
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else ""


def turn(slug: str, step: int, by_link: bool = False) -> None:
    """Show a step of a story as it was told: its view, its page, its part of the world; see `link.show`."""
    story = told.story(slug, st.session_state[link.LANG])
    if story is None:
        return
    step = min(max(step, 1), len(story.steps))
    told.follow(told.Told(slug, step))
    shown = target.read(story.step(step).address, store.catalog())
    link.show(shown, by_link)
    sheet.to(shown.page)


def title_of(chosen: Selection, lang: str) -> str:
    """Return what a record is called."""
    return title(store.catalog(), chosen, lang)


def begin() -> None:
    """Begin to tell the story that the address names; nothing happens where it names none."""
    following = told.current()
    if following and not following.aside:
        turn(following.slug, following.step, by_link=True)


def _acted() -> None:
    """Do what was pressed on the bar; what the browser sends is checked like a link."""
    state: Any = st.session_state.get(KEY)
    act = str(state.get("act") or "") if state else ""
    following = told.current()
    if following is None:
        return
    link.touched()
    word, _blank, more = act.partition(" ")
    if word == "to" and more.isascii() and more.isdigit():
        turn(following.slug, int(more[:3]))
    elif word == "again":
        turn(following.slug, following.step)
    elif word == "go" and target.page_of(more):
        told.follow(told.Told(following.slug, following.step, aside=True))
        shown = target.read(more, store.catalog())
        link.show(shown)
        sheet.to(shown.page)
    elif act == "explore":
        told.follow(told.Told(following.slug, following.step, aside=True))
    elif act in ("leave", "others"):
        told.follow(None)
        if act == "others":
            sheet.to(link.STORIES)
