"""Bring the catalogues in step with the words marked in the code.

    python -m tools.messages            add new messages, drop those no longer used, keep all translations
    python -m tools.messages --check    change nothing; exit code 1 when a catalogue is not in step

New messages appear with an empty translation: `tests/unit/test_translations.py` fails until they have one.
No catalogue is compiled; `layers/language.py` reads them as they are.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = {"es": "es", "pt": "pt_BR"}
TRANSLATED = tuple(LOCALES)


def marked(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Find the marked messages of a Python file (extraction method for Babel, named in babel.cfg).

    Babel's own method reads tokens and takes `_(LABELS[row["kind"]])` for a message "kind"; this one reads the
    syntax tree and takes texts only where they are arguments themselves.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            texts = tuple(
                arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else None
                for arg in node.args
            )
            if name in keywords and any(text is not None for text in texts):
                yield node.lineno, name, texts, []


def extracted() -> Catalog:
    """Gather the messages of all files that babel.cfg names."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    template = Catalog(project="Corridor Atlas", charset="utf-8")
    for name, _line, message, _comments, _context in extract_from_dir(ROOT, methods, options):
        template.add(message, locations=[(Path(name).as_posix(), None)])
    return template


def path(lang: str) -> Path:
    """Name the catalogue of a language."""
    return ROOT / "layers" / "locale" / lang / "LC_MESSAGES" / "atlas.po"


def in_step(lang: str, template: Catalog) -> bytes:
    """Return the text of a catalogue with exactly the messages of the template."""
    with path(lang).open("rb") as file:
        catalogue = read_po(file, locale=LOCALES[lang])
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    out = BytesIO()
    write_po(out, catalogue, width=0, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return out.getvalue()


def main() -> int:
    """Run the command; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description="Update the catalogues.")
    parser.add_argument("--check", action="store_true", help="change nothing, only compare")
    check = parser.parse_args().check
    template, code = extracted(), 0
    for lang in TRANSLATED:
        text = in_step(lang, template)
        if text != path(lang).read_bytes():
            code = 1 if check else 0
            if check:
                print(f"{path(lang).relative_to(ROOT)} is not in step; run python -m tools.messages")
            else:
                path(lang).write_bytes(text)
    return code


if __name__ == "__main__":
    sys.exit(main())
