"""How long the server takes to answer the map's own question, written as one JSON line per answer."""

import functools
import json
import time
from pathlib import Path
from typing import Any

from layers import scene


def install(path: Path) -> None:
    """Time `layers.scene.answer`. Call before the app is imported: it takes the function by name."""
    answer = scene.answer

    @functools.wraps(answer)
    def timed(*args: Any, **kwargs: Any) -> Any:
        start, cpu = time.time(), time.thread_time()
        found = answer(*args, **kwargs)
        line = {
            "start_at": start * 1000,
            "answer": (time.time() - start) * 1000,
            "cpu": (time.thread_time() - cpu) * 1000,
        }
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        return found

    scene.answer = timed
