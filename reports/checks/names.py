"""Which words of a text name which fact: quantities, their columns, and the rows a report has named itself. Pure data.

Names are narrow on purpose. “基本支出” is the line; “本级基本支出”, “基本支出中的培训费” are not, and nothing here says
what they are: what is not certain is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from indicators.values import read_quantity
from prose.mentions import AMOUNT, COUNT, PERCENT, SCORE, TIME
from prose.text import normalise
from prose.units import SCALES, TIMES
from reports.filing import Filing
from reports.scoring import trees


class Name(NamedTuple):
    """Words for the row of facts at *at*: a *pattern*, the kind of figure, and of a count its units.

    *fact* is the name of the row's fact where it does not depend on the role. *also* are rows that bear the same name:
    a figure that agrees with one of them is right. *stock* says that it is what there is on one day, *given* that the
    report gave the name itself: others may call something else so.
    """

    pattern: str
    kind: str
    at: str
    units: tuple[str, ...] = ()
    fact: str = ""
    also: tuple[str, ...] = ()
    stock: bool = False
    given: bool = False

    @property
    def whole(self) -> str:
        """Return the address of its fact where it has one of its own, else of the row."""
        return f"{self.at}.{self.fact}" if self.fact else self.at


NATURE, ECONOMIC, PUBLIC, SOURCE = "budget.nature", "budget.economic", "budget.three_public", "budget.source"
HEADS, THINGS = ("人", "名"), ("个", "家")

QUANTITIES: tuple[Name, ...] = (
    Name(r"(?:部门|单位)?整体支出(?:规模|总额|总计|合计)?|(?:部门|单位|年度|全年|本年度?)(?:总支出|支出(?:总额|总计|合计|总规模))|部门(?:支出|预算)",
         AMOUNT, f"{NATURE}.total"),
    Name("基本支出", AMOUNT, f"{NATURE}.basic"),
    Name("项目支出", AMOUNT, f"{NATURE}.project"),
    Name("人员(?:经费|支出)", AMOUNT, f"{NATURE}.personnel"),
    Name("(?:日常)?公用(?:经费|支出)", AMOUNT, f"{NATURE}.operating"),
    Name("工资和?福利支出", AMOUNT, f"{ECONOMIC}.301"),
    Name("商品[和与]?服务支出", AMOUNT, f"{ECONOMIC}.302"),
    Name("对?个人和家庭的?补助(?:支出)?", AMOUNT, f"{ECONOMIC}.303"),
    Name("资本性支出", AMOUNT, f"{ECONOMIC}.310"),
    Name("[“\"]?三公[”\"]?经费", AMOUNT, f"{PUBLIC}.total"),
    Name("公务接待费?用?", AMOUNT, f"{PUBLIC}.reception", also=(f"{ECONOMIC}.30217", f"{ECONOMIC}_project.30217")),
    Name(r"因公出国(?:\(境\))?(?:费用?|经费)?", AMOUNT, f"{PUBLIC}.overseas"),
    Name("公务用车购置[及和](?:公务用车)?运行(?:维护)?费用?", AMOUNT, f"{PUBLIC}.vehicle"),
    Name("公务用车购置费用?", AMOUNT, f"{PUBLIC}.vehicle_purchase"),
    Name("公务用车运行(?:维护)?费用?", AMOUNT, f"{PUBLIC}.vehicle_operation"),
    Name("一般公共预算(?:财政拨款)?支出", AMOUNT, f"{SOURCE}.general_public_budget"),
    Name("政府性基金预算?支出", AMOUNT, f"{SOURCE}.government_fund_budget"),
    Name("国有资本经营预算?支出", AMOUNT, f"{SOURCE}.state_capital_operations_budget"),
    Name("社会保险基金预算?支出", AMOUNT, f"{SOURCE}.social_insurance_fund_budget"),
    Name("总收入|收入(?:合计|总额|总计|决算)", AMOUNT, "budget.revenue.total"),
    Name("(?:国有)?资产总[额值计]|总资产", AMOUNT, "assets", fact="total", stock=True),
    Name("流动资产", AMOUNT, "assets", fact="current", stock=True),
    Name("固定资产净[值额]", AMOUNT, "assets", fact="fixed", stock=True),
    Name("累计折旧", AMOUNT, "assets", fact="accumulated_depreciation", stock=True),
    Name("(?:人员)?编制(?:总?人?数|总数)?", COUNT, "staffing.authorized_posts.total", (*HEADS, "个"), "count", stock=True),
    Name("在职(?:人员|职工|干部职工|人数)*|实有(?:在职)?(?:人员|人数)", COUNT, "staffing.serving_staff.total", (*HEADS, "个"),
         "count", stock=True),
    Name("离退休(?:人员|干部|职工)?", COUNT, "staffing.retired_staff.total", HEADS, "count", stock=True),
    Name("编外(?:聘用)?人员", COUNT, "staffing.contract_staff.total", HEADS, "count", stock=True),
    Name("内设(?:机构|科室|股室|部室|处室)(?:数)?", COUNT, "profile", THINGS, "department_count", stock=True),
    Name("公务用车保有量", COUNT, "three_public_counts", ("辆", "台"), "vehicle_stock", stock=True),
    Name("(?:国内)?公务接待(?:来访)?(?:批次)?", COUNT, "three_public_counts", ("批次", "批", "个批次"), "reception_batches"),
    Name("(?:国内)?公务接待(?:来访)?(?:人次|人数)?", COUNT, "three_public_counts", ("人次",), "reception_person_times"),
    Name("(?:自评|综合|综合评价|评价|绩效自评|部门整体支出绩效自评)总?(?:得分|评分)|自评总分", SCORE, "performance",
         fact="total_score"),
)  # fmt: skip

# The column an amount stands in, by the role its clause gives it; the first is the one to name.
COLUMNS = {
    "initial": ("initial_budget",), "revised": ("revised_budget",), "budget": ("revised_budget", "initial_budget"),
    "received": ("received",), "actual": ("actual",), "increase": ("year_change",), "decrease": ("year_change",),
}  # fmt: skip
ANY_COLUMN = ("actual", "revised_budget", "initial_budget", "received", "prior_actual", "adjustment", "grant")
RATES = ("execution_rate", "completion_rate")
CHANGES = ("increase", "decrease")

LEAST = 4  # characters of a name that people gave themselves
_MEASURE = re.compile("(?:数量|次数|场次|人次|人数|个数|场数|册数|期数|天数|数)$")
_ALIASES = re.compile("[、；;，,]")
_SIGNS = "".join(sorted({sign for scale in SCALES for sign in scale}))


def own_names(filing: Filing) -> tuple[Name, ...]:
    """Return the names this report gave its projects and the figures its work is told in, longer ones first."""
    found: dict[tuple[str, str, tuple[str, ...]], Name] = {}
    for one in (*_projects(filing), *_indicators(filing), *_outputs(filing)):
        key = (one.pattern, one.kind, one.units)
        same = found.get(key)
        found[key] = one if same is None else same._replace(also=(*same.also, one.whole))
    return tuple(sorted(found.values(), key=lambda one: -len(one.pattern)))


def of_project(owner: str) -> tuple[Name, ...]:
    """Return what a project is called in its own words; nothing for a text about the unit."""
    return (Name("[本该]?项目(?:资金|经费|支出)?", AMOUNT, owner, given=True),) if owner else ()


def _projects(filing: Filing) -> Iterator[Name]:
    for row in filing.projects.values():
        for label in (row.label, *_ALIASES.split(row.aliases)):
            name = folded(label)
            if len(name) >= LEAST:
                yield Name(re.escape(name), AMOUNT, row.at(), given=True)


def _indicators(filing: Filing) -> Iterator[Name]:
    for _, _, rows in trees(filing):
        for row in rows.values():
            yield from _counted(row.label, row.actual_unit or row.unit, row.at(), row.actual_value, "actual_value")


def _outputs(filing: Filing) -> Iterator[Name]:
    for row in filing.outputs.values():
        if not row.qualifier:
            yield from _counted(row.label, row.unit, row.at(), row.value, "value")


def _counted(label: str, unit: str, at: str, value: str, fact: str) -> Iterator[Name]:
    """Yield the name of a row with a plain number in a unit: 科普活动 for 科普活动场次."""
    name = _MEASURE.sub("", folded(label))
    if len(name) >= LEAST and unit and worth(value, unit) is not None:
        kind = PERCENT if unit in ("%", "％") else TIME if unit in TIMES else COUNT
        yield Name(re.escape(name), kind, at, ("%" if kind == PERCENT else bare(unit),), fact, given=True)


def worth(value: str, unit: str) -> Decimal | None:
    """Return what a figure kept as text is worth, 23500 for 2.35 万人次; None where it is no plain number."""
    said = read_quantity(value, unit)
    if said is None or said.low is None or said.low != said.high:
        return None
    return said.low * SCALES.get(unit[: len(unit) - len(bare(unit))], Decimal(1))


@lru_cache(1024)
def folded(words: str) -> str:
    """Return a name as it stands in a text that was read: half width, without idle blanks."""
    return normalise(words).plain.strip()


def bare(unit: str) -> str:
    """Return a unit without its scale: 人次 for 万人次."""
    return unit.lstrip(_SIGNS) or unit
