"""Imports point down."""

import graphlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.rules.source import below, imported

LAYERS = below("layers")


def test_the_contracts_hold() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


@pytest.mark.parametrize("file", LAYERS, ids=str)
def test_the_core_knows_no_server(file: Path) -> None:
    roots = {module.split(".")[0] for module in imported(file)}
    assert not roots & {"streamlit", "starlette", "uvicorn", "pages", "app", "tests", "bench", "tools"}


def test_the_core_has_no_cycle() -> None:
    names = {".".join(file.with_suffix("").parts): file for file in LAYERS if file.name != "__init__.py"}
    graph = {name: imported(file) & names.keys() for name, file in names.items()}
    order = list(graphlib.TopologicalSorter(graph).static_order())
    assert order.index("layers.language") < order.index("layers.vocabulary") < order.index("layers.catalog")
    assert order.index("layers.catalog") < order.index("layers.filters")
    assert order.index("layers.catalog") < order.index("layers.scene")


def test_language_is_the_bottom() -> None:
    assert not [module for module in imported(Path("layers/language.py")) if module.startswith("layers")]


def test_the_app_imports_no_test_and_no_tool() -> None:
    for file in below("pages", "app.py"):
        assert not {module.split(".")[0] for module in imported(file)} & {
            "tests",
            "bench",
            "tools",
            "recipes",
        }
