"""One size of the data: start the servers, visit the apps in turn, collect what each visit and each click took."""

import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser

from bench import plan
from bench.browser import Change, Visitor
from bench.plan import Expected
from bench.proxy import Proxy

START_S: Final = 180
FEWEST: Final = 5


class Failed(RuntimeError):
    """The servers did not start; the reason is the text."""


@dataclass
class Found:
    """What one app took at one size: milliseconds of each first map, bytes of each first visit, each filter change, and the server's own parts."""

    first: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    runs: list[dict[str, float]] = field(default_factory=list)


@dataclass
class Size:
    """The results at one size of the data."""

    copies: int
    whole: Expected
    found: dict[str, Found]


def measure(browser: Browser, copies: int, apps: Sequence[str], repetitions: int, budget: float) -> Size:
    """Measure the apps at one size of the data, in turns, so that whatever slows the machine slows all of them alike.

    First maps stop early once they have taken `budget` seconds in all, but not before `FEWEST` of each. Raises Failed
    when a server does not start and Late when a map does not come.
    """
    planned = plan.clicks(plan.WARM_UP + repetitions)
    with (
        tempfile.TemporaryDirectory() as folder,
        servers(["--copies", str(copies)], apps, len(planned), folder) as (ports, expected),
    ):
        visitors = [Visitor(browser, app, Proxy(port)) for app, port in ports.items()]
        found = {app: Found() for app in apps}
        for visitor in visitors:
            visitor.open(expected[0])  # the first visit to a server fills its caches
        until = time.monotonic() + budget
        for turn in range(repetitions):
            if turn >= FEWEST and time.monotonic() > until:
                break
            for visitor in _rotated(visitors, turn):
                found[visitor.app].first.append(visitor.open(expected[0]))
                found[visitor.app].weights.append(float(visitor.weight))
        for turn, click in enumerate(planned):
            for visitor in _rotated(visitors, turn):
                change = visitor.click(click, expected[turn + 1])
                if turn >= plan.WARM_UP:
                    found[visitor.app].changes.append(change)
        for visitor in visitors:
            visitor.close()
            visitor.proxy.close()
            found[visitor.app].runs = _runs(Path(folder) / f"{visitor.app}.jsonl", found[visitor.app].changes)
    return Size(copies, expected[0], found)


def _rotated(visitors: list[Visitor], turn: int) -> list[Visitor]:
    start = turn % len(visitors)
    return visitors[start:] + visitors[:start]


@contextmanager
def servers(
    size: Sequence[str], apps: Sequence[str], clicks: int, timings: str
) -> Iterator[tuple[dict[str, int], list[Expected]]]:
    """Run one server per app on data of a size (arguments of bench.server); give their ports and what the map has to show before and after each click."""
    ports = dict(zip(apps, free_ports(len(apps)), strict=True))
    command = [sys.executable, "-m", "bench.server", *size, "--clicks", str(clicks)]
    command += ["--timings", timings, *(f"{app}={port}" for app, port in ports.items())]
    log = Path(timings) / "servers.log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        if not line:
            raise Failed(f"the servers did not start:\n{log.read_text()}")
        for app, port in ports.items():
            if not answers(port, lambda: process.poll() is None):
                raise Failed(f"{app} does not answer on port {port}:\n{log.read_text()}")
        yield ports, [Expected(**each) for each in json.loads(line)]
    finally:
        process.stdin.close()
        process.wait(20)


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on, so that two runs at a time never answer for each other."""
    held = [socket.create_server(("127.0.0.1", 0)) for _number in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def answers(port: int, lives: Callable[[], bool] = lambda: True) -> bool:
    """Wait until a server answers on a port; False when it does not in time, or lives no more."""
    until = time.monotonic() + START_S
    while time.monotonic() < until and lives():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return True
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    return False


def _runs(path: Path, changes: list[Change]) -> list[dict[str, float]]:
    """Return the parts of each change in milliseconds, in the order they happen; () for an app that is not timed."""
    if not path.exists():
        return []
    runs: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = []
    for change in changes:
        run = next((each for each in runs if change.pressed_at < each["start_at"] < change.painted_at), None)
        if run is None or not change.arrived_at:
            continue
        found.append((_of_question if change.asked_at else _of_script)(change, run))
    return found


def _of_question(change: Change, run: dict[str, float]) -> dict[str, float]:
    """The parts where the map asks the server by itself."""
    return {
        "click to question": change.asked_at - change.pressed_at,
        "server: answer": run["answer"],
        "rest of the way there and back": change.arrived_at - change.asked_at - run["answer"],
        "browser: answer to painted": change.painted_at - change.arrived_at,
        "(processor time, browser)": change.cpu,
    }


def _of_script(change: Change, run: dict[str, float]) -> dict[str, float]:
    """The parts where Streamlit's script makes the map."""
    return {
        "click to script": run["start_at"] - change.pressed_at,
        "script: filter": run["filter"],
        "script: map": run["map"],
        "rest of the script up to the map": run["map_at"] - run["start_at"] - run["filter"] - run["map"],
        "script to browser": change.arrived_at - run["map_at"],
        "browser: message to painted": change.painted_at - change.arrived_at,
        "(script after the map)": run["end_at"] - run["map_at"],
        "(processor time, server)": run["cpu"],
        "(processor time, browser)": change.cpu,
    }
