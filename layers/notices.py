"""What a visitor is told when a link or a choice could not be taken as it was."""

from dataclasses import dataclass

from layers.language import N_, gettext

ECHO_LIMIT_CHARACTERS = 60

TEMPLATES = {
    "unknown-key": N_("The link holds a part that this atlas does not know ({key}). It was left out."),
    "unknown-value": N_(
        "The link asks for “{value}” under “{key}”, which this atlas does not know. It was left out."
    ),
    "founding-series": N_(
        "The figures of a founding article ({value}) are shown only in the dispute that they belong to."
    ),
    "withdrawn": N_("“{value}” was withdrawn from the atlas: {reason}"),
    "bad-date": N_(
        "“{value}” is no date this atlas can read. "
        "Use a year, a year and month, or a full date, such as 2021, 2021-03 or 2021-03-15."
    ),
    "reversed-dates": N_("The period ends ({to}) before it begins ({since}). Neither date was used."),
    "too-many-dates": N_("The link gives more than one date under “{key}”. The first was used."),
    "unknown-release": N_(
        "The link says it was made with release “{value}”, which this atlas does not have. "
        "What changed since cannot be told; you see the current data."
    ),
    "later-release": N_(
        "The link was made with release {value}, which is later than the data of this atlas. "
        "You see the latest data it has."
    ),
    "later-version": N_(
        "The link was made with a later version of this atlas ({value}). It was read as far as this one can."
    ),
    "unknown-page": N_("The link “{value}” leads to no view of this atlas."),
    "unknown-story": N_("The link asks for the story “{value}”, which this atlas does not have."),
    "own-story": N_(
        "A story that a visitor makes lives only in the tab it was made in. Ask for its file, and open it under Stories."
    ),
    "more": N_("{n} further parts of the link were left out."),
    "text-cut": N_("The text to search for was too long. Only its first {n} characters were used."),
}


def echo(text: object) -> str:
    """Return a visitor's own input fit to be shown back: one line, at most 60 characters."""
    words = " ".join("".join(c if c.isprintable() else " " for c in str(text)[:1000]).split())
    return words if len(words) <= ECHO_LIMIT_CHARACTERS else words[: ECHO_LIMIT_CHARACTERS - 1] + "…"


@dataclass(frozen=True)
class Notice:
    """One thing to tell the visitor: a code with parameters, in words with `text`.

    `params` holds pairs of name and text, so that notices are hashable; a parameter whose name ends in
    `_en`, `_es` or `_pt` is used in that language (a curator's reason). Texts that come from the visitor
    are already cut and freed of control characters; they are data, so a page must escape them.
    """

    code: str
    params: tuple[tuple[str, str], ...] = ()

    def text(self, lang: str) -> str:
        """Return the notice in the language."""
        values = dict(self.params)
        local = {k.removesuffix(f"_{lang}"): v for k, v in self.params if k.endswith(f"_{lang}")}
        return gettext(lang, TEMPLATES[self.code]).format(**(values | local))
