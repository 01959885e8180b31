"""Settings and dependencies say why they are there; the lock and the Makefile hold what the README promises."""

import re
import tomllib
from pathlib import Path

import pytest

from layers.look import DARK, LIGHT
from tests.rules.source import text

CONFIG = text(Path(".streamlit/config.toml"))
PROJECT = text(Path("pyproject.toml"))
LOCK = text(Path("requirements.lock"))
MAKEFILE = text(Path("Makefile"))
# A table of an array ([[...]]) is one setting: its reason stands at its head.
ONE_BY_ONE = re.sub(r"^\[\[[^\n]*\n(?:\w+\s*=[^\n]*\n?)*", "", CONFIG, flags=re.M)
SETTING = [line for line in ONE_BY_ONE.split("\n") if re.match(r"\w+\s*=", line)]


@pytest.mark.parametrize("line", SETTING)
def test_every_setting_has_a_reason(line: str) -> None:
    value, comment = re.fullmatch(r"((?:[^#\"]|\"[^\"]*\")*)(#.*)?", line).groups()  # type: ignore[union-attr]
    assert comment, line
    assert re.search(r"#\s+\S+", comment), line
    assert "=" in value


@pytest.mark.parametrize("head", re.findall(r"^(?:#[^\n]*\n)?\[\[[^\n]*$", CONFIG, flags=re.M))
def test_every_table_of_an_array_has_a_reason(head: str) -> None:
    assert re.search(r"#\s+\S+", head), head


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_streamlit_paints_with_the_same_colours(theme: str, tokens: dict[str, str]) -> None:
    given = tomllib.loads(CONFIG)["theme"][theme]
    wanted = {
        "primaryColor": "control",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "panel",
        "textColor": "ink",
    }
    assert {key: given[key] for key in wanted} == {key: tokens[name] for key, name in wanted.items()}
    colours = {value for value in given.values() if isinstance(value, str) and value.startswith("#")}
    assert colours <= set(tokens.values())


def test_what_protects_visitors_is_set() -> None:
    settings = tomllib.loads(CONFIG)
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["server"]["enableStaticServing"] is False
    assert settings["runner"]["magicEnabled"] is False


def dependencies() -> list[str]:
    inside = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", PROJECT, flags=re.S | re.M)
    assert len(inside) == 2
    return [line.strip() for block in inside for line in block.split("\n") if line.strip()]


@pytest.mark.parametrize("line", dependencies())
def test_every_dependency_has_a_reason(line: str) -> None:
    assert re.fullmatch(r'"[^"]+",\s+# \S.{4,}', line), line


def test_the_lock_names_versions_hashes_and_no_host() -> None:
    assert not re.search(r"https?:|://|--(?:extra-)?index-url|--find-links|--trusted-host", LOCK)
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) > 50
    for entry in entries:
        first, *hashes = entry.replace("\\\n", "\n").split("\n")
        assert re.match(r"[a-z0-9][\w.-]*==\S+", first), first
        assert hashes, f"{first} has no hash"
        for line in hashes:
            assert re.fullmatch(r"\s+--hash=sha256:[0-9a-f]{64}\s*", line), line


def test_the_lock_holds_every_dependency() -> None:
    locked = {re.match(r"[\w.-]+", entry)[0] for entry in re.findall(r"^\S+==", LOCK, flags=re.M)}  # type: ignore[index]
    named = {re.match(r'"([\w.-]+)', line)[1].lower() for line in dependencies()}  # type: ignore[index]
    assert named <= locked


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_makefile_runs_and_tests(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, flags=re.M)
