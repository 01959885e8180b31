"""The app refuses to start on data that have a problem, and says which."""

import subprocess
import sys
from pathlib import Path

from tests.browser.server import command, copy_of_the_app, environment, free_port


def test_the_app_does_not_start_on_malformed_data(tmp_path: Path) -> None:
    root = copy_of_the_app(tmp_path)
    file = root / "data" / "places" / "cr.geojson"
    file.write_text(file.read_text("utf-8").replace('"CR"', '"ZZ"', 1), "utf-8")
    (root / "data" / "actors.json").write_text("{", "utf-8")

    check = subprocess.run(
        [sys.executable, "-m", "layers", "check"],
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    problems = check.stdout.splitlines()[:-1]
    assert check.returncode == 1
    assert len(problems) > 1

    start = subprocess.run(
        command(free_port()),
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert start.returncode == 1
    printed = [line for line in start.stderr.splitlines() if line in problems]
    assert printed == problems
    assert f"{len(problems)} problems in data/: mend them" in start.stderr
    assert "Traceback" not in start.stderr
