"""What a clause says an amount is: budgeted, changed, received, spent, left over, more or less than before; and of which year."""

from __future__ import annotations

import re
from functools import lru_cache

BUDGETS = ("initial", "revised", "budget")
GRANTED = (*BUDGETS, "received")
CHANGES = ("increase", "decrease")
LAST_YEAR = "上年|去年|上一年|前一年|同期"
FULL_MARKS = "满分|分值|权重|标准分|应得"  # what a score is called that can be had

_MORE = "增加|增长|上升|提高|提升|上涨|多|超支|超出|追加|调增|增幅"
_LESS = "减少|下降|降低|压减|压缩|节约|节省|缩减|少|核减|调减|降幅|削减|结约"
# In the order they are looked for: the first that occurs names the role.
ROLES: tuple[tuple[str, str], ...] = (
    ("increase", rf"(?:{_MORE})(?:了|为|到)?(?:约)?(?:金额|额|幅度?)?$|增[长加](?:额|率|幅|幅度)?(?:为|达到?)?$"),
    ("decrease", rf"(?:{_LESS})(?:了|为)?(?:约)?(?:金额|额|率|幅度?)?(?:为|达到?)?$"),
    (
        "initial",
        r"年初(?:预算|部门预算|安排|批复|下达|核定|指标|财政)|预算批复|批复的?(?:部门)?预算|年初[^，]{0,12}(?:预算|指标)",
    ),
    (
        "revised",
        r"(?:调整后?|调剂后|变更后|追加后)的?[^，]{0,8}预算|预算调整|调整预算|全年预算|年中调整|调整[为至到]$|最终预算|年度(?:调整)?预算|调整后",
    ),
    ("balance", r"结转|结余|剩余|未使用|尚余"),
    ("received", r"到位|拨入|下拨|收到|拨付"),
    ("actual", r"决算|执行数?|实际|发生|完成|使用|列支|开支|支付|花费|实支"),
    ("budget", r"预算|安排|下达|批复|核定|计划|指标|拟"),
    ("income", r"收入"),
    ("actual", r"支出|费用"),
)
_ROLES = tuple((role, re.compile(pattern)) for role, pattern in ROLES)
# 预算 in the name of a fund is no budget figure, 指标 in that of an indicator none either.
_NAMES = re.compile(
    r"(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算|预算(?:单位|管理|部门|绩效|执行率|完成率|法|外|内)"
    r"|(?:预算)?执行情况|绩效指标|实际(?:情况|需要|工作)"
)
_BELOW = re.compile(r"(?:未|不|没有)(?:超出?|突破)$")
_FIRM = re.compile(r"决算|执行|实际|实支|列支")
_LAST_YEAR = re.compile(LAST_YEAR)
_ITS_OWN = re.compile(rf"(?:{LAST_YEAR})度?(?:末|底)?(?:的|为|数|支出|决算|预算|收入|金额|额|\(|合计|总额)*$")
_COMPARED = re.compile(r"[^，。；]{0,8}(?:相比|增|减|下降|上升|持平|比|结转|结余)")
_COMPARING = re.compile(r"(?:与|较|比|同)[^，。；]{0,3}$")
_THIS_YEAR = re.compile(r"本年|今年|当年|本年度")


@lru_cache(maxsize=4096)
def role_of(clause: str) -> str:
    """Return the role *clause* gives its figure: a word of ROLES, or "" where it gives none."""
    words = _NAMES.sub("", clause)
    if _BELOW.search(words):
        return ""
    return next((role for role, pattern in _ROLES if pattern.search(words)), "")


def is_firm(clause: str) -> bool:
    """Return whether *clause* says outright that its figure was spent; 支出 alone may mean the budget for it."""
    return _FIRM.search(_NAMES.sub("", clause)) is not None


def year_of(before: str, fiscal: int | None, stated: int | None) -> int | None:
    """Return the year the words *before* a figure state for it: the last named, 上年 counted from *fiscal*; else None.

    与上年相比 and 比上年增加 name last year only to compare with it; behind a semicolon another thing is spoken of.
    """
    before = before.rpartition("；")[2]
    named = list(_LAST_YEAR.finditer(before))
    if not named:
        return stated
    last = named[-1]
    if not _ITS_OWN.match(before, last.start()):
        if _COMPARED.match(before, last.end()) or _COMPARING.search(before, 0, last.start()):
            return stated
        if _THIS_YEAR.search(before, last.end()):
            return fiscal
    return fiscal - 1 if fiscal else None
