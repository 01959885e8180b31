"""The words of the atlas in three languages: messages, numbers, names of countries, dates, lists.

The bottom of the house: it imports nothing from `layers`. A page marks its words with a `Translator`::

    _ = Translator("es")
    _("Source")                                                # a message
    _("{shown} of {all}", shown="3", all="104")                # a message with parameters
    _.n("{n} leg", "{n} legs", 3)                              # a message with a count

`N_` marks a message that is kept as a constant and translated later with `gettext` or a `Translator`.
`babel.cfg` lists the keywords. Message ids are English, so English needs no catalogue; Spanish and
Portuguese are read from `layers/locale/<language>/LC_MESSAGES/atlas.po` when first asked for. A message
that a catalogue lacks is shown in English.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Protocol

from babel import Locale, dates, lists, numbers
from babel.messages.pofile import read_po

LANGUAGES = ("en", "es", "pt")
ENGLISH = "en"
LOCALE_DIR = Path(__file__).parent / "locale"

# Lists follow British English: "a, b and c", without the comma before "and".
_LIST_LOCALES = {"en": "en_GB", "es": "es", "pt": "pt"}
_DAY_PATTERNS = {"en": "d MMMM y", "es": "d 'de' MMMM 'de' y", "pt": "d 'de' MMMM 'de' y"}
_MONTH_PATTERNS = {"en": "MMMM y", "es": "MMMM 'de' y", "pt": "MMMM 'de' y"}
_EDTF = re.compile(r"(?P<fiscal>FY)?(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
# Spanish "y" and "o" change before a word that starts with the same sound ("Chile e Italia"),
# except before a diphthong ("carbón y hierro").
_I_SOUND = re.compile(r"h?[ií](?![aeoáéó])", re.IGNORECASE)
_O_SOUND = re.compile(r"h?[oó]", re.IGNORECASE)


class HasGet(Protocol):
    """Anything that answers `get`: a dict, a row of a frame."""

    def get(self, key: str, default: Any = None, /) -> Any:
        """Return the value of a key."""


def N_(message: str) -> str:
    """Mark a message for extraction and return it unchanged."""
    return message


@lru_cache(maxsize=len(LANGUAGES))
def _messages(lang: str) -> dict[str, tuple[str, ...]]:
    """Read the catalogue of one language: message id -> its translation, or its singular and plural."""
    path = LOCALE_DIR / lang / "LC_MESSAGES" / "atlas.po"
    if lang == ENGLISH or not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    found: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        if key and not message.fuzzy and all(texts):
            found[key] = tuple(text or "" for text in texts)
    return found


def gettext(lang: str, message: str) -> str:
    """Return the message in the language; in English where the catalogue lacks it."""
    return _messages(lang).get(message, (message,))[0]


def ngettext(lang: str, singular: str, plural: str, n: float) -> str:
    """Return the form of the message that the language uses for `n` (Unicode CLDR plural rules).

    The text is not formatted: `{n}` stays in it. Portuguese uses the singular for zero as well.
    """
    forms = _messages(lang).get(singular, ())
    if len(forms) < 2:
        return singular if n == 1 else plural
    one = Locale.parse(lang).plural_form(n) == "one"
    return forms[0] if one else forms[1]


@dataclass(frozen=True)
class Translator:
    """The messages of one language, called like gettext's `_`. See the module for how to use it."""

    lang: str

    def __call__(self, message: str, /, **values: object) -> str:
        """Return the message in the language, with `{name}` replaced by the value of that name.

        Values are put in as they are and never read as patterns, so data may hold braces.
        """
        text = gettext(self.lang, message)
        return text.format(**values) if values else text

    def n(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the form for `n`; `{n}` becomes the number as the language writes it."""
        return ngettext(self.lang, singular, plural, n).format(n=number(self.lang, n), **values)


@lru_cache(maxsize=8192)
def number(lang: str, value: float | None, digits: int | None = None) -> str:
    """Return a number as the language writes it ("1,789.5", in Spanish and Portuguese "1.789,5").

    `digits` fixes the number of decimals; without it, up to three are shown. None and NaN give "".
    The Spanish form is that of the data's own texts (point for thousands, comma for decimals).
    """
    if value is None or value != value:
        return ""
    pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return numbers.format_decimal(value, format=pattern, locale=lang)


@lru_cache(maxsize=1024)
def country(lang: str, code: str) -> str:
    """Return the short name of an ISO 3166-1 alpha-2 code (Unicode CLDR); an unknown code as it is."""
    return str(Locale.parse(lang).territories.get(code.upper(), code))


@lru_cache(maxsize=len(LANGUAGES))
def territories(lang: str) -> tuple[str, ...]:
    """Return the names of all countries, territories and continents of Unicode CLDR in the language."""
    return tuple(str(name) for name in Locale.parse(lang).territories.values())


def date_text(lang: str, edtf: object) -> str:
    """Return an EDTF date in words, exactly as precise as it is.

    "2021", "March 2021", "3 March 2021"; "FY2021" (fiscal year of the United States) is named as such.
    None, NaN and "" give ""; a text that is no such date is returned unchanged.
    """
    if not isinstance(edtf, str):
        return ""
    match = _EDTF.fullmatch(edtf)
    if match is None:
        return edtf
    year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
    if match["fiscal"]:
        return gettext(lang, N_("fiscal year {year}")).format(year=year)
    if month is None:
        return match["year"]
    try:
        date = datetime.date(year or 0, month, day or 1)
    except ValueError:
        return edtf
    pattern = _MONTH_PATTERNS[lang] if day is None else _DAY_PATTERNS[lang]
    return dates.format_date(date, format=pattern, locale=lang)


def span_text(lang: str, first: object, last: object) -> str:
    """Return two EDTF dates as one span: "March 2021 to 2023", "from March 2021", "until 2023".

    Equal dates are said once. Two missing dates (None, NaN, "") give "".
    """
    start, end = date_text(lang, first), date_text(lang, last)
    if start == end or not end:
        return start if start == end else gettext(lang, N_("from {start}")).format(start=start)
    if not start:
        return gettext(lang, N_("until {end}")).format(end=end)
    return gettext(lang, N_("{start} to {end}")).format(start=start, end=end)


def listing(lang: str, items: Iterable[str], style: Literal["and", "or"] = "and") -> str:
    """Return the items as one phrase: "a, b and c", or with `style="or"` "a, b or c"; none give ""."""
    items = list(items)
    babel_style: Literal["standard", "or"] = "or" if style == "or" else "standard"
    text = lists.format_list(items, style=babel_style, locale=_LIST_LOCALES[lang])
    if lang == "es" and len(items) > 1:
        sound, word, other = (_O_SOUND, "o", "u") if style == "or" else (_I_SOUND, "y", "e")
        if sound.match(items[-1]) and text.endswith(f" {word} {items[-1]}"):
            text = text.removesuffix(f"{word} {items[-1]}") + f"{other} {items[-1]}"
    return text


def pick(lang: str, record: HasGet, field: str) -> tuple[str, str]:
    """Return the text of a data field in the language, and the language it is really in.

    Data texts are stored as `<field>_en`, `<field>_es`, `<field>_pt`. Where the wanted one is missing or
    empty, English is taken, then any other; the second value then differs from `lang`, so that the page
    can say so (and set the `lang` attribute). No text at all gives ("", lang).
    """
    for tried in dict.fromkeys((lang, ENGLISH, *LANGUAGES)):
        text = record.get(f"{field}_{tried}")
        if isinstance(text, str) and text:
            return text, tried
    return "", lang


def best(wanted: str | None) -> str:
    """Return the language of the atlas that suits an Accept-Language header or a locale name best.

    "pt-BR,pt;q=0.9,en;q=0.8" gives "pt", "es_MX" gives "es"; nothing usable gives English.
    """
    ranked: list[tuple[float, int, str]] = []
    for position, part in enumerate((wanted or "")[:1000].split(",")):
        tag, _sep, quality = part.strip().partition(";q=")
        lang = re.split(r"[-_]", tag.strip())[0].lower()
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if lang in LANGUAGES and weight > 0:
            ranked.append((-weight, position, lang))
    return min(ranked)[2] if ranked else ENGLISH


def fold(text: str) -> str:
    """Return a text without case and accents (Unicode case folding, NFKD, combining marks dropped)."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
