"""Who looked where: how many sources speak of a place or a country, from which years, in which languages.

That nobody reported is told apart from that nobody looked by what the sources are, not by what they say: a place of which
no source speaks after 2021 is not one where nothing happened after 2021.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from layers.catalog import Catalog
from layers.choices import Choices

SILENT_YEARS: Final = 2
"""A place is called silent when no source speaks of it in this many years up to the last one looked at."""


@dataclass(frozen=True)
class Attention:
    """The sources that speak of something.

    `years` counts them by the year in which they were published, the earliest first; `undated` those that bear no date.
    `languages` are ISO 639-1 codes, the most frequent first.
    """

    reports: int
    years: tuple[tuple[int, int], ...]
    undated: int
    languages: tuple[str, ...]

    @property
    def last(self) -> int | None:
        """Return the year of the latest source; None where none bears a date."""
        return self.years[-1][0] if self.years else None

    def silent(self, horizon: int) -> bool:
        """Tell whether the latest source is older than the last years up to `horizon`; False where none bears a date."""
        return self.last is not None and self.last <= horizon - SILENT_YEARS


def by_country(shown: Catalog) -> dict[str, set[str]]:
    """Return the sources per country: of legs that touch it, events that concern it, places that lie in it."""
    found: dict[str, set[str]] = {}
    for frame in (shown.legs, shown.events):
        _gather(found, frame["countries"], frame["sources"])
    _gather(found, ((code,) for code in shown.places["country"]), shown.places["sources"])
    return found


def by_place(shown: Catalog) -> dict[str, set[str]]:
    """Return the sources per place: of legs that start or end there, events that happened there, and its own."""
    found: dict[str, set[str]] = {}
    legs, events, places = shown.legs, shown.events, shown.places
    _gather(found, zip(legs["from_place"], legs["to_place"], strict=True), legs["sources"])
    _gather(found, ((place,) if place else () for place in events["place"]), events["sources"])
    _gather(found, ((str(place),) for place in places.index), places["sources"])
    return found


def _gather(
    found: dict[str, set[str]], keys: Iterable[Iterable[str]], sources: Iterable[Iterable[str]]
) -> None:
    for each, cited in zip(keys, sources, strict=True):
        for key in each:
            found.setdefault(key, set()).update(cited)


def attention(catalog: Catalog, cited: Mapping[str, set[str]]) -> dict[str, Attention]:
    """Return what the sources of each key are, in the order of the keys."""
    year = {key: int(date[:4]) if date else None for key, date in catalog.sources["published"].items()}
    language = catalog.sources["language"].to_dict()
    found = {}
    for key, sources in cited.items():
        years = Counter(year[source] for source in sources)
        undated = years.pop(None, 0)
        spoken = Counter(language[source] for source in sorted(sources))
        order = sorted(spoken, key=lambda code: (-spoken[code], code))
        dated = sorted((when, n) for when, n in years.items() if when is not None)
        found[key] = Attention(len(sources), tuple(dated), undated, tuple(order))
    return found


def horizon(catalog: Catalog, choices: Choices) -> int:
    """Return the last year looked at: that of the newest source, or of the end of the period asked for, if earlier."""
    newest = max((int(date[:4]) for date in catalog.sources["published"] if date), default=0)
    return min(newest, int(choices.until[:4])) if choices.until else newest
