"""Measure the pages of charts against the same charts in plain Streamlit scripts, on the same data, in the same run.

python -m bench.charts                                            both pages; 1, 10 and 100 times the data, 15 repetitions
python -m bench.charts --pages timeline --scales 1 --repetitions 5         a quick look

One repetition is one click on a country in the sidebar, from the press to the last change in any chart. A chart's last change is
the last mutation inside it before nothing has changed for a while, so that neither app is asked what it thinks itself.
"""

import argparse
import multiprocessing
import os
import statistics as figures
import sys
from itertools import product
from multiprocessing.process import BaseProcess
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from bench import plan, synthetic
from bench.measure import Failed, answers, free_ports
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.index import index_of
from layers.language import country
from tests.chromium import ARGUMENTS, executable

ROOT: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
APPS: Final = ("atlas", "script")
PAGES: Final = {"statistics": "charts.py", "timeline": "timeline.py"}
"""Each page with the script that draws the same charts."""
SAID: Final = {"statistics": ".key-figure .value", "timeline": ".timeline h2"}
"""What names the events in view, as soon as the charts are of that view."""
CALM_MS: Final = 700
PATIENCE_MS: Final = 60_000
# Keeps the time of the press and of the last mutation inside a chart, wherever it is: components live in shadow trees.
OBSERVER: Final = """
(() => {
  const state = { pressed: 0, last: 0, count: 0 };
  const charts = '.statistics .grid, .statistics .overview, .timeline .strip, .timeline .plot, .timeline .figures, [data-testid="stVegaLiteChart"], [data-testid="stDataFrame"]';
  const seen = new WeakSet();
  const inside = (node) => {
    for (let each = node; each; each = each.parentNode || each.host) if (each.matches && each.matches(charts)) return true;
    return false;
  };
  const watch = (root) => {
    if (seen.has(root)) return;
    seen.add(root);
    new MutationObserver((found) => {
      for (const each of found) {
        for (const node of each.addedNodes) if (node.querySelectorAll) for (const host of [node, ...node.querySelectorAll('*')]) if (host.shadowRoot) watch(host.shadowRoot);
        if (inside(each.target) || [...each.addedNodes].some((node) => node.nodeType === 1 && (inside(node) || node.querySelector(charts)))) {
          state.last = performance.now();
          state.count += 1;
        }
      }
    }).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) { const root = attach.call(this, init); watch(root); return root; };
  document.addEventListener('pointerdown', () => { state.pressed = performance.now(); state.last = 0; state.count = 0; }, true);
  watch(document);
  window.benchCharts = state;
})();
"""


def serve(app: str, name: str, port: int, catalog: Catalog) -> None:
    """Serve the atlas, or the script of a page, on a port until the process ends."""
    sys.argv = [os.path.join(ROOT, "app.py")]
    from pages.shared import store

    store.catalog = lambda: catalog  # type: ignore[assignment]
    if app == "atlas":
        from app import app as application
    else:
        import streamlit as st

        application = st.App(os.path.join(ROOT, "bench", "rivals", PAGES[name]))
    application.run(config={"server.port": port, "server.address": "127.0.0.1"})


def opened(page: Page, app: str, name: str, port: int, events: int) -> Page:
    """Open the page of an app and wait until its charts are drawn."""
    page.add_init_script(OBSERVER)
    page.goto(f"http://127.0.0.1:{port}/{name if app == 'atlas' else ''}")
    _settled(page, app, name, events)
    return page


def clicked(page: Page, app: str, name: str, click: plan.Click, events: int) -> float:
    """Click on a country; return milliseconds from the press to the last change in a chart.

    Raises Failed where no chart changes.
    """
    if app == "atlas":
        target = page.locator(f".facets input[value={click.country}]").first
    else:
        words = country("en", click.country)
        target = page.get_by_test_id("stCheckbox").filter(has_text=words).locator("label")
    target.click()
    _settled(page, app, name, events)
    state: dict[str, float] = page.evaluate("() => benchCharts")
    if not state["count"]:
        raise Failed(f"{app}: no chart changed after {click}")
    return state["last"] - state["pressed"]


