"""The components' scripts: all are served, and they load nothing but each other."""

import re

import pytest

from pages.shared.components import CORE, FILES, HERE, assets


def test_every_file_is_served() -> None:
    here = {path.name for at in (HERE, CORE) for path in at.glob("*") if path.suffix in (".js", ".css")}
    assert set(FILES) == here - {"chrome.css"}, "the page's own few rules travel with the page"
    assert len(FILES) == len(set(FILES))


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_scripts_import_only_what_is_served(name: str) -> None:
    script = next(asset for asset in assets() if asset.name == name).content.decode()
    named = re.findall(r"^\s*import\s.* from \"(.+)\";$", script, flags=re.M)
    named += re.findall(r"\bimport\(\"(\./[a-z]+\.js)\"\)", script)  # only when it is needed
    assert {each.removeprefix("./") for each in named} <= set(FILES)
    assert len(named) == len(re.findall(r"\bimport\b[^\n]*[\"']", script)), "no import of another form"
