"""Stories as Markdown: a title, a summary, then a heading per step that links to its view, and the caption below it.

    # Crossing at Cúcuta

    What is reported about the border gateway.

    ## [The gateway](/?corridor=cucuta)

    People cross *on foot*.

Captions are paragraphs, lists, emphasis and links to other views. Nothing else has a meaning, and HTML is text like any other.
The format is a part of CommonMark 0.31, read by markdown-it-py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from layers.notices import echo
from layers.stories.flaws import Flaw
from layers.stories.story import LONGEST_LINE_CHARACTERS, MOST_BYTES, MOST_STEPS, Block, Step, Story
from layers.stories.target import page_of
from layers.stories.writing import clean


class _Markdown(MarkdownIt):
    """Read links whatever they lead to: that is judged by us, so that it can be told."""

    def validateLink(self, url: str) -> bool:
        return True


_READER: Final = _Markdown("commonmark", {"html": False}).disable(["html_block", "html_inline", "reference"])
_FORMS: Final = {"em": "em", "strong": "strong"}
_REFUSED: Final = {
    **dict.fromkeys(("fence", "code_block", "code_inline", "blockquote_open", "hr", "heading_open"), "block"),
    "image": "picture",
}
_LISTS: Final = ("bullet_list", "ordered_list")
_WORDS: Final = ("text", "text_special", "softbreak", "hardbreak")


def parse(text: str, slug: str, lang: str) -> tuple[Story | None, list[Flaw]]:
    """Read the text of a story; None with everything that is wrong when anything is."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        return None, [Flaw(0, "long", (("most", str(MOST_BYTES // 1024)),))]
    reading = _Reading(clean(text))
    story = reading.story(slug, lang)
    return (None, sorted(set(reading.flaws))) if reading.flaws else (story, [])


def caption(source: str) -> tuple[Block, ...] | None:
    """Read the caption of a step alone; None when it holds what a caption cannot."""
    reading = _Reading(clean(source))
    blocks = reading.blocks(reading.tokens)
    return None if reading.flaws else blocks


