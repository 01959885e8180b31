"""References in the styles of schools and journals: complete, in three languages, whatever the text holds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.citations import line
from layers.language import LANGUAGES
from layers.styles import STYLES, reference, references
from tests.works import WORK

CLAIM = "Cúcuta → Pamplona [Evidence: corroborated (3 independent origins · B1)]"
ATLAS = "Corridor Atlas, release 26 November 2026"


def test_a_claim_in_every_style() -> None:
    assert references(WORK) == {
        "apa": f"Corridor Atlas. (n.d.). {CLAIM}. {ATLAS}. Retrieved December 1, 2026, from {WORK.link}",
        "chicago": f"Corridor Atlas. 2026. “{CLAIM}”. {ATLAS}. Accessed December 1, 2026. {WORK.link}.",
        "harvard": f"Corridor Atlas (2026) {CLAIM}, {ATLAS}. Available at: {WORK.link} (Accessed: December 1, 2026).",
        "mla": f"Corridor Atlas. “{CLAIM}”. {ATLAS}, {WORK.link}. Accessed 1 Dec. 2026.",
        "iso690": f"CORRIDOR ATLAS, 2026. {CLAIM}. {ATLAS}. Online. 2026. Available from: {WORK.link} [Accessed 1 December 2026].",
        "abnt": f"CORRIDOR ATLAS. {CLAIM}. {ATLAS}. 2026. Available at: {WORK.link}. Accessed: 1 Dec. 2026.",
    }


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reference_holds_link_access_release_and_grade(style: str, lang: str) -> None:
    said = reference(replace(WORK, lang=lang), STYLES[style])
    other = reference(replace(WORK, lang=lang, accessed="2027-03-04"), STYLES[style])
    assert WORK.link in said
    assert replace(WORK, lang=lang).statement in said
    assert "[Evidence: corroborated (3 independent origins · B1)]" in said
    assert said != other
    assert "2027" in other
    assert said.isprintable()


@pytest.mark.parametrize("style", ["apa", "chicago", "harvard", "mla"])
def test_the_first_of_a_month_in_portuguese(style: str) -> None:
    said = reference(replace(WORK, lang="pt"), STYLES[style])
    assert "1º de dezembro de 2026" in said
    assert "ª" not in said


def test_a_view_is_named_by_its_sentence() -> None:
    view = replace(
        WORK, title="", note="Tramos, lugares y eventos vinculados a Chile.", lang="es", pending=True
    )
    assert references(view)["iso690"] == (
        "CORRIDOR ATLAS, 2026. Tramos, lugares y eventos vinculados a Chile. Corridor Atlas, edición del 26 de "
        "noviembre de 2026, con cambios posteriores [en línea]. [consulta: 1 diciembre 2026]. Disponible en: "
        f"{WORK.link}."
    )
    bare = replace(view, note="", link="", release="")
    for name, said in references(bare).items():
        assert said.count("Corridor Atlas") + said.count("CORRIDOR ATLAS") == 3, name
        assert "http" not in said


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1).filter(lambda text: "nocase" not in text))
def test_a_title_stays_whole_and_on_its_line(title: str) -> None:
    said = reference(replace(WORK, title=f"x{title}x", note=title), STYLES["harvard"])
    assert line(f"x{title}x") in said
    assert said.isprintable()


@pytest.mark.parametrize(
    "hostile",
    ['{{7*7}} <script>alert(1)</script> & "x"', '<span class="nocase">', "</span>", "\\input{x}", "a\nb\x00"],
)
def test_a_hostile_title_breaks_nothing(hostile: str) -> None:
    for said in references(replace(WORK, title=hostile, note=hostile)).values():
        assert said.isprintable()
        assert WORK.link in said
        assert "release 26 November 2026" in said
