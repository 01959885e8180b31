"""Data can become nothing but text: what could read it as markup, template or code is not used."""

import ast
import re
from pathlib import Path

import pytest

from layers.mapping import document
from pages.shared import chrome
from tests.rules.source import below, dotted, imported, text, tree

CODE = below("layers", "pages", "app.py")
SCRIPTS = below("layers", "pages", suffix=".js")
FOLIUM_SINKS = {
    "Tooltip",
    "Popup",
    "DivIcon",
    "GeoJson",
    "GeoJsonTooltip",
    "GeoJsonPopup",
    "Element",
    "Marker",
    "IFrame",
    "Html",
}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_MODULES = {"pickle", "cPickle", "dill", "shelve", "marshal", "jsonpickle", "joblib"}
SCRIPT_SINKS = re.compile(
    r"\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\s*\(|new Function\b|\bsrcdoc\b"
    r"|setHTMLUnsafe|createContextualFragment|DOMParser|\bsetTimeout\(\s*[\"'`]|\bsetInterval\(\s*[\"'`]"
    r"|javascript:|\bon[a-z]+\s*=\s*[\"'`]"
)


def test_there_is_code_to_look_at() -> None:
    assert len(CODE) > 40
    assert {file.name for file in SCRIPTS} >= {"client.js", "legend.js", "mapframe.js"}


@pytest.mark.parametrize("file", CODE, ids=str)
def test_no_markup_and_no_code_from_text(file: Path) -> None:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.keyword):
            assert node.arg != "unsafe_allow_html", f"{file}:{node.value.lineno}"
        if isinstance(node, ast.Attribute):
            name = dotted(node)
            assert name not in ("streamlit.html", "st.iframe"), f"{file}:{node.lineno}"
            assert name != "st.html" or file.as_posix() == "pages/shared/chrome.py", f"{file}:{node.lineno}"
            assert "components.v1" not in name, f"{file}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS, f"{file}:{node.lineno}"
    modules = imported(file)
    assert not {module.split(".")[0] for module in modules} & FORBIDDEN_MODULES
    assert not [module for module in modules if module.startswith("streamlit.components.v1")]


def test_the_only_uses_of_html_are_style_sheets_of_ours() -> None:
    module = tree(Path("pages/shared/chrome.py"))
    calls = [n for n in ast.walk(module) if isinstance(n, ast.Call) and dotted(n.func) == "st.html"]
    assert [ast.unparse(call) for call in calls] == ["st.html(STYLE)", "st.html(ALONE)"]
    assert Path("pages/shared/chrome.css").resolve() == chrome.STYLE
    assert Path("pages/shared/framed.css").resolve() == chrome.ALONE


@pytest.mark.parametrize("file", SCRIPTS, ids=str)
def test_scripts_set_text_only(file: Path) -> None:
    found = [
        f"{file}:{n}: {line.strip()[:80]}"
        for n, line in enumerate(text(file).split("\n"), 1)
        if SCRIPT_SINKS.search(line)
    ]
    assert found == []


def test_the_pattern_finds_what_it_should() -> None:
    for bad in (
        "box.innerHTML = name",
        "box.insertAdjacentHTML('x', name)",
        "document.write(x)",
        "eval(x)",
        "new Function(x)",
        "setTimeout('x', 1)",
        'a.href = "javascript:x"',
    ):
        assert SCRIPT_SINKS.search(bad), bad
    assert not SCRIPT_SINKS.search("node.textContent = name; window.setTimeout(() => x, 1)")


def test_folium_is_used_by_one_module() -> None:
    users = {
        file.as_posix() for file in CODE if {m.split(".")[0] for m in imported(file)} & {"folium", "branca"}
    }
    assert users == {"layers/mapping.py"}


def constants_of(module: ast.Module) -> set[str]:
    """Return the module's names that are assigned nothing but literals."""
    names = set()
    for node in module.body:
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(node.value, ast.Constant)
        ):
            names.add(node.target.id)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return names


def test_what_folium_compiles_is_constant() -> None:
    module = tree(Path("layers/mapping.py"))
    constants = constants_of(module)
    sinks = 0
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = dotted(node.func).rpartition(".")[2]
            assert name not in FOLIUM_SINKS - {"Element"}, f"line {node.lineno}: {name}"
            if name in ("Element", "Template"):
                sinks += 1
                assert not node.keywords
                for argument in node.args:
                    constant = isinstance(argument, ast.Constant) or (
                        isinstance(argument, ast.Name) and argument.id in constants
                    )
                    assert constant, f"line {node.lineno}: {name} gets something that is no constant"
    assert sinks >= 2


def test_the_scripts_of_the_map_do_not_end_their_element() -> None:
    """Scripts that stand in the document must not hold what closes or opens a script element."""
    html = document().html
    assert html.count("<script>") == html.count("</script>")
    for content in re.findall(r"<script>(.*?)</script>", html, flags=re.S):
        assert "<script" not in content
        assert "<!--" not in content
