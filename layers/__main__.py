"""The data from a terminal.

    python -m layers check                  list every problem of data and stories; one line of counts when there is none
    python -m layers format                 write every file in canonical form
    python -m layers schema [--write]       compare data/schema/ with the code, or write it
    python -m layers new KIND ...           begin a record; `new KIND --help` lists what it asks
    python -m layers withdraw RECORD ...    take a record out and say why
    python -m layers explain RECORD         say what a record holds, its grade and why
    python -m layers release                release the data as of today: descriptor, changes, baseline
        [--date YYYY-MM-DD] [--replace] [--note-en … --note-es … --note-pt …] [--withhold TABLE:ID] [--verify]
    python -m layers export --format F      write the rows of a view (--query 'country=CL&from=2021') for other programs
        [--query Q] [--out FILE] [--table TABLE] [--lang es] [--hxl] [--date YYYY-MM-DD]
        [--paper us-letter] [--address https://…/]
    python -m layers story STORY            print a story (its name, or the path of a file) as a handout, PDF
        [--lang es] [--paper us-letter] [--address URL] [--out FILE] [--date YYYY-MM-DD]

Each takes `--data DIR`. Exit codes: 0 all is well; 1 problems were found, each printed on one line; 2 the command
line is wrong.
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, NamedTuple

from layers import canonical, curation, forms, load, storage
from layers import release as releases
from layers.catalog import build
from layers.curation import Outcome
from layers.documents import open_document
from layers.explanation import WIDTH
from layers.export.columns import EXPORTED
from layers.export.command import export as exported
from layers.export.command import viewport
from layers.export.formats import FORMATS, Order
from layers.export.offline.file import Opening
from layers.language import ENGLISH, LANGUAGES
from layers.press import PAPERS, PressError
from layers.problems import DataProblems, Problem
from layers.schema import schemas
from layers.stories import shelf
from layers.stories.command import printed as handout_of
from layers.stories.handout import file_name
from layers.tidiness import schemas_in_step, written
from layers.validate import validate
from layers.vocabulary import TABLES

STORIES: Final = "stories"
"""The folder beside the data that holds the stories; it need not be there."""
DATA: Final = Path(__file__).resolve().parent.parent / "data"
EVERY: Final = "all"
RECORD: Final = "kind.id, table:id, kind id, or the id alone where only one record has it"


class Command(NamedTuple):
    """One word of the command line: what it does, what it may be given, and the function that gives the exit code."""

    help: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; give the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m layers", description="Check, change and explain the data."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.options(
            commands.add_parser(name, help=command.help, description=command.help, allow_abbrev=False)
        )
    options = parser.parse_args(_joined(sys.argv[1:] if arguments is None else arguments))
    if not options.data.is_dir():
        return report(load.read(options.data)[1])
    return COMMANDS[options.command].run(options)


def check(directory: Path) -> int:
    """Print every problem of a data directory, or the number of records per table."""
    tables, problems = load.read(directory)
    problems += validate(tables)
    stories = directory.parent / STORIES
    if not problems:
        problems += shelf.check(stories, tables, build(tables))
    if not problems:
        counts = {**{name: len(tables[name]) for name in TABLES}, STORIES: len(shelf.read(stories)[0])}
        print("no problems: " + ", ".join(f"{n} {name}" for name, n in counts.items() if name in TABLES or n))
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


def release(options: argparse.Namespace) -> int:
    """Release the data and print what changed, or print why not."""
    notes = {lang: getattr(options, f"note_{lang}") or "" for lang in LANGUAGES}
    withheld = [(table, ident) for table, _colon, ident in (each.partition(":") for each in options.withhold)]
    try:
        changes = releases.make(
            options.data, options.date, notes if any(notes.values()) else None, options.replace, withheld
        )
    except DataProblems as found:
        return report(found.problems)
    told = ", ".join(f"{n} {kind}" for kind, n in changes.counts().items())
    print(f"release {changes.until}: {f'{told} since {changes.since}' if changes.since else 'the first'}")
    return 0


def verify(directory: Path) -> int:
    """Print every file that differs from the latest release, or that none does."""
    problems = releases.verify(directory)
    if not problems:
        print(f"no differences from release {releases.ids(directory)[-1]}")
    return report(problems)


def new(options: argparse.Namespace) -> int:
    """Begin a record from the options that were given."""
    asked = forms.questions(options.kind_of_record)
    given = {name: value for name, value in vars(options).items() if name in asked and value is not None}
    return tell(curation.new(options.data, options.kind_of_record, given))


def withdraw(options: argparse.Namespace) -> int:
    """Take a record out."""
    reason = {f"reason_{lang}": getattr(options, f"reason_{lang}") for lang in LANGUAGES}
    return tell(curation.withdraw(options.data, options.record, reason, options.date))


def explain(options: argparse.Namespace) -> int:
    """Explain a record, as wide as the terminal but not wider than reads well."""
    width = min(shutil.get_terminal_size().columns, WIDTH)
    return tell(curation.explain(options.data, options.record, options.lang, width))


def export(options: argparse.Namespace) -> int:
    """Write the rows of a query to a file, whole or not at all, and print its name and size."""
    try:
        order = _order(options)
    except DataProblems as found:
        return report(found.problems)
    except ValueError as error:
        return report([Problem("", None, "", "", str(error), "Nothing was written.")])
    try:
        file = exported(options.data, options.query, order, options.date, options.address or "")
        path = options.out or Path(file.name)
        storage.replace({path: file.content})
    except DataProblems as found:
        return report(found.problems)
    except PressError as error:
        return report(
            [Problem("", None, "", "", f"the paper cannot be set: {error}", "Nothing was written.")]
        )
    except OSError as error:
        mend = "Nothing was written; give another --out."
        return report([Problem("", None, "", "", f"{path} cannot be written: {error.strerror}", mend)])
    print(f"{path}: {len(file.content)} bytes")
    return 0


def story(options: argparse.Namespace) -> int:
    """Write the handout of a story, whole or not at all, and print its name and size."""
    try:
        content = handout_of(
            options.data,
            options.data.parent / STORIES,
            options.story,
            options.lang,
            options.paper,
            options.address or "",
            options.date,
        )
        path = options.out or Path(file_name(Path(options.story).stem, options.lang))
        storage.replace({path: content})
    except DataProblems as found:
        return report(found.problems)
    except PressError as error:
        return report(
            [Problem("", None, "", "", f"the paper cannot be set: {error}", "Nothing was written.")]
        )
    except OSError as error:
        mend = "Nothing was written; give another --out."
        return report([Problem("", None, "", "", f"the file cannot be written: {error.strerror}", mend)])
    print(f"{path}: {len(content)} bytes")
    return 0


def _order(options: argparse.Namespace) -> Order:
    """Return what is to be written. Raises ValueError for what the format cannot hold, DataProblems for a broken viewport."""
    every = options.lang == EVERY
    opening = None
    if every or FORMATS[options.format].opened:
        languages = LANGUAGES if every else (options.lang,)
        opening = Opening(languages, viewport(options.query), options.address)
    lang = ENGLISH if every else options.lang
    paper = options.paper or ""
    return Order(options.format, options.table or "", lang, options.hxl, paper=paper, opening=opening)


def tell(outcome: Outcome) -> int:
    """Print what a command has to say; give the exit code."""
    for line in outcome.lines:
        print(line)
    return report(outcome.problems)


def report(problems: Iterable[Problem]) -> int:
    """Print problems sorted, one per line, and their number; give the exit code."""
    listed = sorted(set(problems))
    for problem in listed:
        print(problem)
    if listed:
        print(f"{len(listed)} problem{'' if len(listed) == 1 else 's'}")
    return 1 if listed else 0


def _data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="the data directory")


def _schema_options(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("--write", action="store_true", help="write them")


def _release_options(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    text = "only compare the files with the latest release"
    parser.add_argument("--verify", action="store_true", help=text)
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, metavar="YYYY-MM-DD", help="default: today")
    text = "make the latest release, of that date, anew"
    parser.add_argument("--replace", action="store_true", help=text)
    for lang in LANGUAGES:
        text = "what the release is about; all three or none"
        parser.add_argument(f"--note-{lang}", metavar="TEXT", help=text)
    text = "a record of which neither name nor values are repeated in the changes"
    parser.add_argument("--withhold", action="append", default=[], metavar="TABLE:ID", help=text)


def _new_options(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind_of_record", required=True, metavar="KIND")
    for kind in forms.KINDS:
        text = f"begin a {kind}; texts left out become marked placeholders"
        own = kinds.add_parser(kind, help=text, description=text, allow_abbrev=False)
        _data(own)
        for name, question in forms.questions(kind).items():
            several: dict[str, Any] = {"nargs": "+", "action": "extend"} if question.is_list else {}
            needed = "needed; " if question.needed else ""
            words = (needed + question.help).replace("%", "%%")
            own.add_argument(question.option, dest=name, metavar=name.upper(), help=words, **several)


def _withdraw_options(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("record", nargs="+", metavar="RECORD", help=RECORD)
    for lang in LANGUAGES:
        parser.add_argument(f"--reason-{lang}", required=True, metavar="TEXT", help=f"why, in {lang}")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, metavar="DAY", help="when, YYYY-MM-DD; today when left out")


def _explain_options(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("record", nargs="+", metavar="RECORD", help=RECORD)
    parser.add_argument("--lang", choices=LANGUAGES, default=ENGLISH, help="the language of the words")


def _export_options(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    text = "what to write, as in the address of the atlas: country=CL&from=2021; everything when left out"
    parser.add_argument("--query", default="", metavar="QUERY", help=text)
    parser.add_argument("--format", required=True, choices=list(FORMATS), help="the kind of file")
    text = "the file; named after release and filters, here, when left out"
    parser.add_argument("--out", type=Path, metavar="FILE", help=text)
    text = "the one table to write, where the format holds one; legs when left out"
    parser.add_argument("--table", choices=EXPORTED, help=text)
    text = "the language of the words; all three, to choose from, in a file that is opened (html)"
    parser.add_argument("--lang", choices=(*LANGUAGES, EVERY), default=ENGLISH, help=text)
    parser.add_argument("--hxl", action="store_true", help="add a row of HXL tags (csv, zip)")
    parser.add_argument("--paper", choices=PAPERS, help="the paper of a brief (pdf); A4 when left out")
    text = (
        "where the atlas is served, for the link in a brief (pdf) and in a page (html); it is never fetched"
    )
    parser.add_argument("--address", type=_address, metavar="URL", help=text)
    parser.add_argument("--date", type=_day, default=_today(), metavar="YYYY-MM-DD", help="default: today")


def _story_options(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument(
        "story", metavar="STORY", help="the name of a story, or the path of a file that ends in .md"
    )
    parser.add_argument("--lang", choices=LANGUAGES, default=ENGLISH, help="the language")
    parser.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help="A4 when left out")
    text = "where the atlas is served, for links and codes; relative links and no codes when left out"
    parser.add_argument("--address", type=_address, metavar="URL", help=text)
    text = "the file; named after the story, here, when left out"
    parser.add_argument("--out", type=Path, metavar="FILE", help=text)
    parser.add_argument("--date", type=_day, default=_today(), metavar="YYYY-MM-DD", help="default: today")


def _today() -> str:
    return datetime.date.today().isoformat()


def _day(text: str) -> str:
    if not releases.is_date(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write YYYY-MM-DD")
    return text


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")) or not text.isprintable() or " " in text:
        raise argparse.ArgumentTypeError(f"{text!r} is not an address; write https://…/")
    return text.rstrip("/") + "/"


def _joined(arguments: Sequence[str]) -> list[str]:
    """Tie a coordinate to its option, so that a malformed negative one is judged and not taken for an option."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] in ("--lat", "--lon"):
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


COMMANDS: Final[Mapping[str, Command]] = {
    "check": Command("list every problem in the data", _data, lambda given: check(given.data)),
    "format": Command("write every data file in canonical form", _data, lambda given: rewrite(given.data)),
    "schema": Command(
        "compare the schemas in the data directory with the code",
        _schema_options,
        lambda given: schema(given.data, given.write),
    ),
    "new": Command("begin a record", _new_options, new),
    "withdraw": Command("take a record out and say why", _withdraw_options, withdraw),
    "release": Command(
        "release the data: descriptor, changes since the last release, baseline",
        _release_options,
        lambda given: verify(given.data) if given.verify else release(given),
    ),
    "export": Command("write the rows of a view for other programs", _export_options, export),
    "story": Command("print a story as a handout", _story_options, story),
    "explain": Command("say what a record holds, its grade and why", _explain_options, explain),
}


if __name__ == "__main__":
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 must not stop the list
    sys.exit(main())
