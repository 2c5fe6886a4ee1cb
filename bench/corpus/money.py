"""Income and expenditure of the year: totals, balance, change on the year before."""

from __future__ import annotations

from decimal import Decimal

from bench.corpus.books import percent
from bench.corpus.draft import Draft, Num, Piece, joined

UP, DOWN = ("增加", "增长", "上升"), ("减少", "下降", "降低")
# Why the total moved: each reason names the part that moved most, so that it never denies another sentence.
WHY = {
    ("basic", True): (
        "主要原因是新录用人员增加、社会保险缴费基数上调", "原因在于落实工资政策调整，人员经费增加",
        "主要系补发绩效奖金、人员职级晋升所致",
    ),
    ("project", True): (
        "主要是年度内新增上级专项资金安排的项目", "系本年度新增重点工作任务、项目支出相应增加所致",
        "增加的原因是跨年度项目集中在本年结算",
    ),
    ("basic", False): (
        "主要原因是部分人员调出、退休，人员经费相应减少", "主要是严格落实过紧日子要求，压减公用经费开支",
        "系本年度压减会议、差旅等日常开支所致",
    ),
    ("project", False): (
        "原因在于部分项目上年已完工，本年度不再安排资金", "主要系一次性项目上年已实施完毕、本年项目支出减少",
        "减少的原因是部分项目推迟到下年实施",
    ),
}  # fmt: skip
BUDGET = (
    "{Y}年初，{D}批复{S}部门预算{initial}；年中根据工作需要追加{added}，调整后全年预算为{adjusted}。",
    "{S}{Y}年初预算数为{initial}，预算执行中追加{added}，全年预算数为{adjusted}。",
    "经{D}批复，{Y}度{S}年初预算{initial}，年中新增上级转移支付等资金{added}，调整预算数{adjusted}。",
    "{Y}全年预算数{adjusted}，由两部分构成：年初预算{initial}，年中追加预算{added}。",
    "{Y}度预算安排情况：年初批复{initial}，执行中调增{added}，年末调整预算合计{adjusted}。",
    "{Y}财政年初下达{S}预算指标{initial}。年度执行过程中，因人员经费调整和新增任务追加{added}，全年预算达到{adjusted}。",
)
SPENT = (
    "全年支出{actual}，其中：基本支出{basic}，占{basic_share}；项目支出{project}，占{project_share}。",
    "截至{Y}12月31日，累计支出{actual}，包括基本支出{basic}、项目支出{project}，两项分别占{basic_share}和{project_share}。",
    "{Y}部门整体支出{actual}（基本支出{basic}，项目支出{project}）。",
    "全年实际发生基本支出{basic}，项目支出{project}，合计{actual}。",
    "从支出结构看，基本支出为{basic}，占支出总额的{basic_share}；项目支出为{project}，占支出总额的{project_share}；支出总额{actual}。",
    "决算反映，{Y}支出总计{actual}。按支出性质划分，基本支出{basic}，项目支出{project}。",
    "基本支出、项目支出分别为{basic_bare}和{project}，支出合计{actual}。",
)
RATE = (
    "预算执行率为{rate}。", "按全年预算数{again}计算，预算执行率{rate}。", "全年预算完成率达{rate}。",
    "以调整后预算为口径，执行率为{rate}。", "占全年预算的{rate}。", "完成调整预算的{rate}。",
    "支出进度{rate}（支出数÷调整预算数{again}）。",
)  # fmt: skip
INCOME = (
    "全年收入合计{income}，其中：财政拨款收入{fiscal}，其他收入{other}。",
    "{Y}总收入{income}，包括财政拨款{fiscal}、其他收入{other}。",
    "收入方面，财政拨款收入{fiscal}，其他收入{other}，共计{income}。",
    "本年度取得各项收入{income}（财政拨款收入{fiscal}、其他收入{other}）。",
    "{S}{Y}收入来源为财政拨款{fiscal}和其他收入{other}，合计{income}。",
    "{Y}度收入决算数{income}，按来源分：财政拨款收入{fiscal}；其他收入{other}。",
)
BALANCE = (
    "年初结转和结余{opening}，本年收入{income}，本年支出{actual}，年末结转和结余{closing}。",
    "上年结转{opening}，加上本年收入{income}，减去本年支出{actual}，年末结余{closing}。",
    "收支相抵后，加年初结转{opening}，年末结转结余{closing}。",
    "截至年末结转和结余资金{closing}，上年同期为{opening}。",
    "年度终了，结转结余资金{closing}，与年初的{opening}相比，系收入{income}与支出{actual}相抵后的余额。",
    "资金结存方面：年初{opening}，收入{income}，支出{actual}，年末{closing}。",
)
CHANGE = (
    "与上年支出{before}相比，{way}{delta}，{way2}{rate}，{why}。",
    "比{last}支出{before}{way}{delta}，{way2}{rate}，{why}。",
    "{last}支出为{before}，{Y}为{actual}，同比{way}{delta}，{way2}{rate}。{why}。",
    "支出总额较上年的{before}{way}了{delta}，{way2}幅度为{rate}，{why}。",
    "同{last}（{before}）比较，{Y}支出{way}{delta}，{way2}{rate}，{why}。",
)
PARTS_OF_CHANGE = (
    "在总额变动中，基本支出{basic_way}{basic}，项目支出{project_way}{project}，合并计算为{way}{delta}。",
    "总支出{way}{delta}，分类看，基本支出{basic_way}{basic}，项目支出{project_way}{project}。",
    "支出{way}{delta}的构成：基本支出{basic_way}{basic}、项目支出{project_way}{project}。",
    "上述总额{way}{delta}，由基本支出{basic_way}{basic}与项目支出{project_way}{project}共同形成。",
    "分结构看，较上年基本支出{basic_way}{basic}，项目支出{project_way}{project}，总支出因此{way}{delta}。",
)
BUREAUS = {"县": "县财政局", "市": "市财政局", "区": "区财政局", "镇": "县财政局", "乡": "县财政局"}


