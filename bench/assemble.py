"""The largest published report made into its document, against a plain walk over the same filing; all outlines read."""

from __future__ import annotations

from bench.core import Figure, against, figure
from lib.address import flatten

ROUNDS = 30
LONGEST = 30  # milliseconds a document may take
MOST = 10  # times the walk over its facts
LOADED = 100  # milliseconds all outlines may take


def largest() -> list[Figure]:
    """Return the time of ``assemble`` for the largest of the published reports, or of SAMPLE where they are absent."""
    from reports.assemble import assemble
    from reports.importers.published import read
    from reports.outline import load_outline
    from reports.sample import SAMPLE
    from tests import published

    reports = published.NAMES if published.FOLDER.is_dir() else ()
    filings = [read(published.load(name)).filing for name in reports] or [SAMPLE]
    filing = max(filings, key=lambda one: sum(len(str(value)) for value in flatten(one).values()))
    outline = load_outline("national/2020")
    walk = against(
        "assemble.walk",
        lambda: assemble(filing, outline),
        lambda: flatten(filing),
        rounds=ROUNDS,
        bar=MOST,
        note="against a walk",
    )
    return [walk, figure("assemble.largest", walk.value, LONGEST, unit="ms", bar=1, note="against the time allowed")]


def outlines() -> list[Figure]:
    """Return the time of reading every built-in outline anew."""
    import time

    from reports import outline

    def load() -> float:
        outline._BUILT_IN.clear()
        began = time.perf_counter()
        for key in outline.outlines():
            outline.load_outline(key)
        return (time.perf_counter() - began) * 1000

    load()
    taken = sorted(load() for _ in range(ROUNDS))[ROUNDS // 2]
    return [figure("outlines.load", taken, LOADED, unit="ms", bar=1, note="against the time allowed")]
