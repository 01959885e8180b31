"""The handout of a story asked for from a terminal: what `python -m layers story` does."""

from __future__ import annotations

from pathlib import Path

from layers import release
from layers.catalog import open_catalog
from layers.documents import read_text
from layers.problems import DataProblems, Problem
from layers.stories import shelf
from layers.stories.handout import edition, handout
from layers.stories.markdown import parse
from layers.stories.story import Story


def printed(
    directory: Path, stories: Path, name: str, lang: str, paper: str, address: str, day: str
) -> bytes:
    """Return the handout of a story that ships (by its slug) or of one in a file (by its path), from the data in a directory.

    Raises DataProblems when the data do not pass the check, or when there is no such story or it cannot be read.
    """
    story = _opened(Path(name), lang) if name.endswith(".md") else _shipped(stories, name, lang)
    catalog = open_catalog(directory)
    latest = release.current(directory)
    state = (latest.id, latest.pending) if latest else ("", False)
    return handout(catalog, story, edition(catalog, lang, day, state, address, paper))


def _shipped(stories: Path, slug: str, lang: str) -> Story:
    found, problems = shelf.read(stories)
    if problems:
        raise DataProblems(problems)
    if lang not in found.get(slug, {}):
        mend = f"Give one of: {', '.join(found)}; or the path of a file that ends in .md."
        raise DataProblems([Problem("", None, "", "", f"there is no story {slug!r}", mend)])
    return found[slug][lang]


def _opened(path: Path, lang: str) -> Story:
    text, problems = read_text(path, path.name)
    story, flaws = parse(text, shelf.MINE, lang) if text is not None else (None, [])
    if story is None:
        raise DataProblems([*problems, *(flaw.problem(path.name) for flaw in flaws)])
    return story
