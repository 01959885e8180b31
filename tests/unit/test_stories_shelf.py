"""The folder of stories: what `check` says of a story that would not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers.catalog import Catalog
from layers.load import Tables
from layers.problems import Problem
from layers.stories import shelf, target
from layers.stories.code import QUIET_MODULES, code

TEXT = (
    "# {t}\n\nA summary.\n\n## [A step](/?corridor=cucuta)\n\nA caption.\n\n## [More](/timeline)\n\nWords.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    directory = tmp_path / "stories"
    directory.mkdir()
    for lang in ("en", "es", "pt"):
        (directory / f"a-b.{lang}.md").write_text(TEXT.format(t="A story"), "utf-8")
    return directory


def change(folder: Path, old: str, new: str, lang: str = "") -> None:
    for path in folder.glob(f"*.{lang or '*'}.md"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def check(folder: Path, real_tables: Tables, catalog: Catalog) -> list[Problem]:
    return shelf.check(folder, real_tables, catalog)


def test_a_sound_folder(folder: Path, real_tables: Tables, catalog: Catalog) -> None:
    assert check(folder, real_tables, catalog) == []
    assert check(folder / "none", real_tables, catalog) == []


@pytest.mark.parametrize(
    ("old", "new", "lang", "line", "reason"),
    [
        ("corridor=cucuta", "corridor=nowhere", "", 5, "The link asks for “nowhere” under “corridor”"),
        ("corridor=cucuta", "selected=leg.leg-x", "", 5, "The link asks for “leg.leg-x” under “selected”"),
        ("corridor=cucuta", "colour=red", "", 5, "The link holds a part that this atlas does not know (colour)"),
        ("corridor=cucuta", "map=99_0_0", "", 5, "The link asks for “99_0_0” under “map”"),
        ("corridor=cucuta", "shade=moon", "", 5, "The link asks for “moon” under “shade”"),
        ("/timeline", "/profile?of=place.moon", "", 9, "The link asks for “place.moon” under “of”"),
        ("corridor=cucuta", "corridor=cucuta&from=1900&to=1901", "", 5, "the view '/?corridor=cucuta&from=1900"),
        ("corridor=cucuta", "corridor=cucuta&selected=leg.leg-pisiga-colchane", "", 5, "the view '/?corridor=cucuta&sel"),
        ("/timeline", "/moon", "", 9, "the link “/moon” leads to no view of this atlas"),
        ("A caption.", "Says Juan Carlos Pérez.", "", 5, "'Juan Carlos Pérez' reads like a person's name"),
        ("A caption.", "Two women were found.", "en", 5, "'Two women' counts fewer than 5 people harmed"),
        ("A caption.", "The men were convicted.", "en", 5, "'convicted' words people as guilty"),
        ("A caption.", "At -19.27643, -68.63801.", "", 5, "the text gives coordinates finer than a town"),
        ("A caption.", "See www.example.org/x.", "", 5, "the text gives an address (www.example.org/x.)"),
        ("A caption.", "word " * 61, "", 5, "the caption has 61 words; it may have 1 to 60"),
        ("A caption.\n", "", "", 5, "the caption has 0 words"),
        ("A summary.\n", "", "", 1, "the story has no summary"),
        ("/timeline", "/evidence", "es", 9, "step 2 shows another view than in en (/timeline)"),
        ("\n## [More](/timeline)\n\nWords.\n", "", "pt", None, "the story has 1 steps, in en it has 2"),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_is(
    folder: Path, real_tables: Tables, catalog: Catalog, old: str, new: str, lang: str, line: int | None, reason: str
) -> None:  # fmt: skip
    change(folder, old, new, lang)
    found = check(folder, real_tables, catalog)
    assert [p for p in found if p.reason.startswith(reason) and p.line == line], "\n".join(map(str, found))
    assert {p.file for p in found} <= {
        f"stories/a-b.{each}.md" for each in ([lang] if lang else ("en", "es", "pt"))
    }


def test_a_missing_language_and_odd_names(folder: Path, real_tables: Tables, catalog: Catalog) -> None:
    (folder / "a-b.pt.md").unlink()
    (folder / "A.en.md").write_text("x", "utf-8")
    (folder / "mine.en.md").write_text("x", "utf-8")
    (folder / "a-b.fr.md").write_text("x", "utf-8")
    (folder / "c.en.md").write_bytes(b"# \xff")
    found = {p.file: p.reason for p in check(folder, real_tables, catalog)}
    assert found == {
        "stories/a-b.pt.md": "the file is missing",
        "stories/A.en.md": "this is not the name of a story",
        "stories/mine.en.md": "this is not the name of a story",
        "stories/a-b.fr.md": "this is not the name of a story",
        "stories/c.en.md": "byte 0xff is not valid UTF-8; the file may be in Latin-1 or Windows-1252",
    }


def test_a_target_reads_what_a_link_says(catalog: Catalog) -> None:
    shown = target.read(
        "/?corridor=cucuta&selected=place.la-parada&shade=reports&map=6.00_7.900_-72.400&lang=es", catalog
    )
    assert (shown.page, shown.shade, shown.viewport, shown.notices) == (
        "map",
        "reports",
        "6.00_7.900_-72.400",
        (),
    )
    assert shown.address({"lang": "pt"}) == (
        "/?corridor=cucuta&selected=place.la-parada&shade=reports&map=6.00_7.900_-72.400&lang=pt"
    )
    assert target.read("/evidence?desk=gaps", catalog).address() == "/evidence?desk=gaps"
    assert target.read("/profile?of=corridor.cucuta", catalog).address() == "/profile?of=corridor.cucuta"
    gone = target.read("/moon?corridor=x", catalog)
    assert (gone.page, [n.code for n in gone.notices]) == ("map", ["unknown-page", "unknown-value"])


def test_a_code_is_a_square_of_modules() -> None:
    drawn = code("http://localhost/?corridor=cucuta")
    assert drawn is not None
    assert (drawn.size - 2 * QUIET_MODULES - 17) % 4 == 0
    assert drawn.path.startswith(f"M{QUIET_MODULES} {QUIET_MODULES}h7v1h-7z")
    assert code("x" * 5000) is None
