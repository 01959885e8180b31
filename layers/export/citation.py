"""How to cite a file of the atlas: a view without an address of its own, as no file knows where it will lie."""

from layers.citations import Work, text
from layers.export.stamp import Stamp
from layers.styles import STYLES, references


def work(made: Stamp) -> Work:
    """Return what is cited; the day the file was made is the day of access."""
    return Work("", made.words, "", made.release, made.pending, made.version, made.made, made.lang)


def plain(made: Stamp) -> str:
    """Return the citation as one line in the language of the stamp."""
    return text(work(made))


def styled(made: Stamp) -> str:
    """Return that line, and below it the reference in every style, each with the style's name before it."""
    named = (f"{STYLES[name].name}: {said}" for name, said in references(work(made)).items())
    return "\n\n".join((plain(made), *named)) + "\n"
