"""The parts of a text page as plain values."""

from layers.blocks import table


def test_words_that_recur_travel_once_whether_they_lead_somewhere_or_not() -> None:
    chile = {"text": "Chile", "to": "profile?of=country.CL"}
    peru = {"text": "Peru", "to": "profile?of=country.PE"}
    made = table("", ["a", "b", "c"], [["x", [chile, peru], "same"], ["y", [dict(chile)], "same"]])
    assert made["words"] == [chile, "same"]
    assert made["rows"] == [["x", [0, peru], 1], ["y", [0], 1]]


def test_numbers_and_words_that_only_look_alike_stay_apart() -> None:
    made = table("", ["a", "b"], [["{}", {"number": 1}], [{}, {"number": 1}]])
    assert made["words"] == []
    assert made["rows"] == [["{}", {"number": 1}], [{}, {"number": 1}]]
