"""Each of the five published reports, assembled with its place's outline: the same headings, every number in its chapter."""

from __future__ import annotations

import dataclasses

import pytest

from reports.assemble import assemble
from reports.document import Document
from reports.importers.published import read
from reports.outline import load_outline
from tests import published
from tests.reports.proof import Verdict, compare

PLACES = {
    "shaodong-2022": "shaodong/2022",
    "taoyuan-2023": "taoyuan/2023",
    "huaihua-2020": "huaihua/2020",
    "zengcheng-2021": "zengcheng/2021",
    "yuanjiang-2023": "yuanjiang/2023",
}
# Where the numbers stand that the published text prints in no chapter in the digits of the JSON: path → chapter.
RULES: dict[str, dict[str, int]] = {name: {} for name in PLACES}
TABLE: list[str] = []

pytestmark = published.needs_reports


def assembled(data: dict, name: str, **result: str) -> Document:
    filing = read(data).filing
    filing = dataclasses.replace(filing, performance=dataclasses.replace(filing.performance, **result))
    return assemble(filing, load_outline(PLACES[name]))


def verdict(name: str, *, prose: bool) -> Verdict:
    whole = published.load(name)
    data = whole if prose else published.without_prose(whole)
    outline = load_outline(PLACES[name])
    return compare(assembled(data, name), data, whole, RULES[name], outline.numbering)


@pytest.mark.parametrize("prose", [True, False], ids=["whole", "without prose"])
@pytest.mark.parametrize("name", PLACES)
def test_a_published_report_is_reproduced(name, prose):
    found = verdict(name, prose=prose)
    for line in found.missing:
        print(line)
    assert found.missing == ()
    assert found.numbers[0] == found.numbers[1] > 20
