"""How to cite a claim or a view of the atlas: for a reader, BibTeX, RIS and CSL-JSON.

Whatever a text holds, it stays one value: control characters and line breaks become spaces, what BibTeX reads as a command is
escaped, a link keeps only what an address may hold (RFC 3986).
"""

import json
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from layers.descriptor import LICENCE
from layers.language import Translator, date_text, fold

ATLAS: Final = "Corridor Atlas"
RIGHTS: Final = "CC BY 4.0"
FORMATS: Final = {"text": "", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
"""The formats with their names, which are the same in every language; that of the text is a word of the page."""
CODES: Final = {"en": "en", "es": "es", "pt": "pt-BR"}
"""Languages as BCP 47 writes them."""
KEY_CHARACTERS: Final = 60
_ADDRESS: Final = "%/:=&?~#+!$,;'@()*[]-._"
_COMMANDS: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "%$#&_"},
}


@dataclass(frozen=True)
class Work:
    """What is cited.

    Attributes:
        title: the words of a claim; "" for a view.
        note: what belongs to it: of a claim its grade, of a view its filters in words.
        link: the address that shows it again; "" where none is known, then no format names one.
        release: date of the release, YYYY-MM-DD; "" where there is none.
        pending: whether the data differ from that release.
        version: digest of the data.
        accessed: the day of access, YYYY-MM-DD.
        lang: the language of the words.
    """

    title: str
    note: str
    link: str
    release: str
    pending: bool
    version: str
    accessed: str
    lang: str

    @property
    def state(self) -> str:
        """Return what names the state of the data: the release, or the digest where there is none."""
        return (self.release or self.version) + ("-pending" if self.pending else "")

    @property
    def statement(self) -> str:
        """Return the state of the data in words."""
        _ = Translator(self.lang)
        if not self.release:
            return _("data {version}, not released", version=self.version)
        said = _("release {date}", date=date_text(self.lang, self.release))
        return _("{release}, with later changes", release=said) if self.pending else said

    @property
    def year(self) -> str:
        """Return the year of the release, of the access where there is none."""
        return (self.release or self.accessed)[:4]

    @property
    def key(self) -> str:
        """Return a name for lists of references: ASCII letters, digits and hyphens."""
        words = re.sub(r"[^a-z0-9]+", "-", fold(self.title)).strip("-")[:KEY_CHARACTERS].strip("-")
        return "-".join(filter(None, ("corridor-atlas", self.state, words)))


def cite(work: Work) -> dict[str, str]:
    """Return the citation in every one of `FORMATS`."""
    return {"text": text(work), "bibtex": bibtex(work), "ris": ris(work), "csl": csl(work)}


def text(work: Work) -> str:
    """Return the citation as one line in the language of the work."""
    _ = Translator(work.lang)
    parts = [
        f"“{line(work.title)}”." if work.title else "",
        f"{ATLAS}, {work.statement}.",
        line(work.note),
        f"{address(work.link)}." if work.link else "",
        _("Accessed on {date}.", date=date_text(work.lang, work.accessed)),
        f"{RIGHTS}.",
    ]
    return " ".join(filter(None, parts))


def bibtex(work: Work) -> str:
    """Return the citation as a BibTeX entry."""
    fields = {
        "title": escaped(work.title or ATLAS),
        "author": f"{{{ATLAS}}}",
        "howpublished": ATLAS,
        "year": work.year,
        "version": work.state,
        "url": address(work.link),
        "urldate": work.accessed,
        "note": escaped(f"{line(work.note)} {RIGHTS}".strip()),
        "langid": {"en": "english", "es": "spanish", "pt": "brazilian"}[work.lang],
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(work: Work) -> str:
    """Return the citation as a RIS record; a value never begins a line of its own."""
    pairs = [
        ("TY", "DATA"),
        ("ID", work.key),
        ("TI", work.title or ATLAS),
        ("T2", ATLAS),
        ("AU", ATLAS),
        ("PY", work.year),
        ("ET", work.state),
        ("UR", address(work.link)),
        ("Y2", work.accessed.replace("-", "/")),
        ("N1", f"{line(work.note)} {RIGHTS}, {LICENCE['path']}".strip()),
        ("LA", work.lang),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {line(value)}\r\n" for tag, value in pairs if value or tag == "ER")


def csl(work: Work) -> str:
    """Return the citation as CSL-JSON 1.0.2, an array of one item."""
    item = {
        "id": work.key,
        "type": "dataset",
        "title": line(work.title) or ATLAS,
        "container-title": ATLAS,
        "author": [{"literal": ATLAS}],
        "issued": _date(work.release or work.accessed),
        "accessed": _date(work.accessed),
        "version": work.state,
        "URL": address(work.link),
        "note": f"{line(work.note)} {RIGHTS}".strip(),
        "language": CODES[work.lang],
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=2) + "\n"


def line(value: str) -> str:
    """Return a text on one line, without control characters, halves of characters and marks that turn its direction."""
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def address(link: str) -> str:
    """Return a link with everything percent-encoded that an address cannot hold."""
    return quote(line(link), safe=_ADDRESS)


def escaped(value: str) -> str:
    """Return a text in which BibTeX and LaTeX find no command and no brace of theirs."""
    return "".join(_COMMANDS.get(char, char) for char in line(value))


def _date(day: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}
