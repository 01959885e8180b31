"""The results as text: one table per size, the parts of a filter change, and what was missed."""

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from bench.measure import Found, Size

NAMES: Final = {
    "atlas": "this atlas",
    "rebuild": "A: rebuilt map",
    "feature_group": "B: feature group",
    "floor": "floor",
}
RIVALS: Final = ("rebuild", "feature_group")
BEGIN, END = "<!-- results: written by python -m bench --write -->", "<!-- end of results -->"


@dataclass(frozen=True)
class Row:
    """One figure that is compared: its name, how to get it, its unit, and target ratios by number of copies."""

    name: str
    values: Callable[[Found], list[float]]
    targets: dict[int, float]


ROWS: Final = (
    Row("cold page to first map, ms", lambda found: found.first, {1: 0.65}),
    Row(
        "filter click to painted map, ms",
        lambda found: [each.painted for each in found.changes],
        {1: 0.6, 100: 0.25},
    ),
    Row(
        "bytes per filter change, before compression",
        lambda found: [each.payload for each in found.changes],
        {1: 0.5},
    ),
    Row(
        "bytes per filter change, on the wire",
        lambda found: [each.wire for each in found.changes],
        {1: 0.5},
    ),
    Row(
        "of these, over the socket, before compression",
        lambda found: [each.socket for each in found.changes],
        {},
    ),
    Row(
        "of these, with the map, before compression",
        lambda found: [each.map_payload for each in found.changes],
        {},
    ),
    Row("first visit, bytes on the wire", lambda found: found.weights, {}),
)


def environment(chromium: str) -> str:
    """Return one line on what ran where."""
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("streamlit", "streamlit-folium", "folium", "playwright")
    )
    return (
        f"Python {platform.python_version()}, {packages}, Chromium {chromium} headless, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"
    )


def report(sizes: Sequence[Size], where: str) -> str:
    """Return the whole report as Markdown that reads well as plain text."""
    parts = [where + "."]
    for size in sizes:
        parts += [
            f"### {size.copies}x: {size.whole.legs:,} legs, {size.whole.places:,} places",
            _table(*_compared(size)),
            "Where a filter change goes, medians in ms:\n\n" + "\n".join(_parts(size)),
        ]
    missed = [line for size in sizes for line in _missed(size)]
    parts.append("\n".join(["Targets missed:", "", *missed]) if missed else "All targets are met.")
    return "\n\n".join(parts) + "\n"


def write(path: Path, text: str) -> None:
    """Put the results into the document, between its two marks. Raises ValueError where they are missing."""
    document = path.read_text("utf-8")
    if BEGIN not in document or END not in document:
        raise ValueError(f"{path.name} lacks its marks {BEGIN} and {END}")
    before, after = document.split(BEGIN)[0], document.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", "utf-8")


def _compared(size: Size) -> tuple[list[str], list[list[str]]]:
    apps = list(size.found)
    lines = []
    for row in ROWS:
        line = [row.name, *(_spread(row.values(size.found[app])) for app in apps)]
        lines.append([*line, *_judged(size, row)])
    header = ["median [quartiles] (n)", *(NAMES[app] for app in apps)]
    return [*header, "ratio to the better rival", "target", ""], lines


def _judged(size: Size, row: Row) -> list[str]:
    ratio, pairs = _ratio(size, row)
    if ratio is None:
        return ["", "", ""]
    target = row.targets.get(size.copies)
    shown = f"{ratio:.2f} [{_quartile(pairs, 0):.2f}-{_quartile(pairs, 2):.2f}]"
    if target is None:
        return [shown, "", ""]
    return [shown, f"<= {target}", "met" if ratio <= target else "missed"]


def _ratio(size: Size, row: Row) -> tuple[float | None, list[float]]:
    """Return the ratio of the medians to the better rival's, and the ratios repetition by repetition."""
    rivals = [row.values(size.found[app]) for app in RIVALS if app in size.found]
    ours = row.values(size.found["atlas"]) if "atlas" in size.found else []
    if not ours or not rivals:
        return None, []
    better = min(rivals, key=median)
    return median(ours) / median(better), [a / b for a, b in zip(ours, better, strict=True)]


def _parts(size: Size) -> list[str]:
    """Return one line per app: what a filter change is made of, medians in ms. The apps work too differently for one table."""
    lines = []
    for app, found in size.found.items():
        if found.runs:
            parts = (f"{name} {median(run[name] for run in found.runs):.0f}" for name in found.runs[0])
            lines.append(f"- {NAMES[app]}: {', '.join(parts)}")
    return lines


def _missed(size: Size) -> list[str]:
    lines = []
    for row in ROWS:
        ratio, _pairs = _ratio(size, row)
        target = row.targets.get(size.copies)
        if ratio is None or target is None or ratio <= target:
            continue
        line = f"- {size.copies}x, {row.name}: {ratio:.2f} instead of {target}."
        lines.append(f"{line} {_reason(size, row)}")
    return lines


def _reason(size: Size, row: Row) -> str:
    """Say what the figure is made of, in figures of this run."""
    ours = size.found["atlas"]
    if row is ROWS[0]:
        floor = size.found.get("floor")
        return (
            f"The floor alone, a page with one component, takes {median(floor.first):.0f} ms."
            if floor
            else ""
        )
    if row is ROWS[1]:
        if not ours.runs:
            return ""
        parts = {name: median(run[name] for run in ours.runs) for name in ours.runs[0] if name[0] != "("}
        largest = sorted(parts, key=lambda name: -parts[name])[:3]
        text = f"Most of ours: {', '.join(f'{name} {parts[name]:.0f} ms' for name in largest)}."
        floor = size.found.get("floor")
        return text + (f" The floor is {median(_painted(floor)):.0f} ms." if floor else "")
    rest = median(each.payload - each.map_payload for each in ours.changes)
    return f"{rest / median(each.payload for each in ours.changes):.0%} of our bytes (before compression) are not the map."


def _painted(found: Found) -> list[float]:
    return [each.painted for each in found.changes]


def _spread(values: Sequence[float]) -> str:
    if not values:
        return ""
    return f"{median(values):,.0f} [{_quartile(values, 0):,.0f}-{_quartile(values, 2):,.0f}] ({len(values)})"


def _quartile(values: Sequence[float], which: int) -> float:
    return quantiles(values, n=4, method="inclusive")[which] if len(values) > 1 else values[0]


def _table(header: list[str], lines: list[list[str]]) -> str:
    widths = [max(len(row[i]) for row in (header, *lines)) for i in range(len(header))]

    def row(cells: list[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"

    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([row(header), rule, *(row(line) for line in lines)])