def bare(num: Num, shared: Num) -> Num:
    """Return the number without its unit, which the next one in the list carries for both."""
    num.unit, shared.shared = Piece(""), True
    num.places = shared.places
    return num


def budget(d: Draft) -> None:
    """Budget, income and expenditure in one paragraph each or all in one."""
    sentences = [_budget(d), _spent(d), _rate(d)]
    if d.rng.random() < 0.7:
        sentences[1:1] = [_income(d)]
    d.text(*sentences)
    d.text(*([_balance(d), _change(d)] if d.rng.random() < 0.5 else [_change(d), _balance(d)]))
    if d.rng.random() < 0.6:
        d.text(_parts_of_change(d))
    if d.style.money == "万元" and not d.style.wrap and d.rng.random() < 0.4:
        _table(d)


def _table(d: Draft) -> None:
    """A table as copied text: two years side by side, the unit said once above."""
    b = d.books
    columns = {
        f"{d.year - 1}年决算数": (b.before_basic, b.before_project, b.before),
        f"{d.year}年决算数": (b.basic, b.project, b.actual),
    }
    nums = [
        [d.number(f"table.{title}.{n}", value, "", 2) for n, value in enumerate(values)]
        for title, values in columns.items()
    ]
    for *parts, total in nums:
        d.link("sum", total=total, part=parts)
    rows = [
        ["项目", *columns],
        *([name, *row] for name, row in zip(("基本支出", "项目支出", "合计"), zip(*nums, strict=True), strict=True)),
    ]
    d.add("table", "单位：万元")
    for row in rows:
        d.trap(d.add("table", joined(row, "\t")).pieces)


def _budget(d: Draft) -> list[Piece]:
    b = d.books
    adjusted, initial = d.wan("adjusted", b.adjusted), d.wan("initial", b.adjusted - b.added)
    added = d.wan("added", b.added)
    d.link("sum", total=adjusted, part=[initial, added])
    d.notes["added"].append((initial, added, adjusted))
    return d.sentence(BUDGET, initial=initial, added=added, adjusted=adjusted, D=BUREAUS[d.unit.level])


