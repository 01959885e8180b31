"""One visitor: a page of the app, what it asked for, and what it complained about."""

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Frame,
    Locator,
    Page,
    Request,
    WebSocket,
    expect,
)

from tests.browser.server import Server

PATIENCE_MS = 30_000  # the machine may be busy; nothing waits longer than it must
POLL_MS = 25
# Runs in every document before its own scripts, the sandboxed map included.
WATCH = """
addEventListener("securitypolicyviolation", (event) =>
  console.error("policy violated: " + event.violatedDirective + " by " + event.blockedURI + " in " + event.sourceFile));
"""
# The map's document may have a process of its own: for some moments after a layout the browser sends what happens there to the page.
FEEL = "() => { window.felt = 0; document.addEventListener('pointermove', () => (window.felt += 1), { capture: true, passive: true }); }"
TOLERATED = (
    # Streamlit's bundle tries WebAssembly for 64-bit numbers, may not, and does without: nothing is lost.
    r"^error: policy violated: script-src by wasm-eval in \S+/static/js/protobuf\.",
    # On a busy machine Streamlit may start so late that the browser wonders what the basemap is for.
    r"^warning: The resource \S+/basemap\.json was preloaded using link preload but not used within a few seconds",
)

expect.set_options(timeout=PATIENCE_MS)


