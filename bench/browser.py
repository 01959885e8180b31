"""A visitor in a headless Chromium: opens an app, clicks its filter, and reads the clock that `observer.js` keeps."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page

from bench.plan import Click, Expected
from bench.proxy import Proxy
from layers.language import country

OBSERVER: Final = (Path(__file__).parent / "observer.js").read_text("utf-8")
WINDOW: Final = {"width": 1280, "height": 800}
CALM_MS: Final = 300
PATIENCE_MS: Final = 90_000
# Bytes that are in a message with the map and in no other.
MARKS: Final = {
    "atlas": [],
    "rebuild": ["leaflet/leaflet.js"],
    "feature_group": ["leaflet/leaflet.js"],
    "floor": ['"chosen"'],
}


class Late(RuntimeError):
    """A map did not show what was expected in time."""


@dataclass(frozen=True)
class Change:
    """One filter change: milliseconds from the press to the painted map, what came from the server, what it cost.

    `payload` counts messages and answers before compression, `socket` the messages alone, `wire` everything as it travelled.
    `asked_at` is when the map asked the server by itself, 0 for an app whose map does not. `cpu` is processor time of all processes of the browser in milliseconds, from the press until the page is at rest.
    """

    painted: float
    payload: int
    socket: int
    wire: int
    map_payload: int
    cpu: float
    pressed_at: float
    asked_at: float
    arrived_at: float
    painted_at: float


class Visitor:
    """One app in one browser context, reached through a proxy that counts."""

    def __init__(self, browser: Browser, app: str, proxy: Proxy) -> None:
        self.browser = browser
        self.app = app
        self.proxy = proxy
        self.context: BrowserContext | None = None
        self.page: Page
        self.weight = 0  # bytes on the wire of the latest visit, until the page was at rest
        self.processes = browser.new_browser_cdp_session()

    def open(self, expected: Expected) -> float:
        """Open the app in a context without cache; return milliseconds from navigation to the painted map.

        The page stays open for the clicks. Raises Late when the map does not come.
        """
        self.close()
        self.context = self.browser.new_context(viewport=WINDOW, locale="en-US", timezone_id="UTC")
        self.context.set_default_timeout(PATIENCE_MS)
        first = json.dumps(self._seen(expected, ()))
        self.context.add_init_script(f"window.benchExpected = {first};\n{OBSERVER}")
        self.page = self.context.new_page()
        before = self.proxy.socket_bytes + self.proxy.other_bytes
        self.page.goto(f"http://127.0.0.1:{self.proxy.port}/", wait_until="commit")
        found = self._finished("open")
        self._quiet()
        self.weight = self.proxy.socket_bytes + self.proxy.other_bytes - before
        return found["painted"] - found["origin"]

    def click(self, click: Click, expected: Expected) -> Change:
        """Change the Country filter by one click and return what that took. Raises Late when the map does not follow."""
        label = country("en", click.country)
        box = self.page.get_by_test_id("stMultiSelect").first
        if self.app == "atlas":
            target = self.page.locator(f".facets input[value={click.country}]").first
        elif click.adds:
            field = box.locator("input")
            field.click()
            field.fill(label)
            target = self.page.get_by_role("option", name=label, exact=True)
        else:
            self.page.keyboard.press("Escape")
            target = box.get_by_role("button", name=f"Remove {label}", exact=True)
        target.wait_for()
        self._quiet()
        self.page.evaluate("expected => bench.arm(expected)", self._seen(expected, click.chosen))
        self.page.evaluate("() => performance.clearResourceTimings()")
        wire, cpu = self.proxy.socket_bytes + self.proxy.other_bytes, self._cpu()
        target.click()
        found = self._finished(f"{click}")
        self._quiet()
        cpu = self._cpu() - cpu
        received = self.page.evaluate("marks => bench.received(marks)", MARKS[self.app])
        return Change(
            painted=found["painted"] - found["pressed"],
            payload=received["bytes"],
            socket=received["socket"],
            wire=self.proxy.socket_bytes + self.proxy.other_bytes - wire,
            map_payload=received["map_bytes"],
            cpu=cpu,
            pressed_at=found["pressed"],
            asked_at=received["asked_at"],
            arrived_at=received["map_at"],
            painted_at=found["painted"],
        )

    def close(self) -> None:
        """Close the context with its page."""
        if self.context is not None:
            self.context.close()
            self.context = None

    def _seen(self, expected: Expected, chosen: tuple[str, ...]) -> dict[str, Any]:
        """Return what the observer sees once the map is right; each kind of map shows it in its own way."""
        if self.app == "floor":
            return {"painted": " ".join(chosen) or "all"}
        if self.app == "atlas":
            return {"legs": expected.legs, "places": expected.places}
        return {"layers": expected.legs + expected.places}

    def _cpu(self) -> float:
        listed = self.processes.send("SystemInfo.getProcessInfo")["processInfo"]
        return 1000 * sum(float(process["cpuTime"]) for process in listed)

    def _finished(self, what: str) -> dict[str, float]:
        found: dict[str, float] = self.page.evaluate("patience => bench.finished(patience)", PATIENCE_MS)
        if not found["painted"]:
            raise Late(f"{self.app}: no map within {PATIENCE_MS // 1000} s after {what}")
        return found

    def _quiet(self) -> None:
        if not self.page.evaluate("given => bench.quiet(...given)", [CALM_MS, PATIENCE_MS]):
            raise Late(f"{self.app}: the page did not come to rest within {PATIENCE_MS // 1000} s")
