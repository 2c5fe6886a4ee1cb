"""The official forms, as the portal prints them: read as anybody's tables, nothing in them is silently wrong."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from budgets.snapshot import FundLine, Funds
from indicators.snapshot import ProjectIndicator
from lib.address import replace
from reports.assemble import assemble
from reports.document import Document
from reports.filing import Filing
from reports.filling import fill
from reports.importers import read_file
from reports.outline import load_outline
from reports.render import Origin
from reports.render.excel import xlsx_file
from reports.sample import SAMPLE
from reports.schedule import FOLDER, load_schedule
from tests.reports.importers.arriving import RIGHT, arrivals, counts, silent

SCHEDULES = sorted(f"{file.parent.name}/{file.stem}" for file in FOLDER.glob("*/*.toml"))


def whole() -> Filing:
    """Return SAMPLE with what only some forms ask for: a project's own indicators, and lines of funds."""
    own = {
        key: ProjectIndicator(**{one.name: getattr(row, one.name) for one in dataclasses.fields(row)}, project="1")
        for key, row in SAMPLE.indicators.items()
    }
    some = Decimal(500_000)
    funds = Funds(
        government_fund={
            "1": FundLine("彩票公益金支出", "2296002", Decimal(0), some, some, Decimal(0), some, Decimal(0))
        },
        state_capital={"1": FundLine("其他支出", "2230105", spent=some, basic=Decimal(0), project=some)},
        social_insurance={"1": FundLine("养老保险", "", some, some, some, closing=some)},
    )
    filing = dataclasses.replace(SAMPLE, project_indicators=own, funds=funds)
    for name in ("government_fund", "state_capital_operations", "social_insurance_fund"):
        filing = replace(filing, f"budget.source.{name}_budget.actual", some)
    return filing


@pytest.mark.parametrize("ref", SCHEDULES)
def test_nothing_of_an_official_form_is_silently_wrong(ref):
    forms = fill(load_schedule(ref), whole())
    told = arrivals(whole(), read_file("a.xlsx", xlsx_file(Document("", "", "zh-CN", tuple(forms)), Origin())))
    assert not silent(told)
    assert counts(told)[RIGHT]


def test_the_tables_of_a_report_arrive_whole():
    document = assemble(SAMPLE, load_outline("national/2020"))
    told = arrivals(SAMPLE, read_file("a.xlsx", xlsx_file(document, Origin())))
    assert counts(told, amounts=True, under="budget.")[RIGHT] >= 150
    assert [one.at for one in silent(told) if one.at != "fiscal_year"] == []  # which year they are of they do not say
