"""How long each part of a script run takes on the server, written as one JSON line per run.

The parts are the functions that `pages/shell.py` and `pages/map.py` call; they are the same for every app but `mapframe`,
which the rivals replace.
"""

import functools
import json
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from pages.shared import context, emptiness, link, mapframe, picker, sidebar, summary, tables

PARTS: tuple[tuple[ModuleType, str, str], ...] = (
    (sidebar, "show", "sidebar"),
    (context, "context", "filter"),
    (picker, "show", "picker"),
    (mapframe, "show", "map"),
    (emptiness, "show", "emptiness"),
    (summary, "show", "summary"),
    (tables, "show", "table"),
)


class Stopwatch:
    """Record the parts of one run at a time: the benchmark never has two visitors at once on a server."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.run: dict[str, Any] = {}

    def install(self) -> None:
        """Wrap the parts. Call after a rival has put its own map in place and before the first visit."""
        for module, name, part in PARTS:
            setattr(module, name, self._timed(getattr(module, name), part))
        link.read = self._opening(link.read)
        link.write = self._closing(link.write)

    def _timed(self, function: Callable[..., Any], part: str) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self.run[part] = (time.perf_counter() - start) * 1000
                if part == "map":
                    self.run["map_at"] = time.time() * 1000

        return timed

    def _opening(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def opening(*args: Any, **kwargs: Any) -> Any:
            self.run = {"start_at": time.time() * 1000, "cpu": time.process_time()}
            return function(*args, **kwargs)

        return opening

    def _closing(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def closing(*args: Any, **kwargs: Any) -> Any:
            found = function(*args, **kwargs)
            self.run["end_at"] = time.time() * 1000
            self.run["cpu"] = (
                time.process_time() - self.run["cpu"]
            ) * 1000  # of all threads: the socket's, too
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(self.run) + "\n")
            return found

        return closing