def _income(d: Draft) -> list[Piece]:
    b = d.books
    income, other = d.wan("income", b.income), d.wan("other_income", b.other_income)
    fiscal = d.wan("fiscal_income", b.income - b.other_income)
    d.link("sum", total=income, part=[fiscal, other])
    return d.sentence(INCOME, income=income, fiscal=fiscal, other=other)


def _spent(d: Draft) -> list[Piece]:
    b = d.books
    actual, basic, project = d.wan("actual", b.actual), d.wan("basic", b.basic), d.wan("project", b.project)
    basic_share = d.percent("basic_share", percent(b.basic, b.actual))
    project_share = d.percent("project_share", 100 - basic_share.value)
    d.notes["spent"].append(actual)
    wording = d.choose(SPENT)
    if "{basic_bare}" in wording:
        basic = bare(basic, project)
    d.link("sum", total=actual, part=[basic, project])
    d.link("ratio", percent=basic_share, part=basic, whole=actual)
    d.link("ratio", percent=project_share, part=project, whole=actual)
    return d.sentence((wording,), actual=actual, basic=basic, basic_bare=basic, project=project,
                      basic_share=basic_share, project_share=project_share)  # fmt: skip


def _rate(d: Draft) -> list[Piece]:
    b = d.books
    rate = d.percent("rate", percent(b.actual, b.adjusted))
    actual, adjusted = d.printed["actual"][-1], d.printed["adjusted"][-1]
    d.link("ratio", percent=rate, part=actual, whole=adjusted)
    d.link("le", less=actual, more=adjusted)
    d.notes["rate"].append((rate, actual, adjusted))
    return d.sentence(RATE, rate=rate, again=d.wan("adjusted", b.adjusted))


def _balance(d: Draft) -> list[Piece]:
    b = d.books
    opening, closing = d.wan("opening", b.opening), d.wan("closing", b.closing)
    income, actual = d.wan("income", b.income), d.wan("actual", b.actual)
    d.link("sum", total=closing, part=[opening, income], minus=actual)
    return d.sentence(BALANCE, opening=opening, closing=closing, income=income, actual=actual)


def way(d: Draft, now: Decimal, before: Decimal) -> Piece:
    """Return the word for the direction of a change."""
    return Piece(d.rng.choice(UP if now > before else DOWN))


def _change(d: Draft) -> list[Piece]:
    b, up = d.books, d.books.actual > d.books.before
    words = way(d, b.actual, b.before), Piece("增长" if up else "下降")
    delta, before = d.wan("change", abs(b.actual - b.before)), d.wan("before", b.before)
    rate = d.percent("change_rate", percent(abs(b.actual - b.before), b.before))
    why, actual, last = Piece(d.choose(WHY[_mover(d), up])), d.wan("actual", b.actual), d.year - 1
    wording = d.choose(CHANGE)
    after = actual if "{actual}" in wording else d.notes["spent"][0]
    d.link("change", after=after, before=before, direction=words[0], delta=delta, percent=rate)
    d.notes["change"].append((words, before, delta, why))
    return d.sentence((wording,), way=words[0], way2=words[1], delta=delta, before=before, rate=rate, why=why,
                      actual=actual, last=f"{last}年")  # fmt: skip


def _mover(d: Draft) -> str:
    """Return which part moved the total: the one that moved most in its direction."""
    b = d.books
    moved = {"basic": b.basic - b.before_basic, "project": b.project - b.before_project}
    pick = max if b.actual > b.before else min
    return pick(moved, key=lambda part: moved[part])


def _parts_of_change(d: Draft) -> list[Piece]:
    b = d.books
    total = b.actual - b.before
    moved = {"basic": b.basic - b.before_basic, "project": b.project - b.before_project}
    nums = {key: d.wan(f"{key}_change", abs(value)) for key, value in moved.items()}
    same = [nums[key] for key, value in moved.items() if (value > 0) == (total > 0)]
    against = [num for num in nums.values() if num not in same]
    delta = d.wan("change", abs(total))
    d.link("sum", total=delta, part=same, minus=against)
    words = {f"{key}_way": way(d, value, Decimal(0)) for key, value in moved.items()}
    return d.sentence(PARTS_OF_CHANGE, way=way(d, total, Decimal(0)), delta=delta, **nums, **words)
