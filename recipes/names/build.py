"""Build the word lists of the name detector, layers/assets/names/*.txt.

    python recipes/names/build.py                  needs pip and the network, some seconds
    python recipes/names/build.py --folder DIR     use a folder that has the wheel already

`given.txt` and `surnames.txt` come from the lists of Faker (MIT), for the countries and languages that names in
the data come from; `words.txt` holds the words that the data of today write in lower case, so that the first word
of a sentence is not taken for a name; `known.txt` the places, groups and newspapers in the data of today;
`divisions.txt` the first-level divisions of the basemap. `things.txt` is curated by hand and left alone. All lists are folded (lower
case, no accents), one entry a line, sorted; the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from layers import load  # noqa: E402
from layers.language import fold  # noqa: E402
from layers.persons import named_things  # noqa: E402
from layers.tokens import phrases  # noqa: E402

OUTPUT = ROOT / "layers" / "assets" / "names"
LOCALES = ("en_US", "es_AR", "es_CL", "es_CO", "es_ES", "es_MX", "fr_FR", "pt_BR", "pt_PT")
WORD = re.compile(r"[^\W\d_]{2,}")
PARTICLES = {"da", "das", "de", "del", "di", "do", "dos", "du", "el", "la", "las", "le", "los", "y"}


def fetch(folder: Path) -> Path:
    """Return the pinned wheel in `folder`, fetching it with pip when it is not there."""
    if not list(folder.glob("faker-*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*command, "--dest", str(folder), "-r", str(HERE / "requirements.txt")], check=True)
    (wheel,) = folder.glob("faker-*.whl")
    return wheel


def names(wheel: Path) -> tuple[set[str], set[str]]:
    """Return the folded words of all given names and of all surnames."""
    sys.path.insert(0, str(wheel))
    given: set[str] = set()
    surnames: set[str] = set()
    for locale in LOCALES:
        provider: Any = importlib.import_module(f"faker.providers.person.{locale}").Provider
        given |= set(_words([*provider.first_names_female, *provider.first_names_male]))
        surnames |= set(_words(provider.last_names))
    return given, surnames


def _words(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        for word in re.split(r"[\s.]+", entry):
            folded = fold(word)
            if len(folded) > 2 and folded not in PARTICLES:
                yield folded


def read() -> load.Tables:
    """Read the data of today."""
    tables, problems = load.read(ROOT / "data")
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    return tables


def ordinary(tables: load.Tables) -> set[str]:
    """Return the folded words that texts in data/ write in lower case, ids and addresses aside."""
    found: set[str] = set()
    for table in ("corridors", "legs", "places", "events", "actors", "disputes", "series", "claims"):
        for record in tables[table]:
            for key, value in record.items():
                if isinstance(value, str) and key.endswith(("_en", "_es", "_pt")):
                    found |= {fold(word) for word in WORD.findall(value) if word.islower()}
    for dispute in tables.disputes:
        for position in dispute["positions"]:
            for lang in ("en", "es", "pt"):
                text = position[f"statement_{lang}"]
                found |= {fold(word) for word in WORD.findall(text) if word.islower()}
    return found


def divisions() -> set[str]:
    """Return the folded names of the first-level divisions on the basemap (Natural Earth), in all its languages."""
    basemap = json.loads((ROOT / "data" / "basemap" / "basemap.json").read_text(encoding="utf-8"))
    units = basemap["am"]["objects"]["admin1"]["geometries"]
    return {
        fold(unit["properties"][key])
        for unit in units
        for key in ("n", "en", "es", "pt")
        if key in unit["properties"]
    }


def write(name: str, entries: Iterable[str]) -> None:
    """Write one list and print its size."""
    listed = sorted(entries)
    (OUTPUT / name).write_text("\n".join(listed) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(listed)}")


def main() -> None:
    """Read the command line and write the lists."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, help="folder to keep and use again (default: a temporary one)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        given, surnames = names(fetch(folder))
        write("given.txt", given)
        write("surnames.txt", surnames)
        tables = read()
        write("words.txt", ordinary(tables))
        write("known.txt", set(phrases(named_things(tables))))
        write("divisions.txt", divisions())


if __name__ == "__main__":
    main()
