"""Every word a visitor may read goes through the translator."""

import ast
import re
from pathlib import Path

import pytest

from tests.rules.source import below, dotted, tree

PAGES = below("pages")
# What a literal may be in a call of Streamlit without being words: settings, keys, addresses, marks.
SETTINGS = {
    "key", "width", "height", "layout", "position", "url_path", "page_icon", "type", "index", "label_visibility",
    "vertical_alignment", "horizontal_alignment", "persist_state", "icon", "js", "css", "html", "data", "default",
    "hide_index", "gap", "border", "size", "on_change", "on_click", "args", "format_func",
}  # fmt: skip
NAMES = {"Corridor Atlas"}  # the name of the atlas is the same in every language
NOT_WORDS = {
    "set_page_config": {"page_title"},
    "component": {0},
    "Page": {0},
    "switch_page": {0},
    "get": {0, 1},
    "get_all": {0},
}
WORDS = re.compile(r"[^\W\d_]{3,}")


def literals(node: ast.expr) -> list[str]:
    """Return the literal texts in an expression that reach it without passing through a call."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return [
            part.value
            for part in node.values
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
    if isinstance(node, ast.Call):
        name = dotted(node.func)
        # plain() and join() pass their arguments on; a translator makes words of its own.
        if name == "plain" or (isinstance(node.func, ast.Attribute) and node.func.attr == "join"):
            return [text for argument in node.args for text in literals(argument)]
        return []
    if isinstance(node, (ast.Subscript, ast.Lambda, ast.Compare)):
        return []
    return [
        text
        for child in ast.iter_child_nodes(node)
        if isinstance(child, ast.expr)
        for text in literals(child)
    ]


def untranslated(module: ast.Module) -> list[str]:
    """Return the English words that calls of Streamlit get as literals."""
    found = []
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, method = dotted(node.func), node.func.attr
        receiver = name.rpartition(".")[0]
        if receiver.split(".")[0] not in {"st", "start", "end"} or receiver.startswith("st.session_state"):
            continue
        skipped = NOT_WORDS.get(method, set())
        given = [(place, argument) for place, argument in enumerate(node.args)]
        named = [(keyword.arg, keyword.value) for keyword in node.keywords if keyword.arg not in SETTINGS]
        for place, argument in [*given, *named]:
            if place in skipped:
                continue
            for text in literals(argument):
                rest = text
                for known in NAMES:
                    rest = rest.replace(known, "")
                if WORDS.search(rest):
                    found.append(f"line {node.lineno}: {method}: {text!r}")
    return found


@pytest.mark.parametrize("file", PAGES, ids=str)
def test_pages_write_no_english_of_their_own(file: Path) -> None:
    assert untranslated(tree(file)) == []


@pytest.mark.parametrize(
    "bad",
    [
        'st.info("Nothing here")',
        'st.button(label="Reset all")',
        'st.markdown(f"**Legs** {n}")',
        'st.caption(plain("Nothing here"))',
        'st.warning(" ".join(["Nothing", _("here")]))',
        'st.text_input(_("Search"), placeholder="names, titles")',
        'st.sidebar.caption("Nothing here" if x else _("here"))',
    ],
)
def test_the_rule_finds_what_it_should(bad: str) -> None:
    assert untranslated(ast.parse(bad))


def test_the_rule_passes_what_it_should() -> None:
    good = 'st.button(_("Reset all"), key="reset", width="stretch"); st.caption(plain(" · ".join((_("a b c"),))))'
    assert untranslated(ast.parse(good)) == []


@pytest.mark.parametrize("file", [*below("layers"), *PAGES], ids=str)
def test_messages_are_literals(file: Path) -> None:
    """A message that is put together at run time is in no catalogue."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and dotted(node.func) in ("N_", "_.n"):
            messages = node.args[: 2 if dotted(node.func) == "_.n" else 1]
            for message in messages:
                assert isinstance(message, ast.Constant), f"{file}:{node.lineno}"


@pytest.mark.parametrize("file", [*below("layers"), *PAGES], ids=str)
def test_messages_are_found_by_the_collector(file: Path) -> None:
    """A message said by `Translator(lang)("…")` is in no catalogue: the collector knows the name `_`."""
    for node in ast.walk(tree(file)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Call)
            and dotted(node.func.func) == "Translator"
        ):
            assert not literals(node.args[0]), f"{file}:{node.lineno}"
