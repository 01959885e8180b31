"""Every word a visitor may read is in both catalogues, and none is half done."""

import ast
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from tools import messages
from tools.messages import TRANSLATED

ROOT = Path(__file__).parents[2]

Key = tuple[str, ...]


@lru_cache
def wanted() -> frozenset[Key]:
    """The messages marked in the code: (message,) or (singular, plural)."""
    return frozenset(key(message) for message in messages.extracted() if message.id)


@lru_cache
def catalogue(lang: str) -> Catalog:
    with messages.path(lang).open("rb") as file:
        return read_po(file, locale=messages.LOCALES[lang], abort_invalid=True)


def key(message) -> Key:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def texts(message) -> Key:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{[^{}]*}", text))


def test_extraction_finds_the_words_of_core_and_pages():
    files = {"layers/language.py": "until {end}", "layers/vocabulary.py": "migrant smuggling"}
    for text in files.values():
        assert (text,) in wanted()
    assert ("of the corridor {corridors}", "of the corridors {corridors}") in wanted()


def test_only_arguments_are_messages():
    code = b"""
_("one" "word")
_(LABELS[row["kind"]])
_("with {value}", value=row["other"])
_.n("{n} leg", "{n} legs", len(legs))
gettext(lang, N_("inner"))
ngettext(lang, "a", "b", n)
other("not marked")
"""
    keywords = ("_", "N_", "n", "gettext", "ngettext")
    found = {
        (name, texts) for _line, name, texts, _comments in messages.marked(BytesIO(code), keywords, (), {})
    }
    assert found == {
        ("_", ("oneword",)),
        ("_", ("with {value}",)),
        ("n", ("{n} leg", "{n} legs", None)),
        ("N_", ("inner",)),
        ("ngettext", (None, "a", "b", None)),
    }


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_message_is_missing_and_none_is_left_over(lang):
    known = {key(message) for message in catalogue(lang) if message.id}
    assert known == wanted()


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_message_is_empty_or_fuzzy(lang):
    bad = [m.id for m in catalogue(lang) if m.id and (m.fuzzy or not all(texts(m)))]
    assert bad == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_placeholders_are_the_same(lang):
    bad = []
    for message in catalogue(lang):
        if not message.id:
            continue
        names = set().union(*map(placeholders, key(message)))
        bad += [(message.id, text) for text in texts(message) if placeholders(text) != names]
    assert bad == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_ends_and_spaces_are_kept(lang):
    """A translation ends with the full stop, question mark or colon of its message, and has no stray space."""
    bad = []
    for message in catalogue(lang):
        for text in texts(message) if message.id else ():
            source = key(message)[0]
            ends = [t[-1:] if t[-1:] in {".", "?", ":", "…"} else "" for t in (source, text)]
            if ends[0] != ends[1] or text != text.strip() or "  " in text:
                bad.append((source, text))
    assert bad == []


def test_nothing_is_marked_that_cannot_be_wanted():
    """`_(f"...")`, `_("a" + b)` and `_("a" if c else "b")` would be looked up but never extracted."""
    bad = []
    for path in sorted([*(ROOT / "layers").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "N_"}:
                first = node.args[0] if node.args else None
                if isinstance(first, (ast.JoinedStr, ast.BinOp, ast.IfExp)):
                    bad.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert bad == []
