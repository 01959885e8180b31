"""Texts that repeat, kept once: packing only finds what repeats close by, and cards name the same records all over."""

from typing import Any


class Pool:
    """Texts by their position. In a pooled value a text is its position, a whole number n is -1 - n."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._at: dict[str, int] = {}

    def put(self, value: Any) -> Any:
        """Return a value of JSON with its texts as positions. Raises TypeError for a number that is not whole or is negative."""
        if isinstance(value, dict):
            return {key: self.put(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.put(each) for each in value]
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            at = self._at.setdefault(value, len(self.texts))
            if at == len(self.texts):
                self.texts.append(value)
            return at
        if isinstance(value, int) and value >= 0:
            return -1 - value
        raise TypeError(f"{value!r} cannot be pooled")
