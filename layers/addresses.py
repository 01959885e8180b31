"""Addresses that are not to be shown are shown nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layers.load import Tables
from layers.problems import Problem
from layers.prose import every_text


def hidden_addresses(tables: Tables) -> Iterator[Problem]:
    """Check that no text, and no other source, gives the address of a source that must not be displayed."""
    hidden = {
        bare: str(source.get("id"))
        for source in tables.sources
        if source.get("url_display") is False
        and isinstance(address := source.get("url"), str)
        and "/" in (bare := _bare(address))
    }
    for table, index, path, text in every_text(tables):
        if "/" not in text:
            continue
        record = tables[table][index]
        own = table == "sources" and path == ("url",)
        if own and record.get("url_display") is False:
            continue
        read = _bare(text)
        for bare, ident in hidden.items():
            if read == bare if own else bare in read:
                reason = f"this is the address of the source {ident!r}, which is not to be displayed"
                yield tables.problem(table, index, path, reason, "Name the publisher and the title instead.")


def _bare(address: str) -> str:
    """Reduce an address to host and path, folded, so that its spellings agree."""
    text = re.sub(r"https?://|\bwww\.", "", address.strip().lower())
    return re.sub(r"[/?#]+(?=\s|$)", "", text)
