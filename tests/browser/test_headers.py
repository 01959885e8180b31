"""What every answer of the server says to the browser, exactly."""

import base64
import hashlib
import re
import urllib.error
import urllib.request

import pytest

from layers.mapping import document
from tests.browser.server import Server


def get(app: Server, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(app.address + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


def hashes(html: str, element: str = "script") -> str:
    """Return the sources of a policy that allow what stands inline in a page and nothing else."""
    inline = re.findall(rf"<{element}>(.*?)</{element}>", html, flags=re.S)
    assert inline
    return " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inline
    )


def test_the_policy_of_the_page(app: Server) -> None:
    status, headers, body = get(app, "/")
    assert status == 200
    assert headers["content-security-policy"].split("; ") == [
        "default-src 'self'",
        f"script-src 'self' blob: {hashes(body.decode())}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data:",
        "frame-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]


def test_the_policy_of_the_map_document(app: Server) -> None:
    status, headers, body = get(app, "/" + document().path)
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-security-policy"].split("; ") == [
        "default-src 'none'",
        f"script-src {hashes(body.decode())}",
        f"style-src {hashes(body.decode(), 'style')}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    ]
    assert headers["x-content-type-options"] == "nosniff"
    assert "immutable" in headers["cache-control"]


def test_every_file_of_the_map_is_served_packed_and_plain(app: Server) -> None:
    base = "/" + document().path.rpartition("/")[0]
    for name, asset in document().assets.items():
        status, headers, body = get(app, f"{base}/{name}")
        assert (status, body) == (200, asset.content), name
        assert headers["access-control-allow-origin"] == "*", f"the sandboxed frame cannot read {name}"
        assert "content-encoding" not in headers
        if asset.packed is not None:
            _status, packed, body = get(app, f"{base}/{name}", **{"Accept-Encoding": "gzip"})
            assert (packed["content-encoding"], body) == ("gzip", asset.packed), name


BASE = "/" + document().path.rpartition("/")[0]


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent",
        "/_stcore/script-health-check",
        "/atlas/000000000000/map.html",
        f"{BASE}/nothing.js",
    ],
)
def test_what_is_closed_is_not_there(app: Server, path: str) -> None:
    assert get(app, path)[0] == 404


@pytest.mark.parametrize(
    "path", [f"{BASE}/..%2f..%2fapp.py", f"{BASE}/%2e%2e/app.py", "/static/..%2f..%2fapp.py"]
)
def test_no_address_leads_out_of_the_served_files(app: Server, path: str) -> None:
    status, _headers, body = get(app, path)
    assert status in (400, 403, 404)
    assert b"streamlit" not in body.lower()


def test_what_is_announced_early_is_there(app: Server) -> None:
    announced = re.findall(r"<([^>]+)>", get(app, "/")[1].get("link", ""))
    assert announced
    for address in announced:
        assert get(app, f"/{address}")[0] == 200


def test_the_typeface_is_served(app: Server) -> None:
    fonts = [asset for name, asset in document().assets.items() if name.endswith(".woff2")]
    assert fonts
    for asset in fonts:
        status, headers, body = get(app, f"/fonts/{asset.name}")
        assert (status, headers["content-type"], body) == (200, "font/woff2", asset.content)
    assert get(app, "/fonts/basemap.json")[0] == 404


def test_health_names_the_state_of_the_data(app: Server) -> None:
    status, headers, body = get(app, "/healthz")
    assert status == 200
    assert re.fullmatch(rb"ok [0-9a-f]{12}\n", body)
    assert headers["cache-control"] == "no-store"
