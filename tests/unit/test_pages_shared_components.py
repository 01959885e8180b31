"""The components' scripts: all are served, and they load nothing but each other."""

import re
from pathlib import Path

import pytest

from pages.shared import statics
from pages.shared.components import BUNDLED, CORE, FILES, HERE, assets
from pages.shared.statics import files, vega


def test_every_file_is_served() -> None:
    here = {path.name for at in (HERE, CORE) for path in at.glob("*") if path.suffix in (".js", ".css")}
    assert set(FILES) == here - {"chrome.css"}, "the page's own few rules travel with the page"
    assert len(FILES) == len(set(FILES))


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_scripts_import_only_what_is_served(name: str) -> None:
    script = next(asset for asset in assets() if asset.name == name).content.decode()
    named = re.findall(r"^\s*import\s.* from \"(.+)\";$", script, flags=re.M)
    named += re.findall(r"\bimport\(\"(\./[a-z]+\.js)\"\)", script)  # only when it is needed
    assert {each.removeprefix("./") for each in named} <= {*FILES, BUNDLED}
    assert len(named) == len(re.findall(r"\bimport\b[^\n]*[\"']", script)), "no import of another form"


def test_vega_is_that_of_streamlit() -> None:
    bundled = next(asset for asset in assets() if asset.name == BUNDLED).content.decode()
    (path,) = re.findall(r'^export \{ \w+ as load \} from "\.\./\.\.(/static/js/[\w.-]+\.js)";\n$', bundled)
    _name, _exported, fetched = vega()
    assert {path, *fetched} <= set(files())
    assert any("embed" in each for each in fetched)


def test_a_streamlit_without_vega_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(statics, "ROOT", tmp_path)
    with pytest.raises(RuntimeError, match=r"loadVegaEmbed\.\*\.js"):
        vega.__wrapped__()