class Visit:
    """A page and what it did. `clean` says whether anything went wrong while it was open."""

    def __init__(self, server: Server, context: BrowserContext) -> None:
        self.server = server
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.sent = 0
        self.expected: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.add_init_script(WATCH)
        self.page.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        self.page.on("websocket", self._socket)

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _socket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)
        socket.on("framesent", self._frame_sent)

    def _frame_sent(self, _payload: object) -> None:
        self.sent += 1

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def expect_complaint(self, pattern: str) -> None:
        """Say that a complaint matching the pattern belongs to the test; it must then occur."""
        self.expected.append(pattern)

    def clean(self) -> None:
        """Fail if a request left the host, or the console holds anything that was not expected."""
        allowed = {"http": self.server.host, "ws": self.server.host}
        strays = []
        for url in self.requests:
            parts = urlsplit(url.removeprefix("blob:"))
            if parts.scheme != "data" and allowed.get(parts.scheme) != parts.netloc:
                strays.append(url)
        assert not strays, f"requests to other hosts: {strays}"
        known = (*TOLERATED, *self.expected)
        unexpected = [c for c in self.complaints if not any(re.search(e, c) for e in known)]
        assert not unexpected, "\n".join(["the console holds:", *unexpected])
        missing = [e for e in self.expected if not any(re.search(e, c) for c in self.complaints)]
        assert not missing, f"these complaints were expected and never came: {missing}"

    # ------------------------------------------------------------------ going and waiting

    def open(self, path: str = "/") -> "Visit":
        """Go to an address of the app and wait until the map is drawn and the page complete."""
        self.page.goto(self.server.address + path)
        expect(self.atlas).to_have_attribute("data-painted", re.compile(r"\d+"))
        self.expect_rest()
        return self

    def until(self, probe: Callable[[], Any], what: str) -> Any:
        """Wait until the probe gives something true, and return it."""
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while time.monotonic() < deadline:
            found = probe()
            if found:
                return found
            self.page.wait_for_timeout(POLL_MS)
        raise AssertionError(f"waited in vain for {what}")

    def query(self) -> dict[str, list[str]]:
        """Return the keys and values of the address."""
        return parse_qs(urlsplit(self.page.evaluate("location.href")).query)

    def until_query(self, **wanted: list[str] | None) -> None:
        """Wait until the address holds these values; None means that the key is absent."""
        self.until(
            lambda: all(self.query().get(key) == value for key, value in wanted.items()),
            f"{wanted} in the address",
        )

    def until_viewport(self, other_than: str | None = None) -> str:
        """Wait until the address holds a viewport other than the one given, and return it."""
        found = self.until(
            lambda: [v for v in self.query().get("map", []) if v != other_than], "a viewport in the address"
        )
        return str(found[0])

    def expect_drawn(self, legs: int, places: int | None = None) -> None:
        """Wait until the map has drawn that many legs (and places)."""
        expect(self.atlas).to_have_attribute("data-legs", str(legs))
        if places is not None:
            expect(self.atlas).to_have_attribute("data-places", str(places))

    def expect_rest(self) -> None:
        """Wait until the script has run to its end, and what stood there before it is gone."""
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        expect(self.page.locator("[data-early]")).to_have_count(0)

    # ------------------------------------------------------------------ parts of the page

    @property
    def atlas(self) -> Locator:
        """The map's host element."""
        return self.page.locator('[data-testid="stApp"] .atlas')

    @property
    def card(self) -> Locator:
        """The card of the selected record."""
        return self.page.locator("aside.card")

    @property
    def sidebar(self) -> Locator:
        """The filters."""
        return self.page.get_by_test_id("stSidebar")

    @property
    def frame(self) -> Frame:
        """The map document."""
        found = [frame for frame in self.page.frames if urlsplit(frame.url).path.endswith("/map.html")]
        assert len(found) == 1
        return found[0]

    @property
    def finder(self) -> Locator:
        """The search box, in any of the three languages."""
        return self.page.locator(".finder").get_by_role("combobox")

    @property
    def table(self) -> Locator:
        """The filtered rows as a table."""
        return self.page.locator(".sheet .table table")

    # ------------------------------------------------------------------ what a visitor does

    def fold(self, heading: str) -> Locator:
        """Return the part of the filters under a heading, unfolded."""
        box = self.sidebar.locator(".facets details").filter(
            has=self.page.locator("summary .name", has_text=re.compile(f"^{re.escape(heading)}$"))
        )
        if box.get_attribute("open") is None:
            box.locator("summary").click()
        return box

    def choose(self, heading: str, option: str) -> None:
        """Tick, or untick, a value of a filter in the sidebar."""
        self.fold(heading).locator("li label", has=self.exactly(option)).locator("input").click()

    def exactly(self, text: str) -> Locator:
        """Return the words of a value that read exactly so."""
        return self.page.locator(".text", has_text=re.compile(f"^{re.escape(text)}$"))

    def chosen(self, heading: str) -> list[str]:
        """Return the ticked values of a filter as they read on screen."""
        return self.fold(heading).locator("li:has(input:checked) .text").all_inner_texts()

    def search(self, text: str, option: str | None = None) -> None:
        """Search for a name and open the record found; `option` is its name where it is not what was typed."""
        self.finder.click()
        self.finder.fill(text)
        self.page.locator(".finder [role=option]", has=self.exactly(option or text)).first.click()

    def hover(self, at: tuple[float, float], title: str) -> None:
        """Hold the pointer over a pixel of the map until its tip names the record."""
        tip = self.frame.locator(".atlas-tip:not([hidden]) strong")

        def felt() -> bool:
            self.page.mouse.move(at[0] - 1, at[1])
            self.page.mouse.move(*at)
            return tip.all_inner_texts() == [title]

        self.until(felt, f"the tip of {title}")

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the pixel of the page where the map shows a position."""
        x, y = self.frame.evaluate(
            "([lat, lon]) => { const at = map_atlas.latLngToContainerPoint([lat, lon]); return [at.x, at.y]; }",
            [lat, lon],
        )
        return self._on_page(x, y)

    def along(self, start: tuple[float, float], end: tuple[float, float], part: float) -> tuple[float, float]:
        """Return the pixel of the page at a part (0 to 1) of the curve between two positions (lat, lon)."""
        x, y = self.frame.evaluate(
            """([a, b, part]) => {
              const curve = Atlas.curve(Atlas.unit(a[1], a[0]), Atlas.unit(b[1], b[0]), 0);
              const [u, v] = Atlas.along(curve, part);
              const scale = 256 * 2 ** map_atlas.getZoom();
              const corner = map_atlas.getPixelBounds().min;
              return [u * scale - corner.x, v * scale - corner.y];
            }""",
            [start, end, part],
        )
        return self._on_page(x, y)

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        self.page.locator(".atlas iframe").scroll_into_view_if_needed()
        box = self.page.locator(".atlas iframe").bounding_box()
        assert box is not None
        at = box["x"] + x, box["y"] + y
        self._until_felt(at)
        return at

    def _until_felt(self, at: tuple[float, float]) -> None:
        """Move the pointer at a pixel of the map until the map's document notices, and away again."""
        frame = self.frame
        frame.evaluate(FEEL)

        def felt() -> bool:
            self.page.mouse.move(at[0] - 1, at[1])
            self.page.mouse.move(*at)
            return bool(frame.evaluate("() => window.felt"))

        self.until(felt, "the map to feel the pointer")
        self.page.mouse.move(1, 1)
