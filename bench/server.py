"""Serve the apps that are compared, each in a process of its own, all with the same catalog.

    python -m bench.server --copies 10 atlas=8811 rebuild=8812 feature_group=8813 floor=8814

The catalog is built once; the processes are forked from the one that holds it. One JSON line on the standard output says
what the map has to show before and after each click. The servers end when the standard input does, so that none outlives
the run that started it, and when one of them fails.
"""

import argparse
import json
import multiprocessing
import os
import sys
from dataclasses import asdict
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Final

from bench import plan, synthetic
from layers.catalog import Catalog
from layers.index import index_of

ROOT: Final = Path(__file__).parent.parent
APPS: Final = ("atlas", "rebuild", "feature_group", "floor")


def serve(app: str, port: int, catalog: Catalog, timings: Path | None) -> None:
    """Serve one app on one port until the process ends."""
    # Streamlit looks for its settings and scripts beside the launcher: with app.py as the launcher, all apps run on the
    # settings of the real one, compression of the socket among them.
    sys.argv = [str(ROOT / "app.py")]
    from pages.shared import store

    # Before anything else of pages/ is imported: other modules take the function by name.
    store.catalog = lambda: catalog  # type: ignore[assignment]
    if timings is not None:
        os.environ["BENCH_TIMINGS"] = str(timings / f"{app}.jsonl")
    if app == "atlas" and timings is not None:
        from bench import stopwatch

        stopwatch.install(timings / "atlas.jsonl")
    os.environ["BENCH_RIVAL"] = app
    application = _application(app)
    application.run(config={"server.port": port, "server.address": "127.0.0.1"})


def _application(app: str) -> Any:
    if app == "atlas":
        from app import app as atlas

        return atlas
    if app == "floor":
        import streamlit as st

        return st.App(str(ROOT / "bench" / "floor.py"))
    from bench.rivals import leaflet

    return leaflet.application()


def main() -> None:
    """Build the catalog, fork the servers, say what to expect, wait for the end of the standard input."""
    parser = argparse.ArgumentParser(prog="python -m bench.server", description=__doc__.split("\n")[0])
    parser.add_argument("apps", nargs="+", metavar="APP=PORT", help=f"APP is one of {', '.join(APPS)}")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--events", type=int, default=0, help="instead of copies: that many events")
    parser.add_argument("--clicks", type=int, default=plan.WARM_UP)
    parser.add_argument("--timings", type=Path, help="folder for one file of timings per app")
    given = parser.parse_args()
    ports = {name: int(port) for name, _equals, port in (each.partition("=") for each in given.apps)}
    if unknown := set(ports) - set(APPS):
        parser.error(f"unknown app {', '.join(sorted(unknown))}: use {', '.join(APPS)}")
    os.chdir(ROOT)
    catalog = synthetic.build(given.copies, given.events)
    index_of(catalog)  # every app filters by it; built here, it is built once
    expected = plan.expected(catalog, plan.clicks(given.clicks))
    fork = multiprocessing.get_context("fork")
    servers = [
        fork.Process(target=serve, args=(name, port, catalog, given.timings), name=name, daemon=True)
        for name, port in ports.items()
    ]
    for server in servers:
        server.start()
    print(json.dumps([asdict(each) for each in expected]), flush=True)
    wait([sys.stdin, *(server.sentinel for server in servers)])
    if stopped := [server.name for server in servers if not server.is_alive()]:
        sys.exit(f"stopped by itself: {', '.join(stopped)}")


if __name__ == "__main__":
    main()