def _settled(page: Page, app: str, name: str, wanted: int) -> None:
    """Wait until the charts are of the view, and nothing in them has changed for a while."""
    if app == "atlas":
        page.wait_for_function(
            """([selector, said]) => { const find = (root) => { for (const node of root.querySelectorAll('*')) { if (node.matches(selector)) return node;
                 const inner = node.shadowRoot && find(node.shadowRoot); if (inner) return inner; } return null; };
                 const node = find(document); return node && node.textContent.split(' ')[0] === said; }""",
            arg=[SAID[name], f"{wanted:,}"],
            timeout=PATIENCE_MS,
        )
    else:
        page.get_by_text(f"complete: {wanted} events", exact=False).wait_for(timeout=PATIENCE_MS)
    page.wait_for_function(
        "calm => performance.now() - Math.max(benchCharts.last, benchCharts.pressed) > calm",
        arg=CALM_MS,
        timeout=PATIENCE_MS,
    )


def measure(browser: Any, name: str, copies: int, repetitions: int) -> dict[str, list[float]]:
    """Measure a page and its script at one size of the data, click by click in turns."""
    catalog = synthetic.build(copies)
    index_of(catalog)
    planned = plan.clicks(plan.WARM_UP + repetitions)
    events = [len(catalog.events)]
    for click in planned:
        events.append(len(ViewFilter(countries=click.chosen).apply(catalog).events))
    ports = dict(zip(APPS, free_ports(len(APPS)), strict=True))
    fork = multiprocessing.get_context("fork")
    servers: list[BaseProcess] = [
        fork.Process(target=serve, args=(app, name, port, catalog), daemon=True)
        for app, port in ports.items()
    ]
    for server in servers:
        server.start()
    try:
        pages: dict[str, Page] = {}
        for app, port in ports.items():
            if not answers(port):
                raise Failed(f"nobody answers on port {port}")
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
            pages[app] = opened(context.new_page(), app, name, port, events[0])
        found: dict[str, list[float]] = {app: [] for app in APPS}
        # In turns, so that whatever slows the machine slows both alike.
        for turn, click in enumerate(planned):
            for app in APPS if turn % 2 else APPS[::-1]:
                took = clicked(pages[app], app, name, click, events[turn + 1])
                if turn >= plan.WARM_UP:
                    found[app].append(took)
        for page in pages.values():
            page.context.close()
        return found
    finally:
        for server in servers:
            server.terminate()
            server.join(10)


def main() -> None:
    """Run the measure and print one line per size."""
    parser = argparse.ArgumentParser(prog="python -m bench.charts", description=__doc__.split("\n")[0])
    parser.add_argument("--repetitions", type=int, default=15)
    parser.add_argument(
        "--scales", type=lambda text: [int(part) for part in text.split(",")], default=[1, 10, 100]
    )
    parser.add_argument("--pages", type=lambda text: text.split(","), default=list(PAGES))
    given = parser.parse_args()
    os.chdir(ROOT)
    print("| page | copies | atlas p50 / p95, ms | plain script p50 / p95, ms | ratio p50 / p95 |")
    print("|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for name, copies in product(given.pages, given.scales):
            found = measure(browser, name, copies, given.repetitions)
            half = {app: figures.median(taken) for app, taken in found.items()}
            most = {app: figures.quantiles(taken, n=20)[-1] for app, taken in found.items()}
            said = [f"{half[app]:.0f} / {most[app]:.0f}" for app in APPS]
            ratio = f"{half['atlas'] / half['script']:.2f} / {most['atlas'] / most['script']:.2f}"
            print(f"| {name} | {copies}x | {said[0]} | {said[1]} | {ratio} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
