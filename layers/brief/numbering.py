"""Sources numbered in the order in which a text first names them."""

from collections.abc import Iterable
from typing import Any

from layers.catalog import Catalog
from layers.language import ENGLISH, Translator, date_text
from layers.vocabulary import SOURCE_KINDS, SOURCE_LANGUAGES


class Numbering:
    """The numbers that sources have in one document, given when they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cite(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of sources, ascending; one that was not cited before gets the next."""
        found = {self._numbers.setdefault(key, len(self._numbers) + 1) for key in ids}
        return sorted(found)

    def listed(self, catalog: Catalog, lang: str) -> list[dict[str, Any]]:
        """Return every source that was cited: number, title, what it is (publisher, date, kind, language), address.

        The page's own title stands in quotation marks, our description of it without. An address that is not cleared for display is said to be withheld.
        """
        _ = Translator(lang)
        found = []
        for key, n in self._numbers.items():
            source: Any = catalog.sources.loc[key]
            about = [
                str(source["publisher"]),
                date_text(lang, source["published"]) or _("without a date"),
                _(SOURCE_KINDS[source["kind"]]),
                _(SOURCE_LANGUAGES[source["language"]]),
            ]
            described = bool(source["title_is_description"])
            title = str(source["title"])
            address = source["url"] if isinstance(source["url"], str) else ""
            shown = address.startswith(("https://", "http://"))
            found.append(
                {
                    "n": n,
                    "title": title if described else _("“{text}”", text=title),
                    "lang": ENGLISH if described else str(source["language"]),
                    "sub": " · ".join(about),
                    "address": address if shown else "",
                    "withheld": "" if shown else _("address not shown"),
                }
            )
        return found
