"""The words of the method page: how to read the atlas, and where it ends."""

from layers.blocks import Block, heading, table, text
from layers.evidence import CREDIBILITY_RULES, GRADE_RULES, RELIABILITY_RULES
from layers.harm import GATE
from layers.language import N_, Translator
from layers.vocabulary import GRADES

SECTIONS = (
    (
        N_("What a line says"),
        (
            N_(
                "A leg joins two places that sources name. It is a straight line in the data; the curve is drawn for legibility and shows no path. Nothing finer than a town is kept, with two decimals."
            ),
            N_(
                "Colour says what is moved or done there. The form of the line says who is named: a full line where a source names Tren de Aragua or a faction, dashes where only some sources do or only for one end, dots where another group is named, a thin line for a migrant route on which nobody is named."
            ),
            N_(
                "A line that fades ends somewhere in that area. The Mexico City corridor is an area of exploitation with two schematic legs, not a route."
            ),
        ),
    ),
    (
        N_("What the filters mean"),
        (
            N_("Choices within one filter widen the view, choices in different filters narrow it."),
            N_(
                "A leg counts for a country when it starts, ends or crosses there. Crossing is worked out only for overland legs whose two ends one source names; for the others only the two ends count."
            ),
            N_(
                "Into a country are the legs that end in it and start in another, out of it those the other way round. Through it are the legs that cross it, and those on a way that comes in from one country and goes out to a third: leg after leg, each beginning in the place where the one before it ended, in whatever corridor. That legs meet does not say that the same people go on. Of a place, the same holds with the places beside it. Events have no direction: those that concern the country, or happened in the place, are kept."
            ),
            N_(
                "Legs do not record actors: choosing an actor keeps the legs of corridors in which an event with that actor is recorded. Who is named does not bear on events, the status of an event not on legs."
            ),
            N_(
                "A period keeps what overlaps it. A date is as wide as what is known: 2021 is the whole year. Legs without any date are counted, not shown, while a period is set."
            ),
        ),
    ),
    (
        N_("What the words mean"),
        (
            N_(
                "An official act, such as an arrest, was announced by an authority. It says nothing about guilt. What courts had established is stated apart, with the date as of which it holds."
            ),
            N_(
                "“Last reported” is the newest dated source. It does not mean that a leg is still in use, nor that it has ended."
            ),
            N_("A blank area means that nobody reported. It does not mean that a place is safe."),
            N_(
                "On a shaded map, hatching means that there is no figure, plain land that the figure is 0. Counts are of what fits the filters; an official series gives the latest full year of a whole country, never a part of a year, and never what only the founding articles print."
            ),
            N_(
                "Reports are sources, by the year in which they were published. A place is marked as silent when no source of the last two years speaks of it; that nobody looked does not mean that nothing happened."
            ),
        ),
    ),
    (
        N_("What the gate refuses"),
        (
            N_(
                "Before data are shown, a check reads every record and refuses what could harm people. All findings are listed at once, with the place and the way to mend them."
            ),
            *(refusal.sentence for refusal in GATE.values()),
            N_(
                "Names are found by rule, so a few are missed and some sound words are refused; how many was measured on invented names and is written down with the code."
            ),
        ),
    ),
    (
        N_("Known limits"),
        (
            N_(
                "Sources were read in excerpts. Who is named, the status of an act and what courts had established were set by hand."
            ),
            N_(
                "After a first review found misleading records, every event, leg, relation, place and corridor was reviewed once more. A second random sample of 36 records found 0 of 18 events, 2 of 12 legs and 1 of 6 relations misleading; those were mended."
            ),
            N_(
                "Origins follow printed credits, so copies that carry no mark still look independent. Which source names which crime is recorded only where the researcher's notes tell it; else every source of a leg is taken to name all its crimes."
            ),
            N_("No victim, suspect or private person is named in any field."),
        ),
    ),
    (
        N_("Licences"),
        (
            N_(
                "Code: MIT. Data: CC BY 4.0, with the notices of third parties in the repository. Basemap: made with Natural Earth (public domain); place names © GeoNames, CC BY 4.0. Borders are generalised and express no position on status."
            ),
        ),
    ),
)


GRADING = (
    N_(
        "Every leg, every event, every relation, and each crime on a leg where sources differ, has a grade. It is computed from the sources by one rule and never typed in."
    ),
    N_(
        "Origins are counted, not pages: a wire text in ten papers is one origin, a copy or a rewrite adds none, and an official statement and the press reports of it are one on what it claims."
    ),
    N_(
        "The grade of an act is of the act itself, not of what is said in it about anyone. Disputed is a state of its own, from an open dispute that touches the record; it never lowers a grade."
    ),
    N_(
        "Width on the map is the grade. A leg may show fewer crimes at a higher level of evidence: a crime that only some of its sources name has its own grade."
    ),
)
RECORD = N_(
    "An origin that carries at least four claims moves one step up (to B at most) when at least three in four of them have another independent origin beside it, and one step down when none has."
)
UNUSED = N_(
    "4 and 5 for contradicted information are not given by rule: contradiction is shown as a dispute."
)


def blocks(lang: str) -> list[Block]:
    """Return the whole page: the sections, then how a grade is found, made from the rule itself."""
    _ = Translator(lang)
    page: list[Block] = []
    for title, paragraphs in sections(lang):
        page += [heading(title), *map(text, paragraphs)]
    page += [heading(_("How a grade is found")), *(text(_(each)) for each in GRADING)]
    page.append(
        table(
            _("The first line that applies decides"),
            [_("Condition"), _("Grade")],
            [(_(words), _(GRADES[grade])) for grade, words in GRADE_RULES.values()],
        )
    )
    page += [heading(_("The Admiralty code"), 3)]
    page.append(
        table(
            _("Reliability of a source, before the record of its origin"),
            [_("Kind of source"), _("Letter")],
            [(_(words), letter) for letter, words in RELIABILITY_RULES.values()],
        )
    )
    page.append(text(_(RECORD)))
    page.append(
        table(
            _("Credibility of the information"),
            [_("Condition"), _("Figure")],
            [(_(words), str(figure)) for figure, words in CREDIBILITY_RULES.values()],
        )
    )
    page.append(text(_(UNUSED)))
    return page


def sections(lang: str) -> list[tuple[str, list[str]]]:
    """Return the page's headings with their paragraphs in the language."""
    _ = Translator(lang)
    return [(_(heading), [_(text) for text in texts]) for heading, texts in SECTIONS]
