"""The links of the panel of downloads: what the server answers, without any visitor's session."""

from urllib.parse import parse_qs, urlsplit

import pytest

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from pages.shared import link, takeout


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_follow_from_what_is_asked(
    catalog: Catalog, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> dict[str, list[str]]:
        raise AssertionError("an answer over HTTP has no session to ask")

    monkeypatch.setattr(link, "shaded", asked)
    view, _notices = ViewFilter.from_query({"country": ["CL"]}, catalog)
    told = takeout.links(view, lang, "legs,nonsense")
    addresses = [each["address"] for group in told["formats"] for each in group["links"]]
    files = [address for address in addresses if address.startswith(("export/", "api/"))]
    assert files
    for address in files:
        query = parse_qs(urlsplit(address).query)
        assert (query["country"], query["lang"]) == (["CL"], [lang])
        assert "nonsense" not in address


def test_a_brief_is_offered_on_either_paper(catalog: Catalog) -> None:
    view, _notices = ViewFilter.from_query({"country": ["CL"]}, catalog)
    brief = next(
        group for group in takeout.links(view, "es", "")["formats"] if group["name"] == "Informe breve (PDF)"
    )
    assert [
        (link["text"], parse_qs(urlsplit(link["address"]).query)["paper"]) for link in brief["links"]
    ] == [
        ("A4", ["a4"]),
        ("Carta (EE. UU.)", ["us-letter"]),
    ]


def test_the_offline_file_is_offered_in_one_language_and_in_all(catalog: Catalog) -> None:
    told = takeout.links(ViewFilter(countries=("CL",)), "es", "legs")
    offered = next(group for group in told["formats"] if group["name"] == "Archivo sin conexión (HTML)")
    one, every = offered["links"]
    assert parse_qs(urlsplit(one["address"]).query) == {"country": ["CL"], "lang": ["es"]}
    assert parse_qs(urlsplit(every["address"]).query)["languages"] == ["all"]
    assert all(each["opened"] and each["file"].endswith(".html") for each in (one, every))
    assert one["text"] == "en este idioma, unos 0,8 MB"