class _Reading:
    """Read one text and gather what is wrong with it."""

    def __init__(self, text: str) -> None:
        self.flaws: list[Flaw] = []
        self.lines = text.split("\n")
        self.tokens = _READER.parse(text)

    def complain(self, line: int, code: str, **params: object) -> None:
        self.flaws.append(Flaw(line, code, tuple((name, str(value)) for name, value in params.items())))

    def story(self, slug: str, lang: str) -> Story:
        tokens = self.tokens
        heads = [n for n, token in enumerate(tokens) if token.type == "heading_open" and not token.level]
        titles = [n for n in heads if tokens[n].tag == "h1"]
        starts = [n for n in heads if tokens[n].tag == "h2"]
        for n in heads:
            if tokens[n].tag not in ("h1", "h2"):
                self.complain(_line(tokens[n]), "level")
        for n in titles[1:]:
            self.complain(_line(tokens[n]), "titles")
        if not titles:
            self.complain(1, "no-title")
        elif titles[0]:
            self.complain(_line(tokens[0]), "before")
        if not starts:
            self.complain(0, "no-step")
        if len(starts) > MOST_STEPS:
            self.complain(_line(tokens[starts[MOST_STEPS]]), "steps", n=len(starts), most=MOST_STEPS)
        title = self.plain(tokens[titles[0] + 1]) if titles else ""
        summary = self.summary(tokens[titles[0] + 3 : starts[0] if starts else None]) if titles else ""
        ends = [*starts[1:], len(tokens)]
        steps = [self.step(start, end) for start, end in zip(starts, ends, strict=False)]
        return Story(slug, lang, title, summary, tuple(steps))

    def summary(self, tokens: Sequence[Token]) -> str:
        outer = [(n, token) for n, token in enumerate(tokens) if not token.level and token.nesting != -1]
        for _n, token in outer:
            if token.type not in ("paragraph_open", "heading_open"):
                self.complain(_line(token), "summary")
        return " ".join(self.plain(tokens[n + 1]) for n, token in outer if token.type == "paragraph_open")

    def step(self, start: int, end: int) -> Step:
        opened, inline = self.tokens[start], self.tokens[start + 1]
        children = inline.children or []
        links = [child for child in children if child.type == "link_open"]
        whole = len(links) == 1 and children[0] is links[0] and children[-1].type == "link_close"
        address = str(links[0].attrGet("href") or "") if whole else ""
        if not whole:
            self.complain(_line(opened), "unlinked")
        elif page_of(address) is None:
            self.complain(_line(opened), "elsewhere", address=echo(address))
        first = (opened.map or [0, 0])[1]
        last = (self.tokens[end].map or [0])[0] if end < len(self.tokens) else len(self.lines)
        source = "\n".join(self.lines[first:last]).strip()
        heading = self.plain(inline, linked=whole)
        return Step(heading, address, source, self.blocks(self.tokens[start + 3 : end]), _line(opened))

    def plain(self, inline: Token, linked: bool = False) -> str:
        """Return the words of a title, a summary or a heading, which hold nothing but words."""
        children = (inline.children or [])[1:-1] if linked else inline.children or []
        if any(child.type not in _WORDS for child in children):
            self.complain(_line(inline), "words")
        words = " ".join(_words(children).split())
        if len(words) > LONGEST_LINE_CHARACTERS and self.heads(inline):
            self.complain(_line(inline), "heading", most=LONGEST_LINE_CHARACTERS)
        if not words:
            self.complain(_line(inline), "wordless")
        return words

    def heads(self, inline: Token) -> bool:
        before = self.tokens[self.tokens.index(inline) - 1]
        return before.type == "heading_open"

    def blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        found: list[Block] = []
        items: list[list[dict[str, str]]] | None = None
        depth = 0
        for token in tokens:
            kind, _mark, end = token.type.rpartition("_")
            if kind in _LISTS:
                depth += 1 if end == "open" else -1
                if depth == 1 and end == "open":
                    items = []
                    found.append({"kind": "list", "ordered": kind == "ordered_list", "items": items})
                elif depth == 0:
                    items = None
                elif end == "open":
                    self.complain(_line(token), "nested")
            elif token.type == "list_item_open" and items is not None:
                items.append([])
            elif token.type == "inline" and items is None:
                found.append({"kind": "text", "runs": self.runs(token)})
            elif token.type == "inline" and items is not None:
                items[-1] += [{"text": " "}, *self.runs(token)] if items[-1] else self.runs(token)
            elif token.type in _REFUSED:
                self.complain(_line(token), _REFUSED[token.type])
        return tuple(found)

    def runs(self, inline: Token) -> list[dict[str, str]]:
        made: list[dict[str, str]] = []
        forms: list[str] = []
        to = ""
        for child in inline.children or []:
            kind, _mark, end = child.type.rpartition("_")
            if kind in _FORMS:
                forms = [*forms, kind] if end == "open" else forms[:-1]
            elif kind == "link":
                to = str(child.attrGet("href") or "") if end == "open" else ""
                if end == "open" and page_of(to) is None:
                    self.complain(_line(inline), "elsewhere", address=echo(to))
            elif child.type in _REFUSED:
                self.complain(_line(inline), _REFUSED[child.type])
            elif words := _words([child]):
                form = "strong" if "strong" in forms else "em" if forms else ""
                run = {"text": words} | {name: text for name, text in (("form", form), ("to", to)) if text}
                if made and {**made[-1], "text": words} == run:
                    made[-1]["text"] += words
                else:
                    made.append(run)
        return made


def _words(tokens: Sequence[Any]) -> str:
    return "".join(
        " " if token.type.endswith("break") else token.content for token in tokens if token.type in _WORDS
    )


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0
