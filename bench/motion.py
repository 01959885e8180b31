"""What moves under the visitor's hand: frames while the player runs, and the way from a keystroke to the names found.

There is no rival: the usual Streamlit app has neither. The figures are held against the screen's own pace, 60 frames a second,
which Chromium keeps in the same run on a page of the atlas on which nothing runs.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from playwright.sync_api import Browser, Frame, Page

from bench.browser import PATIENCE_MS, WINDOW, Late
from bench.measure import servers

IDLE_MS: Final = 3_000
PLAYED_MS: Final = 8_000  # at the quickest pace once through all the years
SMOOTH_MS: Final = 1000 / 30
TYPED: Final = "cucuta boa vista iquique colchane lima"

# In the map document: the time between frames, while the player runs or nothing does.
_FRAMES: Final = """(lasting) => new Promise((done) => {
  const between = [];
  const start = performance.now();
  let last = start;
  const frame = (now) => {
    between.push(now - last);
    last = now;
    if (now - start < lasting) requestAnimationFrame(frame);
    else done(between.slice(2));
  };
  requestAnimationFrame(frame);
})"""


# The names found for the latest key have come.
_ANSWERED: Final = """(node) => new Promise((done) => {
  const look = () => Number(node.dataset.foundAt || 0) > window.benchKey;
  if (look()) { done(); return; }
  new MutationObserver((_changes, own) => { if (look()) { own.disconnect(); done(); } })
    .observe(node, { attributeFilter: ["data-found-at"] });
})"""


@dataclass(frozen=True)
class Motion:
    """The measures with one number of events: milliseconds, and how the hexagons count at each whole zoom."""

    events: int
    idle: list[float]
    frames: list[float]
    keystrokes: list[float]
    counted: dict[int, int]  # zoom -> events in all hexagons; empty where marks are drawn instead
    placed: int


def measure(browser: Browser, events: int, repetitions: int) -> Motion:
    """Measure the atlas with a number of events (0: the data as they are). Raises Failed and Late as `bench.measure`."""
    with (
        tempfile.TemporaryDirectory() as folder,
        servers(["--events", str(events)], ["atlas"], 1, folder) as (ports, _expected),
    ):
        context = browser.new_context(viewport=WINDOW, locale="en-US", timezone_id="UTC")
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{ports['atlas']}/")
        page.wait_for_selector('[data-testid="stApp"] .atlas[data-painted]')
        page.wait_for_selector(".finder input")
        page.wait_for_load_state("networkidle")
        frame = next((each for each in page.frames if each.url.endswith("map.html")), None)
        if frame is None:
            raise Late("atlas: the map document is not there")
        idle = frame.evaluate(_FRAMES, IDLE_MS)
        keystrokes = _keystrokes(page, repetitions)
        counted, placed = _counted(frame)
        frame.locator(".atlas-player .pace").select_option(index=3)
        frame.locator(".atlas-player .loop").click()
        frame.locator(".atlas-player .play").click()
        frames = frame.evaluate(_FRAMES, PLAYED_MS)
        frame.locator(".atlas-player .play").click()
        total: int = frame.evaluate("() => Atlas.live.state.given.events.length")
        context.close()
    return Motion(total, idle, frames, keystrokes, counted, placed)


def _keystrokes(page: Page, repetitions: int) -> list[float]:
    """Return milliseconds from each keystroke to the list of names that answers it, typing pause included."""
    names, field = page.locator(".finder"), page.locator(".finder input")
    field.click()
    took: list[float] = []
    for letter in TYPED[: repetitions + 1]:
        if letter == " ":  # asks for nothing new: the search is for words
            field.press_sequentially(letter)
            continue
        page.evaluate(
            """() => document.addEventListener("keydown",
                () => (window.benchKey = performance.timeOrigin + performance.now()), { capture: true, once: true })"""
        )
        field.press_sequentially(letter)
        names.evaluate(_ANSWERED)
        took.append(names.evaluate("node => Number(node.dataset.foundAt) - window.benchKey"))
    field.press("Escape")
    return took[1:]  # the first search of a server builds its index


def _counted(frame: Frame) -> tuple[dict[int, int], int]:
    """Return how many events the hexagons count at each whole zoom, and how many have a place."""
    found: list[Any] = frame.evaluate(
        """() => {
            const { state } = Atlas.live;
            const placed = state.scene.events.filter((event) => state.places.has(event.place)).length;
            const zooms = [2, 3, 4, 5, 6, 7, 8, 9];
            return [zooms.map((zoom) => [zoom, Atlas.hexagons(state.scene.events, state.places, zoom).reduce((sum, cell) => sum + cell.n, 0)]), placed];
        }"""
    )
    return {int(zoom): int(count) for zoom, count in found[0]}, int(found[1])


def report(motions: Sequence[Motion]) -> str:
    """Return the table as Markdown; nothing for nothing."""
    if not motions:
        return ""
    lines = [
        "",
        "### In motion",
        "",
        "| events | frame while nothing runs, median ms | frame while the player runs, median / 95th percentile / longest ms "
        "| frames at 30 a second or faster | keystroke to names, median / longest ms | counted in hexagons at zoom 2 to 9 |",
        "|---|---|---|---|---|---|",
    ]
    for each in motions:
        ranked = sorted(each.frames)
        late = ranked[int(len(ranked) * 0.95)]
        smooth = sum(frame <= SMOOTH_MS + 1 for frame in ranked) / len(ranked)
        right = sum(count == each.placed for count in each.counted.values())
        lines.append(
            f"| {each.events:,} | {median(each.idle):.1f} | {median(ranked):.1f} / {late:.1f} / {ranked[-1]:.1f} | {smooth:.0%} "
            f"| {median(each.keystrokes):.0f} / {max(each.keystrokes):.0f} "
            f"| all {each.placed:,} with a place at {right} of {len(each.counted)} zooms |"
        )
    return "\n".join(lines) + "\n"
