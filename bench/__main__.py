"""Measure this atlas against two apps with streamlit-folium, on the same data, in the same run.

python -m bench                                          all sizes, 15 repetitions
python -m bench --scales 1 --events 0 --repetitions 5    a quick look
python -m bench --write                                  also put the results into docs/benchmark.md
"""

import argparse
import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import motion, report
from bench.browser import Late
from bench.measure import Failed, Size, measure
from bench.server import APPS
from tests.chromium import ARGUMENTS, executable

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Run the benchmark and print its report; exit with one line where it cannot be run."""
    given = _arguments()
    os.chdir(ROOT)
    sizes: list[Size] = []
    motions: list[motion.Motion] = []
    problem = ""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        where = report.environment(browser.version)
        try:
            for copies in given.scales:
                # The floor has no data: it is measured once.
                apps = [app for app in given.apps if app != "floor" or copies == given.scales[0]]
                print(f"measuring {', '.join(apps)} at {copies}x ...", file=sys.stderr, flush=True)
                sizes.append(measure(browser, copies, apps, given.repetitions, given.budget))
            for events in given.events:
                print(f"measuring motion with {events or 'the'} events ...", file=sys.stderr, flush=True)
                motions.append(motion.measure(browser, events, given.repetitions))
        except (Failed, Late) as found:
            problem = f"bench: {found}"
        finally:
            browser.close()
    text = report.report(sizes, where) + motion.report(motions)
    print(text)  # what was measured before a problem is not thrown away
    if problem:
        sys.exit(problem)
    if given.write:
        report.write(ROOT / "docs" / "benchmark.md", text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n")[0])
    parser.add_argument("--repetitions", type=int, default=15, help="of every figure (default 15)")
    parser.add_argument(
        "--scales",
        type=lambda text: [int(part) for part in text.split(",")],
        default=[1, 10, 100],
        help="copies of legs, places and events (default 1,10,100)",
    )
    parser.add_argument(
        "--events",
        type=lambda text: [int(part) for part in text.split(",") if part],
        default=[0, 10_000, 100_000],
        help="numbers of events with which player and search are measured, 0 for the data as they are (default 0,10000,100000)",
    )
    parser.add_argument(
        "--apps",
        type=lambda text: text.split(","),
        default=list(APPS),
        help=f"some of {','.join(APPS)} (default all)",
    )
    parser.add_argument(
        "--budget",
        type=float,
        default=600,
        help="seconds after which a size stops opening pages anew, with at least 5 first maps of each app (default 600)",
    )
    parser.add_argument("--write", action="store_true", help="put the results into docs/benchmark.md")
    given = parser.parse_args()
    if unknown := set(given.apps) - set(APPS):
        parser.error(f"unknown app {', '.join(sorted(unknown))}: use {', '.join(APPS)}")
    if given.repetitions < 1 or min(given.scales) < 1:
        parser.error("repetitions and scales are 1 or more")
    return given


if __name__ == "__main__":
    main()
