"""Charts as values: their table as a file, what describes it, shares and changes in words."""

import csv
import io
from typing import Any

import pytest

from layers.charts import PATTERNS, Chart, as_json, change, csv_text, metadata, sentence, share
from layers.language import LANGUAGES

CHART = Chart(
    "key", "Title", "Sentence.", ("Name", "Value"), (("a", 1), ("b", 2.5)), {"kind": "bars"}, "Source."
)


def with_rows(*rows: tuple[Any, ...]) -> Chart:
    return Chart("key", "Title", "Sentence.", ("Name", "Value"), rows, {"kind": "bars"}, "Source.")


def test_a_table_as_csv_is_read_back() -> None:
    chart = with_rows(('with "quotes", comma', 1), ({"text": "linked", "url": "https://example.org"}, None))
    assert list(csv.reader(io.StringIO(csv_text(chart)))) == [
        ["Name", "Value"],
        ['with "quotes", comma', "1"],
        ["linked", ""],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_no_text_is_a_formula_in_a_spreadsheet(start: str) -> None:
    text = csv_text(with_rows((f"{start}HYPERLINK(1)", -5), ({"text": f"{start}1"}, 0.5)))
    rows = list(csv.reader(io.StringIO(text.replace("\0", "0"))))
    assert rows[1][0].startswith("'")
    assert rows[2][0].startswith("'")
    assert rows[1][1] == "-5"  # a number stays one


def test_what_describes_a_table_says_what_it_is_not() -> None:
    found = metadata(CHART, {"filters": "All.", "link": "https://atlas.example"})
    assert found["columns"] == ["Name", "Value"]
    assert found["filters"] == "All."
    assert found["licence"] == "CC BY 4.0"


def test_what_is_empty_is_not_sent() -> None:
    assert set(as_json(CHART)) == {"key", "title", "sentence", "head", "rows", "draw", "source"}


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, "–"), (0, 5, "0 %"), (1, 3, "33 %"), (1, 500, "< 1 %"), (499, 500, "> 99 %"), (5, 5, "100 %")],
)
def test_shares_are_never_rounded_to_none_or_all(part: int, whole: int, said: str) -> None:
    assert share("en", part, whole).replace("\u00a0", " ") == said


def test_changes_have_their_sign() -> None:
    said = [change("en", now, 100).replace("\u00a0", " ") for now in (112, 88, 100, 100.2)]
    assert said == ["+12 %", "−12 %", "±0 %", "±0 %"]
    assert change("en", 5, 0) == "–"
    assert change("es", 1501234, 100).startswith("+1.501.134")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_sentence_holds_its_numbers(lang: str, pattern: str) -> None:
    among = sentence(lang, pattern, 1200, [("A", 3), ("B", 600), ("C", 20)])
    assert all(text in among for text in ("B", "600", "50\u00a0%", "C", "20"))
    assert "A" not in among.replace("De", "").split()
    assert "B" in sentence(lang, pattern, 10, [("A", 0), ("B", 6)])
    assert sentence(lang, pattern, 0, []) == sentence(lang, pattern, 0, [("A", 0)])
