"""Take the README's picture: the map with its records, at 1440 by 900, in the light theme."""

import io
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, executable

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "map.png"
SIZE = {"width": 1440, "height": 900}
WAIT_S = 60


def main() -> None:
    """Start the app, photograph it, stop it. Exits with a message when the app does not answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ})
    try:
        _await(f"http://127.0.0.1:{port}/healthz")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
            page = browser.new_page(viewport=SIZE, locale="en-GB", color_scheme="light")
            page.goto(f"http://127.0.0.1:{port}/?map=4_-5.5_-80")
            # The map begins before the page around it is there.
            for part in ('[data-testid="stApp"] .atlas[data-painted]', ".finder input", ".facets input"):
                page.wait_for_selector(part)
            page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
            page.wait_for_function("document.fonts.status === 'loaded'")
            shot = page.screenshot(animations="disabled")
            browser.close()
    finally:
        server.terminate()
        server.wait()
    Image.open(io.BytesIO(shot)).convert("RGB").save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1000} kB")


def _await(address: str) -> None:
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit(f"The app did not answer within {WAIT_S} seconds.")


if __name__ == "__main__":
    main()
