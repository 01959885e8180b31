"""A claim to cite."""

from layers.citations import Work

WORK = Work(
    title="Cúcuta → Pamplona",
    note="Evidence: corroborated (3 independent origins · B1).",
    link="http://atlas.example/?selected=leg.leg-cucuta-pamplona&lang=en&rel=2026-11-26",
    release="2026-11-26",
    pending=False,
    version="b888680d1bd7",
    accessed="2026-12-01",
    lang="en",
)
