"""X1xx: one fact said once, one year, and lists that agree (domain/tables.md X09, X12, X15, X20)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from lib.address import describe, known, metadata
from lib.display import count, score, show, wan
from lib.money import round_half_up, to_wan
from reports.checks.registry import ERROR, NOTICE, WARNING, Judgement, Working, agree, held, rule, unjudged, value_at
from reports.checks.sums import WAN
from reports.filing import Filing

ONE_FACT = "自评通知：同一数据前后一致"
LAST_PLACE = Decimal("0.01")  # 万元 as printed
POINT = Decimal("0.0001")  # a hundredth of a percentage point (domain/tables.md X09)
WHOLE_POINT = Decimal("0.005")


class Pair(NamedTuple):
    """One fact and the other figure the report gives for it."""

    at: str
    fact: Any
    again: Any
    value: Decimal
    unit: str

    @property
    def gap(self) -> Decimal:
        """Return how far apart the two are as printed: 万元 for amounts, else in the fact's own unit."""
        if self.unit == "wan":
            return abs(round_half_up(to_wan(self.fact)) - round_half_up(to_wan(self.value)))
        return abs(Decimal(self.fact) - self.value)

    def judge(self, filing: Filing) -> Judgement:
        """Return both figures, where they stand, and the words of the second place."""
        name, first, second = _name(filing, self.at), self._say(self.fact), self._say(self.value)
        stated = "按金额算出" if self.unit == "percent" else "填报"
        quote = f"：“{self.again.quote}”" if self.again.quote else ""
        return Judgement(
            at=self.places,
            title=f"{name}前后不一：{first} 与 {second}",
            message=f"{name}{stated} {first}{self._suffix}，另一处写作 {second}{self._suffix}{quote}。",
            working=self.working(),
        )

    @property
    def places(self) -> tuple[str, str]:
        return (self.at, self.again.at("value"))

    def working(self) -> Working:
        """Return both figures and how far apart they are."""
        first = "算出数" if self.unit == "percent" else "填报数"
        return ((first, self._say(self.fact)), ("另一处", self._say(self.value)), ("相差", self._gap_shown()))

    @property
    def _suffix(self) -> str:
        return WAN.unit if self.unit == "wan" else ""

    def _say(self, value: Any) -> str:
        if self.unit == "count" or self.unit == "year":
            return score(Decimal(value))
        return show(value, self.unit).replace("-", "−")

    def _gap_shown(self) -> str:
        return str(self.gap) if self.unit == "wan" else self._say(self.gap)


def _name(filing: Filing, at: str) -> str:
    """Return the Chinese name of a fact; a printed total is named with its group."""
    name = describe(filing, at)
    group = describe(filing, at.rsplit(".", 2)[0]).split("·")[-1] if name.startswith("合计·") else ""
    return f"{group}{name.replace('·', '')}" if group else name


def _restated(filing: Filing, units: tuple[str, ...], wrong: Callable[[Pair], bool | None]) -> Iterator[Judgement]:
    """Yield of every fact stated twice, in one of *units*, whether the two agree.

    *wrong* says whether they do not, None where that is another rule's affair.
    """
    for again in filing.restatements.values():
        at = again.repeats or ""
        if again.value is None or not known(filing, at) or unit_of(filing, at) not in units:
            continue
        fact = value_at(filing, at)
        pair = Pair(at, fact, again, again.value, unit_of(filing, at))
        if not isinstance(fact, int | Decimal):
            yield unjudged(pair.places, f"{_name(filing, at)}没有填报数")
        elif (is_wrong := wrong(pair)) is not None:
            yield pair.judge(filing) if is_wrong else held(pair.places, pair.working)


def unit_of(filing: Filing, at: str) -> str:
    """Return the display unit of a fact; one of a computed mapping has that of the mapping."""
    own = metadata(filing, at).get("unit", "")
    return own or (metadata(filing, at.rpartition(".")[0]).get("unit", "") if "." in at else "")


@rule(
    "X101", ERROR, "同一数据前后一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="报告中再次写到的金额、人数、得分，与填报数相比；金额按印出的两位小数比，末位差 0.01 的另列。",
    mend="核对原始凭证，把错的一处改正；正文中改为引用填报数。",
)  # fmt: skip
def restated_alike(filing, params):
    units = ("wan", "count", "score")
    yield from _restated(filing, units, lambda pair: pair.gap > (LAST_PLACE if pair.unit == "wan" else 0))


@rule(
    "X102", NOTICE, "同一金额末位一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="报告中再次写到的金额，与填报数只差 0.01 万元。", mend="统一为一个数；正文中改为引用填报数。",
)  # fmt: skip
def restated_to_last_place(filing, params):
    yield from _restated(filing, ("wan",), lambda pair: None if pair.gap > LAST_PLACE else pair.gap > 0)


@rule(
    "X103", WARNING, "百分比与金额一致", kind="ratio_mismatch", source="预算执行率 = 全年执行数 ÷ 全年预算数（财预〔2020〕10号）",
    how="报告中写到的百分比，与按金额算出的相比，容差 0.01 个百分点；写成整数的，容差 0.5 个百分点。",
    mend="按金额重算；正文中改为引用算出的比例。",
)  # fmt: skip
def rates_fit_amounts(filing, params):
    yield from _restated(filing, ("percent",), _rate_is_off)


