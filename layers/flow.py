"""The direction of travel asked for: into, out of or through one country or place."""

from dataclasses import dataclass
from typing import Final

DIRECTIONS: Final = ("into", "out", "through")


@dataclass(frozen=True, order=True)
class Flow:
    """A direction and what it is judged by: a country (ISO 3166-1 alpha-2, capitals) or a place (its id).

    What each direction keeps is defined in `layers.ways`. Raises ValueError for a direction that is none.
    """

    direction: str
    area: str

    def __post_init__(self) -> None:
        if self.direction not in DIRECTIONS:
            raise ValueError(f"{self.direction!r} is no direction; use one of {', '.join(DIRECTIONS)}")

    def __str__(self) -> str:
        """Return the form used in links: `into.CL`, `through.iquique`."""
        return f"{self.direction}.{self.area}"

    @property
    def of_country(self) -> bool:
        """Whether the area is a country; ids of places hold no capitals."""
        return self.area.isupper()
