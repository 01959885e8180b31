"""The data from a terminal.

    python -m layers check [--data DIR]     list every problem; one line of counts when there is none
    python -m layers format [--data DIR]    write every file in canonical form
    python -m layers schema [--write]       compare data/schema/ with the code, or write it
    python -m layers release                release the data as of today: descriptor, changes, baseline
        [--date YYYY-MM-DD] [--replace] [--note-en … --note-es … --note-pt …] [--withhold TABLE:ID] [--verify]

Exit codes: 0 all is well; 1 problems were found, each printed on one line; 2 the command line is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from layers import canonical, load
from layers import release as releases
from layers.documents import open_document
from layers.language import LANGUAGES
from layers.problems import DataProblems, Problem
from layers.schema import schemas
from layers.tidiness import schemas_in_step, written
from layers.validate import validate
from layers.vocabulary import TABLES

DATA: Final = Path(__file__).resolve().parent.parent / "data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m layers", description="Check and write the data.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_text in (
        ("check", "list every problem in the data"),
        ("format", "write every data file in canonical form"),
        ("schema", "compare the schemas in the data directory with the code"),
        ("release", "release the data: descriptor, changes since the last release, baseline"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="the data directory")
        if name == "schema":
            command.add_argument("--write", action="store_true", help="write them")
        if name == "release":
            add_release_options(command)
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        return report(load.read(options.data)[1])
    if options.command == "check":
        return check(options.data)
    if options.command == "format":
        return rewrite(options.data)
    if options.command == "release":
        return verify(options.data) if options.verify else release(options)
    return schema(options.data, options.write)


def check(directory: Path) -> int:
    """Print every problem of a data directory, or the number of records per table."""
    tables, problems = load.read(directory)
    problems += validate(tables)
    if not problems:
        print("no problems: " + ", ".join(f"{len(tables[name])} {name}" for name in TABLES))
    return report(problems)


def rewrite(directory: Path) -> int:
    """Write every file in canonical form; files that cannot be read are left alone and reported."""
    problems: list[Problem] = []
    changed = 0
    for file in load.data_files(directory):
        document, found = open_document(directory / file, file)
        problems += found
        if document is not None and (text := written(document)) != document.text:
            canonical.save(directory / file, text)
            changed += 1
            print(f"rewritten: {file}")
    print(f"{changed} file{'' if changed == 1 else 's'} rewritten")
    return report(problems)


def schema(directory: Path, write: bool) -> int:
    """Compare the schemas with the code, or write them."""
    if write:
        (directory / "schema").mkdir(exist_ok=True)
        for name, content in schemas().items():
            canonical.save(directory / "schema" / f"{name}.schema.json", canonical.to_json(content))
    tables, _ = load.read(directory)
    return report(list(schemas_in_step(tables)))


def add_release_options(command: argparse.ArgumentParser) -> None:
    """Add the options of `release`."""
    command.add_argument(
        "--verify", action="store_true", help="only compare the files with the latest release"
    )
    command.add_argument(
        "--date", default=date.today().isoformat(), metavar="YYYY-MM-DD", help="default: today"
    )
    command.add_argument("--replace", action="store_true", help="make the latest release, of that date, anew")
    for lang in LANGUAGES:
        command.add_argument(
            f"--note-{lang}", metavar="TEXT", help="what the release is about; all three or none"
        )
    command.add_argument(
        "--withhold",
        action="append",
        default=[],
        metavar="TABLE:ID",
        help="a record of which neither name nor values are repeated in the changes",
    )


def release(options: argparse.Namespace) -> int:
    """Release the data and print what changed, or print why not."""
    notes = {lang: getattr(options, f"note_{lang}") or "" for lang in LANGUAGES}
    withheld = [(table, ident) for table, _colon, ident in (each.partition(":") for each in options.withhold)]
    try:
        changes = releases.make(
            options.data, options.date, notes if any(notes.values()) else None, options.replace, withheld
        )
    except DataProblems as found:
        return report(list(found.problems))
    told = ", ".join(f"{n} {kind}" for kind, n in changes.counts().items())
    print(f"release {changes.until}: {f'{told} since {changes.since}' if changes.since else 'the first'}")
    return 0


def verify(directory: Path) -> int:
    """Print every file that differs from the latest release, or that none does."""
    problems = releases.verify(directory)
    if not problems:
        print(f"no differences from release {releases.ids(directory)[-1]}")
    return report(problems)


def report(problems: list[Problem]) -> int:
    """Print problems sorted, one per line, and their number; give the exit code."""
    listed = sorted(set(problems))
    for problem in listed:
        print(problem)
    if listed:
        print(f"{len(listed)} problem{'' if len(listed) == 1 else 's'}")
    return 1 if listed else 0


if __name__ == "__main__":
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 must not stop the list
    sys.exit(main())