def _rate_is_off(pair: Pair) -> bool:
    whole = pair.value * 100 == int(pair.value * 100)
    return pair.gap > (WHOLE_POINT if whole else POINT)


@rule(
    "X105", ERROR, "年度前后一致", kind="wrong_year", source="自评通知",
    how="标题中的年份、另一处写到的本年度，须与填报年度相同。", mend="改为本年度；沿用上年文稿的，逐处核对年份。",
)  # fmt: skip
def one_year(filing, params):
    yield from _restated(filing, ("year",), lambda pair: bool(pair.gap))
    years = re.findall(r"(?<!\d)\d{4}(?=年)", filing.title or "")
    if years and not filing.fiscal_year:
        yield unjudged(("title", "fiscal_year"), "年度没有填")
    elif str(filing.fiscal_year) in years:
        yield agree(filing, "title", "fiscal_year")
    elif years:
        message = f"报告标题写的是{years[0]}年，填报年度是{filing.fiscal_year}年。"
        yield Judgement(
            ("title", "fiscal_year"), f"报告标题写作{years[0]}年", message, hint="可能沿用了其他年度的标题。"
        )


@rule(
    "X106", WARNING, "时点数据属于本年度", kind="wrong_year", source="自评通知",
    how="资产、公务用车保有量的日期须在填报年度内。", mend="改为本年末的日期和数字。",
)  # fmt: skip
def dates_in_year(filing, params):
    for at in ("assets.date", "three_public_counts.vehicle_stock_date"):
        day = value_at(filing, at)
        if day and not filing.fiscal_year:
            yield unjudged((at, "fiscal_year"), "年度没有填")
        elif day and day.year == filing.fiscal_year:
            yield agree(filing, at, "fiscal_year")
        elif day:
            name = describe(filing, at).split("·")[-1]
            yield Judgement(
                at=(at, "fiscal_year"),
                title=f"{name}是{day.year}年",
                message=f"{name}填的是{show(day, 'date')}，不在{filing.fiscal_year}年度内。",
                hint="可能沿用了上年的数字。",
            )


def _listed(filing: Filing, at: str, rows: str, label: str, measure: str) -> Iterator[Judgement]:
    stated, listed = value_at(filing, at), len(getattr(filing, rows))
    if not listed:
        return
    if stated is None:
        yield unjudged((at, rows), f"{label}数没有填")
    elif stated == listed:
        yield agree(filing, at, rows)
    else:
        yield Judgement(
            at=(at, rows),
            title=f"{label} {stated} {measure}，列出 {listed} {measure}",
            message=f"{label}填报 {stated} {measure}，名单列出 {listed} {measure}。请核对数目和名单。",
            working=(("填报数", count(stated)), ("列出", count(listed)), ("相差", count(abs(stated - listed)))),
        )


@rule(
    "X121", WARNING, "内设机构数与名单一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="内设机构数与列出的机构相比；注明未全部列出的不查。", mend="补全名单、改正数目，或注明未全部列出。",
)  # fmt: skip
def departments_listed(filing, params):
    if filing.profile.departments_open and filing.departments:
        yield unjudged(("profile.department_count", "departments"), "注明内设机构未全部列出")
    else:
        yield from _listed(filing, "profile.department_count", "departments", "内设机构", "个")


@rule(
    "X122", WARNING, "所属单位数与名单一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="所属单位数与列出的单位相比；没有列出的不查。", mend="补全名单或改正数目。",
)  # fmt: skip
def subordinates_listed(filing, params):
    yield from _listed(filing, "profile.subordinate_count", "subordinate_units", "所属单位", "个")


@rule(
    "X131", WARNING, "“三公”经费与批次、人次、车辆数相符", kind="cross_reference_mismatch", source="部门决算公开要求",
    how="有支出而批次、人次、车辆数为零，或有批次、人次而支出为零。", mend="按台账核对金额和数量。",
)  # fmt: skip
def counts_fit_expense(filing, params):
    pairs = {
        "overseas_delegations": "overseas", "overseas_person_times": "overseas", "vehicle_stock": "vehicle_operation",
        "reception_batches": "reception", "reception_person_times": "reception",
    }  # fmt: skip
    for name, code in pairs.items():
        at, number = f"budget.three_public.{code}.actual", getattr(filing.three_public_counts, name)
        spent = value_at(filing, at)
        if None in (number, spent):
            continue  # C110 asks for what is missing
        if bool(number) == bool(spent) or (not spent and name == "vehicle_stock"):
            yield agree(filing, filing.three_public_counts.at(name), at)
        else:
            label, counted = describe(filing, at).split("·")[0], describe(filing, f"three_public_counts.{name}")
            yield Judgement(
                at=(filing.three_public_counts.at(name), at),
                title=f"{label} {wan(spent)}，{counted.split('·')[-1]} {number}",
                message=f"{label}决算 {WAN.say(spent)}，{counted.split('·')[-1]}填报 {number}，两者不相符。",
            )


RULES = (
    restated_alike, restated_to_last_place, rates_fit_amounts, one_year, dates_in_year, departments_listed,
    subordinates_listed, counts_fit_expense,
)  # fmt: skip
