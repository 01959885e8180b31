"""The component's own files and code."""

import re

from layers.mapping import document
from pages.shared.components import BUNDLED, FILES, LOADER, assets
from pages.shared.mapframe import WORDS


def test_the_components_files_are_served_beside_the_map() -> None:
    names = {asset.name for asset in assets()}
    assert names == {*FILES, BUNDLED}
    assert not names & set(document().assets)


def test_the_loader_is_code_and_not_a_file_name() -> None:
    assert "\n" in LOADER
    assert len(LOADER) < 300, "it travels with every run"
    assert "http" not in LOADER


def test_the_script_imports_nothing_but_ours() -> None:
    script = next(asset for asset in assets() if asset.name == "mapframe.js").content.decode()
    assert re.findall(r"^\s*import\s.* from \"(.+)\";$", script, flags=re.M) == ["./card.js", "./sheet.js"]
    assert 'setAttribute("sandbox", "allow-scripts")' in script
    assert "allow-same-origin" not in script


def test_the_words_are_marked_for_translation() -> None:
    from layers.language import gettext

    for message in WORDS.values():
        for lang in ("es", "pt"):
            assert gettext(lang, message) != message
