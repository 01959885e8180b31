"""The folder of stories: one file per story and language, `<slug>.<lang>.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from layers.catalog import Catalog
from layers.documents import read_text
from layers.language import ENGLISH, LANGUAGES
from layers.load import Tables
from layers.problems import Problem
from layers.stories import gate, target
from layers.stories.markdown import parse
from layers.stories.story import Step, Story

MINE: Final = "mine"
"""The name that a visitor's own story has in links; no file may bear it."""
MOST_WORDS: Final = 60
"""A caption is read aloud or from a wall: no longer."""
ORDER: Final = ("introduction",)
"""Stories that come first; the others follow by name."""
_NAME: Final = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<lang>[a-z]{2})\.md")

Shelf = Mapping[str, Mapping[str, Story]]
"""Stories by slug and language."""


def read(directory: Path) -> tuple[Shelf, list[Problem]]:
    """Read every story of a folder that need not be there; files with problems are left out."""
    problems: list[Problem] = []
    found: dict[str, dict[str, Story]] = {}
    for path in sorted(directory.iterdir()) if directory.is_dir() else ():
        name = _NAME.fullmatch(path.name)
        file = f"{directory.name}/{path.name}"
        if name is None or name["lang"] not in LANGUAGES or name["slug"] == MINE:
            reason = "this is not the name of a story"
            mend = f"Name it <slug>.<{'|'.join(LANGUAGES)}>.md, the slug in small letters and not {MINE!r}."
            problems.append(Problem(file, None, "", "", reason, mend))
            continue
        text, unread = read_text(path, file)
        problems += unread
        if text is None:
            continue
        story, flaws = parse(text, name["slug"], name["lang"])
        problems += [flaw.problem(file) for flaw in flaws]
        if story is not None:
            found.setdefault(story.slug, {})[story.lang] = story
    first = {slug: place for place, slug in enumerate(ORDER)}
    ordered = sorted(found, key=lambda slug: (first.get(slug, len(first)), slug))
    return {slug: found[slug] for slug in ordered}, problems


def check(directory: Path, tables: Tables, catalog: Catalog) -> list[Problem]:
    """List what is wrong with the stories of a folder, read beside tables that pass their own check."""
    shelf, problems = read(directory)
    named = gate.known(tables)
    for slug, told in shelf.items():
        problems += _languages(directory, slug, told)
        for story in told.values():
            file = f"{directory.name}/{slug}.{story.lang}.md"
            problems += _texts(story, file, named)
            for step in story.steps:
                problems += _views(step, file, catalog)
    return sorted(set(problems))


def _languages(directory: Path, slug: str, told: Mapping[str, Story]) -> Iterator[Problem]:
    for lang in LANGUAGES:
        path = directory / f"{slug}.{lang}.md"
        if lang not in told and not path.exists():
            mend = "Write it: a story is told in every language of the atlas."
            yield Problem(f"{directory.name}/{path.name}", None, "", "", "the file is missing", mend)
    model = told.get(ENGLISH) or next(iter(told.values()))
    for story in told.values():
        file = f"{directory.name}/{slug}.{story.lang}.md"
        if len(story.steps) != len(model.steps):
            reason = f"the story has {len(story.steps)} steps, in {model.lang} it has {len(model.steps)}"
            yield Problem(file, None, "", "", reason, "Tell the same steps in every language.")
            continue
        for number, (step, other) in enumerate(zip(story.steps, model.steps, strict=True), 1):
            if step.address != other.address:
                reason = f"step {number} shows another view than in {model.lang} ({other.address})"
                yield Problem(file, step.line, "", "", reason, "Give the same link in every language.")


def _texts(story: Story, file: str, named: gate.Known) -> Iterator[Problem]:
    texts = [
        (1, story.title),
        (3, story.summary),
        *((step.line, text) for step in story.steps for text in (step.heading, step.text)),
    ]
    for line, text in texts:
        for reason, mend in gate.refused(text, story.lang, named):
            yield Problem(file, line, "", "", reason, mend)
    if not story.summary:
        yield Problem(file, 1, "", "", "the story has no summary", "Write one below the title.")
    for step in story.steps:
        words = len(step.text.split())
        if not 1 <= words <= MOST_WORDS:
            reason = f"the caption has {words} words; it may have 1 to {MOST_WORDS}"
            yield Problem(file, step.line, "", "", reason, "Say less, or make two steps of it.")


def _views(step: Step, file: str, catalog: Catalog) -> Iterator[Problem]:
    linked = [run["to"] for block in step.blocks for run in _runs(block) if "to" in run]
    for address in (step.address, *linked):
        shown = target.read(address, catalog)
        for notice in shown.notices:
            reason = notice.text(ENGLISH).rstrip(".")
            yield Problem(file, step.line, "", "", reason, "Name what the data hold.")
        if not shown.notices and not shows(shown, catalog):
            reason = f"the view {address!r} shows no row"
            yield Problem(file, step.line, "", "", reason, "Choose fewer filters.")


def _runs(block: Mapping[str, object]) -> list[dict[str, str]]:
    parts = block["items"] if block["kind"] == "list" else [block["runs"]]
    return [run for runs in parts for run in runs]  # type: ignore[attr-defined]


def shows(shown: target.Target, catalog: Catalog) -> bool:
    """Tell whether a view has a row: a leg, a place or an event that its filters leave, the selected record among them."""
    rows = shown.view.without("selected").apply(catalog)
    if not (len(rows.legs) or len(rows.places) or len(rows.events)):
        return False
    chosen = shown.view.selected
    return chosen is None or chosen.id in getattr(rows, f"{chosen.kind}s").index
