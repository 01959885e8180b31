"""Where the atlas is reached: the path below which it is served, and its whole address.

Streamlit moves its own addresses below `server.baseUrlPath`; ours follow. A proxy that takes a path off before it asks may name
it in `X-Forwarded-Prefix`. In the browser nothing depends on either: every address there is relative to the page.
"""

import re
from collections.abc import Iterable
from typing import Final

import streamlit as st
from starlette.datastructures import Headers
from starlette.routing import Route
from starlette.types import Scope

SETTING: Final = "server.baseUrlPath"
_HOST: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?", re.I | re.ASCII
)
_PATH: Final = re.compile(r"(?:/[\w.~-]+)+", re.ASCII)


def base_path() -> str:
    """Return the path below which the server is reached, "" for none, else with a slash at its start and none at its end.

    Raises ValueError for a setting that is no path.
    """
    return _path(str(st.get_option(SETTING) or ""), SETTING)


def within(path: str) -> str | None:
    """Return a path of the server as the atlas names it, with a slash at its start; None for one outside the base path."""
    base = base_path()
    inside = path.startswith(f"{base}/")
    return path.removeprefix(base) if inside else None


def placed(routes: Iterable[Route]) -> list[Route]:
    """Return routes that are written from the root of the atlas as they stand on this server."""
    base = base_path()
    return [Route(f"{base}{each.path}", each.endpoint, methods=list(each.methods or ())) for each in routes]


def origin(scope: Scope) -> str:
    """Return the address of the atlas as the request reached it, without a slash at its end; "" where that is not known.

    Only what can be part of an address is taken from the request's headers.
    """
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    told = headers.get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    scheme = told if told in ("http", "https") else str(scope.get("scheme", "http"))
    try:
        taken_off = _path(headers.get("x-forwarded-prefix", "").partition(",")[0].strip(), "")
    except ValueError:
        taken_off = ""
    return f"{scheme}://{host.lower()}{taken_off}{base_path()}"


def _path(said: str, name: str) -> str:
    path = f"/{said.strip('/')}".rstrip("/")
    if path and not _PATH.fullmatch(path):
        raise ValueError(
            f"{name} is {said!r}: letters, digits, '.', '_', '~' and '-' can stand between the slashes of a path"
        )
    return path
