"""The map document: the same bytes for all, without a word of the data, and closed by its policy."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from layers.catalog import Catalog
from layers.language import LANGUAGES
from layers.mapping import SCRIPTS, STYLES, Asset, document
from layers.wording import setup
from tests.conftest import ROOT

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "map.html"


def inline(element: str) -> list[str]:
    return re.findall(rf"<{element}>(.*?)</{element}>", document().html, flags=re.S)


def directive(name: str) -> list[str]:
    found = [part.split(" ") for part in document().policy.split("; ") if part.startswith(name + " ")]
    assert len(found) == 1
    return found[0][1:]


def test_the_document_is_the_same_each_time() -> None:
    again = document.__wrapped__()
    assert (again.html, again.digest, again.policy) == (document().html, document().digest, document().policy)


def test_the_digest_covers_every_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from layers import mapping

    files = mapping._files()
    for name in files:
        changed = {**files, name: files[name] + b" "}
        monkeypatch.setattr(mapping, "_files", lambda changed=changed: dict(changed))
        assert document.__wrapped__().digest != document().digest, name


def test_no_record_comes_near_the_document(catalog: Catalog) -> None:
    html = document().html
    words = set(re.findall(r"[\w-]+", html))
    for frame in (
        catalog.corridors,
        catalog.legs,
        catalog.places,
        catalog.events,
        catalog.actors,
        catalog.sources,
    ):
        assert not words & set(frame.index)
    for name in catalog.places["name"]:
        assert f'"{name}"' not in html
    assert "Tren de Aragua" not in html


@pytest.mark.parametrize(("element", "name"), [("script", "script-src"), ("style", "style-src")])
def test_the_policy_allows_what_stands_in_the_document_and_nothing_else(element: str, name: str) -> None:
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in inline(element)
    }
    assert hashes
    assert {source for source in directive(name) if source != "'self'"} == hashes


def test_the_policy_is_closed() -> None:
    assert directive("default-src") == ["'none'"]
    assert directive("base-uri") == ["'none'"]
    assert directive("form-action") == ["'none'"]
    assert directive("frame-ancestors") == ["'self'"]
    assert "unsafe" not in document().policy
    assert "http" not in document().policy
    assert "*" not in document().policy


def test_no_markup_needs_a_looser_policy() -> None:
    bare = re.sub(r"<(script|style)>.*?</\1>", "", document().html, flags=re.S)
    assert not re.search(r"\son[a-z]+\s*=", bare)
    assert not re.search(r"\sstyle\s*=", bare)
    assert "user-scalable" not in bare
    assert re.search(r'<html lang="en">', bare)


def test_what_the_document_asks_for_is_there() -> None:
    bare = re.sub(r"<(script|style)>.*?</\1>", "", document().html, flags=re.S)
    wanted = re.findall(r'(?:src|href)="([^"]+)"', bare)
    assert set(wanted) <= set(document().assets)
    names = set(document().assets)
    assert {"map.html", "basemap.json", *(f"setup-{lang}.json" for lang in LANGUAGES)} <= names
    fonts = {path.name for path in (ROOT / "layers" / "assets" / "fonts").glob("*.woff2")}
    assert fonts
    assert fonts <= names


@pytest.mark.parametrize(
    "path", sorted((ROOT / "layers" / "assets" / "map").iterdir()), ids=lambda path: path.name
)
def test_every_script_and_style_is_in_the_document(path: Path) -> None:
    assert path.name in (*SCRIPTS, *STYLES)
    assert path.read_text("utf-8").strip() in document().html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_are_served(lang: str) -> None:
    assert json.loads(document().assets[f"setup-{lang}.json"].content) == setup(lang)


def test_assets_have_a_type_and_pack() -> None:
    for asset in document().assets.values():
        assert asset.media_type
        if asset.packed is not None:
            assert gzip.decompress(asset.packed) == asset.content
            assert len(asset.packed) < len(asset.content)
            assert Asset(asset.name, asset.content).packed == asset.packed, "packing gives the same bytes"
    with pytest.raises(KeyError):
        _ = Asset("x.exe", b"").media_type


def test_the_document_reads_as_it_did() -> None:
    """Compare what folium makes with the golden file; the app's own scripts and styles are named, not repeated.

    After a wanted change, write what the message shows into tests/golden/map.html.
    """
    shown = document().html
    for element in ("script", "style"):
        for text in inline(element):
            if len(text) > 600:
                shown = shown.replace(f"<{element}>{text}</{element}>", f"<{element}>[own]</{element}>")
    lines = [line.rstrip() for line in shown.splitlines() if line.strip()]
    # However many scripts there are: one after the other stands for all of them.
    tidy = "".join(f"{line}\n" for n, line in enumerate(lines) if "[own]" not in line or line != lines[n - 1])
    assert tidy == GOLDEN.read_text("utf-8")
