"""The tree of indicators of a text and its stated result, gathered from tables, lists, headings and marks."""

from __future__ import annotations

from indicators.snapshot import Indicator, Performance
from reports.importers.loaded import Draft, keyed
from reports.importers.text.headed import headed
from reports.importers.text.indicator_tables import tabled
from reports.importers.text.leaves import Forest
from reports.importers.text.scores import read_scores
from reports.importers.text.source import Source
from reports.importers.text.targets import answers, search, targets


def read_indicators(source: Source, draft: Draft) -> tuple[dict[str, Indicator], Performance]:
    """Return the tree of indicators and the stated result."""
    forest = Forest(draft)
    for leaf in (*tabled(source), *targets(source), *answers(source), *headed(source)):
        forest.add(leaf)
    performance = read_scores(source, draft, forest)
    for leaf in forest.leaves:
        search(source, leaf)
    return keyed(forest.rows()), performance
