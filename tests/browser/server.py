"""The app as a process of its own, on a port that is free."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ("app.py", "layers", "pages", "data", ".streamlit")
START_SECONDS = 60
POLL_SECONDS = 0.05


def command(port: int, base: str = "") -> list[str]:
    """Return the command that starts the app on a port of this machine only, below a base path."""
    return [
        *(sys.executable, "-m", "streamlit", "run", "app.py"),
        *("--server.port", str(port), "--server.address", "127.0.0.1"),
        *(("--server.baseUrlPath", base) if base else ()),
    ]


def environment() -> dict[str, str]:
    """Return the environment without anything that would change where modules or settings are found."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONPATH" and not k.startswith("STREAMLIT_")}


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def copy_of_the_app(directory: Path) -> Path:
    """Copy what the app is made of into a directory, to run it there on other data."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, directory / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, directory / part)
    return directory


class Server:
    """A running app: `address` ends without a slash. Leaves nothing behind when the context ends."""

    def __init__(self, root: Path, log: Path, base: str = "") -> None:
        self.root, self.log, self.base = root, log, base
        self.port = free_port()
        self.host = f"127.0.0.1:{self.port}"
        self.address = f"http://{self.host}/{base}".rstrip("/")

    def __enter__(self) -> Self:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command(self.port, self.base),
                cwd=self.root,
                env=environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the app ended at its start:\n{self.log.read_text()}")
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as answer:
                    if answer.read().startswith(b"ok "):
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(POLL_SECONDS)
        raise TimeoutError(f"the app did not start within {START_SECONDS} s:\n{self.log.read_text()}")

    def _stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
