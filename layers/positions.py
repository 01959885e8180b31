"""Where a value stands in a JSON text: the line of every path, and keys that occur twice.

The standard parser forgets positions and lets the last of two equal keys win. This scan is only run on files
with a finding, and only on text that the standard parser accepts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)


@dataclass(frozen=True)
class Positions:
    """Hold the positions of one JSON text.

    Attributes:
        lines: line (from 1) of every path of keys and indices. A member of an object is where its key stands.
        duplicates: path and line of every key that its object already had.
        literals: text and line of every number, true, false, null, NaN or Infinity.
    """

    lines: dict[Path, int]
    duplicates: tuple[tuple[Path, int], ...]
    literals: tuple[tuple[str, int], ...]

    def line(self, path: Path) -> int:
        """Give the line of a path, or of its nearest ancestor that exists."""
        for length in range(len(path), 0, -1):
            found = self.lines.get(path[:length])
            if found is not None:
                return found
        return self.lines.get((), 1)


def dotted(path: Path) -> str:
    """Write a path for a reader: `positions[1].sources[0]`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def scan(text: str) -> Positions:
    """Scan a JSON text that `json.loads` accepts."""
    lines: dict[Path, int] = {}
    duplicates: list[tuple[Path, int]] = []
    literals: list[tuple[str, int]] = []
    stack: list[_Container] = []
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        token = match.group()
        top = stack[-1] if stack else None
        if token == ":":
            continue
        if token in "]}":
            stack.pop()
            continue
        if token == ",":
            if top is not None:
                top.advance()
            continue
        if top is not None and top.awaits_key:
            path = (*top.path, json.loads(token))
            if path in lines:
                duplicates.append((path, line))
            lines[path] = line
            top.member, top.awaits_key = path, False
            continue
        path = () if top is None else top.member
        lines.setdefault(path, line)
        if token in "[{":
            stack.append(_Container(path, is_object=token == "{"))
        elif token[0] != '"':
            literals.append((token, line))
    return Positions(lines, tuple(duplicates), tuple(literals))


class _Container:
    """Track the object or array being scanned: its path and that of the member the next value belongs to."""

    def __init__(self, path: Path, is_object: bool) -> None:
        self.path = path
        self.is_object = is_object
        self.awaits_key = is_object
        self.index = 0
        self.member: Path = path if is_object else (*path, 0)

    def advance(self) -> None:
        """Move to the next member, after a comma."""
        self.index += 1
        if self.is_object:
            self.awaits_key = True
        else:
            self.member = (*self.path, self.index)
