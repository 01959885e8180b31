"""How to cite a file of the atlas: for a reader, BibTeX, RIS and CSL-JSON."""

import json

from layers.citations import escaped
from layers.descriptor import LICENCE
from layers.export.stamp import NAME, TITLE, Stamp, released
from layers.language import Translator, date_text


def plain(made: Stamp) -> str:
    """Return the citation as one line in the language of the stamp."""
    _ = Translator(made.lang)
    said = _(
        "{title} ({year}): {release}, exported on {date}. Licence CC BY 4.0.",
        title=TITLE,
        year=_year(made),
        release=released(made),
        date=date_text(made.lang, made.made),
    )
    return f"{said} {made.words}" if made.query else said


def bibtex(made: Stamp) -> str:
    """Return the citation as a BibTeX entry; what BibTeX reads as a command is escaped."""
    fields = {
        "title": TITLE,
        "author": f"{{{TITLE}}}",
        "year": _year(made),
        "version": made.state,
        "note": escaped(f"{made.words} CC BY 4.0"),
        "urldate": made.made,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{NAME}-{made.state},\n{lines}\n}}\n"


def ris(made: Stamp) -> str:
    """Return the citation as a RIS record; line breaks within a value become spaces."""
    pairs = [
        ("TY", "DATA"),
        ("TI", TITLE),
        ("AU", TITLE),
        ("PY", _year(made)),
        ("ET", made.state),
        ("N1", f"{made.words} CC BY 4.0, {LICENCE['path']}"),
        ("Y2", made.made.replace("-", "/")),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in pairs)


def csl(made: Stamp) -> str:
    """Return the citation as CSL-JSON, an array of one item."""
    item = {
        "id": f"{NAME}-{made.state}",
        "type": "dataset",
        "title": TITLE,
        "author": [{"literal": TITLE}],
        "issued": {"date-parts": [_parts(made.release or made.made)]},
        "accessed": {"date-parts": [_parts(made.made)]},
        "version": made.state,
        "note": made.words,
        "license": LICENCE["path"],
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _year(made: Stamp) -> str:
    return (made.release or made.made)[:4]


def _parts(day: str) -> list[int]:
    return [int(part) for part in day.split("-")]
