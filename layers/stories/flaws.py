"""What is wrong with the text of a story, in the language of whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from layers.language import ENGLISH, N_, Translator
from layers.problems import Problem

FLAWS: Final[Mapping[str, tuple[str, str]]] = {
    "long": (N_("the story is longer than {most} kB"), N_("Make two of it.")),
    "steps": (N_("the story has {n} steps; {most} are read"), N_("Make two of it.")),
    "no-title": (N_("the story has no title"), N_("Begin with a line such as: # The title")),
    "titles": (N_("a story has one title"), N_("Write ## and a link for a step.")),
    "before": (N_("something stands before the title"), N_("Begin with the title: # …")),
    "level": (N_("this heading is neither the title (#) nor a step (##)"), N_("Write # or ##.")),
    "no-step": (N_("the story has no step"), N_("Write one: ## [Its heading](/?country=CL)")),
    "summary": (N_("the summary is plain paragraphs"), N_("Leave lists and the like to captions.")),
    "unlinked": (
        N_("the heading of a step is a link to a view, and nothing else"),
        N_("Write ## [The heading](/?country=CL), the address without the name of the server."),
    ),
    "elsewhere": (
        N_("the link “{address}” leads to no view of this atlas"),
        N_("Begin with / and leave out the name of the server: /timeline?country=CL"),
    ),
    "wordless": (N_("there are no words here"), N_("Write some.")),
    "words": (N_("only plain words can stand here"), N_("Take out emphasis, links and code.")),
    "heading": (N_("this line is longer than {most} characters"), N_("Shorten it.")),
    "nested": (N_("a list stands within a list"), N_("Make one list of it.")),
    "picture": (N_("a picture cannot stand in a caption"), N_("Link to the view instead.")),
    "block": (
        N_("this cannot stand in a caption: a heading, a quotation, code or a rule"),
        N_("Use paragraphs, lists, *emphasis* and links; put \\ before a sign that is meant as itself."),
    ),
}
"""What may be wrong by its code: the reason, a clause without a full stop, and how to mend it."""


@dataclass(frozen=True, order=True)
class Flaw:
    """Hold one finding: the line from 1 (0 for the whole text), the code, and what its words name, as pairs."""

    line: int
    code: str
    params: tuple[tuple[str, str], ...] = ()

    def words(self, lang: str) -> tuple[str, str]:
        """Return the reason and how to mend it."""
        _ = Translator(lang)
        reason, mend = FLAWS[self.code]
        return _(reason, **dict(self.params)), _(mend)

    def text(self, lang: str) -> str:
        """Say in one line what is wrong, where, and how to mend it."""
        reason, mend = self.words(lang)
        if not self.line:
            return f"{reason[:1].upper()}{reason[1:]}. {mend}"
        _ = Translator(lang)
        return _("Line {n}: {reason}. {mend}", n=self.line, reason=reason, mend=mend)

    def problem(self, file: str) -> Problem:
        """Return the finding as one about a file of the project."""
        return Problem(file, self.line or None, "", "", *self.words(ENGLISH))
