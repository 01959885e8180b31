"""The app names no other host: nothing is loaded from elsewhere and nobody is told of a visit."""

import re
from pathlib import Path

import pytest

from layers.mapping import document
from pages.shared.components import assets
from tests.rules.source import below, files, text

ADDRESS = re.compile(r"(?<![\w.\\])(?:https?:|wss?:|ftp:)?//(?:[\w-]+\.)+[a-z]{2,}[^\s\"'<>)`\\]*", re.I)
# Names that are written like addresses and never fetched.
NAMES = {
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "https://json-schema.org/draft/2020-12/schema",
    "https://datapackage.org/profiles/2.0/datapackage.json",
    "https://creativecommons.org/licenses/by/4.0/",
    "http://www.opengis.net/kml/2.2",
    "http://www.w3.org/2005/Atom",
    "https://spec.openapis.org/oas/3.1/dialect/base",
}
# Where a licence or a note names its origin, in a comment that ships with the vendored file.
NOTES = {"map.html": {"https://leafletjs.com", "https://bugzilla.mozilla.org/show_bug.cgi?id=888319"}}
CDN = re.compile(
    r"cdn\.|jsdelivr|unpkg|cloudflare|googleapis|gstatic|bootstrapcdn|openstreetmap|cartocdn|mapbox", re.I
)


def addresses(content: str) -> set[str]:
    return set(ADDRESS.findall(content)) - NAMES


@pytest.mark.parametrize(
    "file",
    [
        *below("layers", "pages", "app.py"),
        *below("layers", "pages", suffix=".js"),
        *below("layers", "pages", suffix=".css"),
    ],
    ids=str,
)
def test_code_names_no_host(file: Path) -> None:
    assert addresses(text(file)) == set()
    assert not CDN.search(text(file))


def test_settings_name_no_host() -> None:
    assert addresses(text(Path(".streamlit/config.toml"))) == set()


@pytest.mark.parametrize("asset", [*document().assets.values(), *assets()], ids=lambda asset: asset.name)
def test_served_files_name_no_host(asset: object) -> None:
    from layers.mapping import Asset

    assert isinstance(asset, Asset)
    if asset.name.endswith(".woff2"):
        assert asset.content[:4] == b"wOF2"
        return
    content = asset.content.decode()
    found = addresses(content)
    allowed = NOTES.get(asset.name, set())
    # Leaflet holds the markup of its own attribution link; the map has no attribution control to show it.
    assert {address for address in found if not any(address.startswith(note) for note in allowed)} == set()
    assert not CDN.search(content)


def test_the_map_document_loads_nothing_by_address() -> None:
    html = document().html
    for attribute in re.findall(
        r"<[a-z]+\b[^>]*\b(?:src|href)\s*=\s*[\"']([^\"']*)",
        re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.S),
    ):
        assert not re.match(r"(?:[a-z]+:)?//", attribute), attribute


def test_the_pattern_finds_hosts() -> None:
    for bad in (
        "https://cdn.jsdelivr.net/x.js",
        "//unpkg.com/x",
        "wss://a.example/x",
        "url(http://a.example)",
    ):
        assert addresses(bad), bad
    assert not addresses('address.startsWith(("https://", "http://")) // a comment')


HOME = re.compile("/" + r"(?:home|Users|root|work|tmp|workspace|mnt|private)/[\w.]|[A-Z]:\\\\Users")
# A container may hold these folders; a committed file has no business with them.
MACHINE_EXEMPT = {Path("requirements.lock")}


@pytest.mark.parametrize(
    "file", [f for f in files() if f.suffix not in {".png", ".woff2", ".ttf", ".gz"}], ids=str
)
def test_no_path_of_a_machine(file: Path) -> None:
    if file == Path("tests/rules/test_hosts.py") or file in MACHINE_EXEMPT:
        return
    content = re.sub(r"https?://[^\s\"',]+", "", text(file))  # addresses of sources may hold any path
    assert HOME.findall(content) == []
