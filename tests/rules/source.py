"""The repository's own files, as text and as syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

TEXT = {
    ".py",
    ".js",
    ".css",
    ".toml",
    ".md",
    ".json",
    ".geojson",
    ".csv",
    ".po",
    ".cfg",
    ".txt",
    ".lock",
    ".html",
    ".yml",
    ".yaml",
    "",
}


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the repository that is or may be committed, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = (Path(name) for name in listed.stdout.decode().split("\0") if name)
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def below(*folders: str, suffix: str = ".py") -> list[Path]:
    """Return the files with that ending in the folders (or with exactly that name), relative to the root."""
    return [f for f in files() if f.suffix == suffix and (f.parts[0] in folders or f.as_posix() in folders)]


def text(file: Path) -> str:
    """Return the content of a file of the repository."""
    return (ROOT / file).read_text("utf-8")


@cache
def tree(file: Path) -> ast.Module:
    """Return a Python file as a syntax tree."""
    return ast.parse(text(file), str(file))


def imported(file: Path) -> set[str]:
    """Return the modules that a file imports, wherever in the file; `from a import b` gives a and a.b."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` for a chain of names, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and dotted(node.value):
        return f"{dotted(node.value)}.{node.attr}"
    return ""
