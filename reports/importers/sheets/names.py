"""What the words of foreign tables mean: heads of columns, names of rows, titles. The glossary's names, as data.

Everything is compared in half width, without blanks, numbering (一、 1. 其中：) and remarks in brackets about units.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:[、.．](?!\d)|\))|[①-⑳])*"
)
_NUMBER = re.compile(
    r"\s*(?:其中[:：])?\s*([一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]、?|\d{1,2}(?:[、．]|\.(?!\d)))?\s*"
)
_LEADING = re.compile(r"^其中:?")
_REMARK = re.compile(
    r"\((?:单位[:：])?(?:人民币)?(?:[万千亿]?元|个|人|次|辆|批|批次|人次|人数|台|名|分|%|\d+分|盖章|签章|公章|签字)\)"
)
_IDLE = re.compile(r"[\s　*#★△▲“”\"'‘’:：]+")


class Numbered(NamedTuple):
    """A row's name without its numbering; *depth* is 0 where there is none, 1 for 一、, 2 for （一）, 3 for 1., 4 for (1)."""

    name: str
    depth: int


@lru_cache(1 << 15)
def folded(text: str) -> str:
    """Return *text* as names are compared."""
    bare = _IDLE.sub("", _REMARK.sub("", unicodedata.normalize("NFKC", text)))
    return _NUMBERED.sub("", _LEADING.sub("", _NUMBERED.sub("", bare)))


def numbered(text: str) -> Numbered:
    """Return the name a row is kept under, and how deep the numbering before it goes."""
    found = _NUMBER.match(text)
    assert found  # it matches nothing as well
    number = found[1] or ""
    first = number.strip("（(")[:1]
    inner = number[:1] in ("（", "(")
    depth = 0 if not number else (3 if first.isdigit() else 1) + inner
    return Numbered(text[found.end() :].strip(), depth)


AMOUNTS = (
    ("rate", re.compile(r"(率|占比|比重|%|完成比例|进度)$")),
    ("last_year", re.compile(r"^上(一)?年(度)?$")),
    ("prior_actual", re.compile(r"^上(一)?年(度)?(同期)?(决算|执行|实际|支出)?(支出)?(数|金额)?$")),
    ("initial_budget", re.compile(r"^(本年)?(年初|期初)?(部门)?(年初)(部门)?(批复|安排|下达)?的?(预算)?(批复|安排)?(资金)?(数|金额|额)?$")),
    ("adjustment", re.compile(r"^(年度|年中|全年|本年)?(预算)?(调整|追加|调增|追加\(减\)|追加\(追减\)|调整\(追加/追减\)|追加追减|增减调整|调剂)(数|额|金额)$|^年(度|中)?预算调整$|^预算调整$")),
    ("revised_budget", re.compile(r"^(全年|年度|本年|当年)?(调整|调整后|变更后|追加后)的?(部门)?(全年)?预算(数|额|金额)?$|^(全年|年度|当年|本年)(部门)?(总)?预算(批复|安排)?(数|金额|额)?$|^(最终|批复)预算(数|额)?$")),
    ("budget", re.compile(r"^预算(安排|批复)?(数|金额|额|资金)?$")),
    ("grant", re.compile(r"^上级(专项)?(拨款|补助|转移支付)(资金)?(数|金额)?$")),
    ("received", re.compile(r"^(资金)?(实际)?(到位|拨入|拨付|下达)(资金)?(数|金额|额)?$|^(资金)?到位(资金)?(情况)?$")),
    ("change", re.compile(r"^(比|较)上年(增减|增加|变动)(额|数|金额)?$|^(同比)?增减(变动)?(额|数|金额)?$")),
    ("difference", re.compile(r"^(比|较|同比)?(上年)?增减(变动)?$")),
    ("actual", re.compile(r"^(全年|本年|年度|当年|预算|实际|累计)*(决算|执行|支出|使用|支付|完成支出|实际支出)(决算)?(数|金额|额)?$|^(实际|全年)?(执行|支出)(完成)?(数|额|金额)$|^(已)?(支付|使用|支出)(资金|金额)$")),
)  # fmt: skip
GENERIC = re.compile(
    r"^(金额|合计|小计|本年(支出|收入)?合计|总计|支出合计|收入合计|数额|数值|数量|人数|合计数|期末(数|余额|账面数|账面净值)?|年末(数|余额|账面数)?|账面净值|净值|本年数|本期数|本年)$"
)
PAST = re.compile(r"^(期初|年初)(数|余额|账面数|账面余额)?$|^上(年|期)(末|数)")
_YEARED = re.compile(r"^((?:19|20)\d{2})年?度?(?:的)?(.*)$")

KEYS = {
    "code": re.compile(r"^(支出)?(部门预算|政府预算)?(支出)?(功能|经济)?(分类)?(支出)?(科目)?(编码|代码)$|^(科目|项目)?编(码|号)$|^功能分类科目编码|^经济分类科目编码"),
    "name": re.compile(r"^按\S{2,6}(来源|性质|分类)$|^(支出)?(经济|功能)分类科目$|^(科目|支出|收入|经济分类科目|功能分类科目|支出功能分类|支出经济分类|资金|资产)?(名称|项目|来源|性质|内容|类别|分类|构成)$|^项目\(按\S+\)$|^(科目|险种|指标|费用项目|支出项目|栏目|资金来源|支出性质|资产项目|人员类别|类型|科目\(单位\)名称)$"),
    "project": re.compile(r"^(预算|支出|具体|二级|一级)?项目(支出)?(\(课题\))?名称$"),
    "line": re.compile(r"^(行次|序号|栏次|编号)$"),
}  # fmt: skip
COLUMNS = {
    "level1": re.compile(r"^一级指标(名称)?$"),
    "level2": re.compile(r"^二级指标(名称)?$"),
    "label": re.compile(r"^三级指标(名称)?$|^指标名称$|^(绩效|考核|评价)指标$"),
    "target_value": re.compile(r"^(年度|预期|绩效|计划)?(指标值|目标值)(\(计划值\))?$|^年度(预期)?(指标|目标)值?$"),
    "actual_value": re.compile(r"^(全年|实际|指标)?(实际)?完成(值|情况值)$|^实际值$|^自评完成值$"),
    "operator": re.compile(r"^(计算|运算|比较)?符号$|^指标性质$"),
    "unit": re.compile(r"^(计量|度量)单位$|^单位$"),
    "weight": re.compile(r"^(指标)?(分值|权重)(分值)?(\(\d+分?\))?$|^满分$"),
    "score": re.compile(r"^(自评|指标)?得分$|^自评分(数|值)?$"),
    "reason": re.compile(r"^偏差(大)?原因.*$|^未完成原因.*$|^(扣分|得失分|扣减).*原因.*$"),
    "usage": re.compile(r"^(资金|项目)?(主要)?(用途|使用方向|支出内容|建设内容|实施内容|主要内容)$"),
    "leader": re.compile(r"^项目负责人$"),
    "goal": re.compile(r"^(年度)?(预期|年初设定|绩效|总体|整体)?(绩效)?目标$|^年度(绩效|总体)目标$|^预期(绩效)?目标$"),
    "achievement": re.compile(r"^(年度)?(总体|整体)?(绩效)?(目标)?(全年|实际)?完成情况$"),
    "opening": re.compile(r"^(年初|上年)?结转(和|及)?结余$|^年初结转(和结余)?$|^上年结(余|转)$"),
    "income": re.compile(r"^本年收入$"),
    "closing": re.compile(r"^年末(滚存)?(结转)?(和|及)?结余$|^年末结转$"),
}  # fmt: skip

ITEMS = (
    ("nature.total", re.compile(r"^(部门|单位)?整体(支出)?(规模)?(合计)?$|^(本年|全年|部门)?(总)?支出(合计|总额|总计)$|^总支出$|^(年度)?(资金|支出)总额$|^年度资金总额$|^(本年)?支出$")),
    ("nature.basic", re.compile(r"^基本支出(合计|小计)?$")),
    ("nature.personnel", re.compile(r"^(人员)(经费|支出)(支出)?(合计|小计)?$")),
    ("nature.operating", re.compile(r"^(日常)?公用(经费|支出)(支出)?(合计|小计)?$")),
    ("nature.special_funds", re.compile(r"^专项资金$")),
    ("nature.project", re.compile(r"^(项目|专项)支出(合计|小计)?$|^项目支出(总额|总计)$")),
    ("source.general_public_budget", re.compile(r"^一般公共预算(财政)?(拨款|资金)?(支出)?$")),
    ("source.government_fund_budget", re.compile(r"^政府性基金(预算)?(财政)?(拨款|资金)?(支出)?$")),
    ("source.state_capital_operations_budget", re.compile(r"^国有资本经营预算(财政)?(拨款|资金)?(支出)?$")),
    ("source.social_insurance_fund_budget", re.compile(r"^社会保险基金(预算)?(资金)?(支出)?$")),
    ("source.fiscal_special_account_funds", re.compile(r"^(财政专户管理资金|纳入(财政)?专户管理的非税收入(拨款)?)$")),
    ("source.other_funds", re.compile(r"^其他资金$")),
    ("three_public.total", re.compile(r"^三公(经费)?(支出)?(合计|总额)?$")),
    ("three_public.overseas", re.compile(r"^(因公)?出国(\(境\))?(经费|费用?|支出)*$")),
    ("three_public.vehicle", re.compile(r"^(公务用车|公车)购置(和|及|与)?(公务用车|公车)?(运行|维护|运行维护)(经费|费用?|支出)*(小计)?$")),
    ("three_public.vehicle_purchase", re.compile(r"^(公务用车|公车)购置(经费|费用?|支出)*$")),
    ("three_public.vehicle_operation", re.compile(r"^(公务用车|公车)(运行|维护|运行维护|运行和维护|运行及维护)(经费|费用?|支出)*$")),
    ("three_public.reception", re.compile(r"^(国内)?公务接待(经费|费用?|支出)*$")),
    ("revenue.total", re.compile(r"^(本年|全年|总)?收入(合计|总额)$|^本年收入$")),
)  # fmt: skip
# Facts that stand alone: the address, how it is read, and what it is called.
SINGLES = (
    ("staffing.authorized_posts.total.count", "count", re.compile(r"^(人员|核定|批准)?编制(人数|数|总数|人员数)?$|^编制人员(数)?$")),
    ("staffing.serving_staff.total.count", "count", re.compile(r"^(年末|期末)?(实际|实有|在编|在岗)?(在编)?(在职)(人员|职工)?(总)?(人数|数)?$|^(年末)?(实有|实际)(在职)?(人员|人)数?$|^在职人员$|^实际在职人数$")),
    ("staffing.retired_staff.total.count", "count", re.compile(r"^(年末)?离?退休(人员)?(人数|数)?$")),
    ("staffing.contract_staff.total.count", "count", re.compile(r"^(年末)?(编外|临聘|聘用|编外聘用|合同制)(人员|职工)(人数|数)?$")),
    ("three_public_counts.overseas_delegations", "count", re.compile(r"^因公出国(\(境\))?团组(数|个数)?$")),
    ("three_public_counts.overseas_person_times", "count", re.compile(r"^因公出国(\(境\))?(累计)?人(次|数|次数)(数)?$")),
    ("three_public_counts.reception_batches", "count", re.compile(r"^(国内)?公务接待(总)?(批次|团组)(数|个数)?$|^接待批次(数)?$")),
    ("three_public_counts.reception_person_times", "count", re.compile(r"^(国内)?公务接待(总)?人(次|数|次数)(数)?$|^接待人次(数)?$")),
    ("three_public_counts.vehicle_stock", "count", re.compile(r"^(年末)?公务用车(年末)?保有量$|^公务用车保有数量?$")),
    ("assets.total", "amount", re.compile(r"^(国有)?资产(总额|总计|合计)$")),
    ("assets.current", "amount", re.compile(r"^流动资产(合计|总额)?$")),
    ("assets.fixed", "amount", re.compile(r"^固定资产(净值|净额|合计|账面净值|净值合计)?$")),
    ("assets.other", "amount", re.compile(r"^其他资产(合计)?$")),
    ("assets.accumulated_depreciation", "amount", re.compile(r"^(固定资产)?累计折旧$|^固定资产累计折旧\(合计\)$")),
    ("assets.date", "day", re.compile(r"^资产(统计)?(日期|时点)$")),
    ("assets.kinds", "words", re.compile(r"^资产种类$")),
    ("profile.name", "words", re.compile(r"^(预算)?(部门|单位)(\(单位\))?名称$|^(填报|编制|填表|预算)(单位|部门)(\(单位\))?(名称)?$|^部门$")),
    ("profile.short_name", "words", re.compile(r"^单位简称$")),
    ("profile.credit_code", "words", re.compile(r"^统一社会信用代码$")),
    ("profile.head_name", "words", re.compile(r"^(单位|部门)负责人$|^法定代表人$")),
    ("profile.department_count", "count", re.compile(r"^内设(机构|科室|股室)(数|个数|数量)$")),
    ("profile.subordinate_count", "count", re.compile(r"^(所属|下属|二级)(预算|事业)?单位(数|个数|数量)$")),
    ("performance.total_score", "score", re.compile(r"^自评总分$|^自评得分合计$")),
    ("performance.grade", "words", re.compile(r"^(自评|评价)?(等级|等次)$")),
)  # fmt: skip
STAFF = {
    "authorized_posts": re.compile(r"^(核定|人员|批准)?编制(人)?(数|人数)?$"),
    "serving_staff": re.compile(r"^(年末)?(实际|实有|在编)?(在职)?(在岗)?(人员|职工)?(人数|实有人数|实有数)$|^(年末)?实有(在职)?人数$|^实际在职人数$|^在职人数$"),
    "retired_staff": re.compile(r"^(年末)?离?退休(人员)?(人数|数)?$"),
    "contract_staff": re.compile(r"^(编外|临聘|聘用|编外聘用)(人员)?(人数|数)?$"),
}  # fmt: skip
TOTAL = re.compile(r"^(合计|总计|总额|本年合计|共计)$")
SUBTOTAL = re.compile(r"^(小计|类款项合计)$")
PASSED_OVER = re.compile(
    r"^(收|支|收入|支出)?总计$|结转|结余分配|使用(非财政拨款|专用)结余|^类$|^款$|^项$|^栏次$|^行次$|弥补收支差额"
)
NOTES = re.compile(
    r"^\s*(注|备注|说明|填表说明|填报说明|填表人|制表人|制表|填报人|审核人|复核|单位负责人|财务负责人|公开\d+表|附件\d*)[\s0-9一二三]*[:：.、]?"
)

TITLES = (
    ("three", re.compile(r"三公")),
    ("fund:government_fund", re.compile(r"政府性基金")),
    ("fund:state_capital", re.compile(r"国有资本经营")),
    ("fund:social_insurance", re.compile(r"社会保险基金")),
    ("project_form", re.compile(r"项目支出绩效自评表|项目绩效自评表|项目支出绩效目标(自评|完成)")),
    ("economic", re.compile(r"基本支出.*(明细|决算|预算|经济分类|情况)表|基本支出.*经济分类|经济分类.*基本支出")),
    ("economic_project", re.compile(r"项目支出.*经济分类|经济分类.*项目支出|项目支出.*明细表\(按经济")),
    ("appropriation", re.compile(r"财政拨款收入支出|财政拨款收支")),
    ("both", re.compile(r"收入支出(决算|预算)?(总|情况)?表|收支(决算|预算)?(总|情况)?表")),
    ("general", re.compile(r"一般公共预算(财政拨款)?支出|一般公共预算财政拨款(支出)?(决算|情况)")),
    ("projects", re.compile(r"项目支出|项目经费|专项(资金|支出|经费)|项目(明细|情况|资金)")),
    ("income", re.compile(r"收入(决算|预算|情况)")),
    ("assets", re.compile(r"资产")),
    ("staffing", re.compile(r"人员|编制|供养")),
    ("economic_any", re.compile(r"经济分类")),
    ("whole", re.compile(r"支出(决算|预算|情况|执行|构成|规模|自评|对比|比较)|整体支出|经费控制|基础数据")),
)  # fmt: skip


def title_kind(text: str) -> str:
    """Return what a table is about by its title, blank where the title does not say."""
    name = folded(text)
    return next((kind for kind, pattern in TITLES if pattern.search(name)), "")


@lru_cache(1 << 15)
def amount_of(text: str, year: int) -> str:
    """Return which amount the head of a column names; "other" for one of another year, blank where it names none."""
    name = folded(text)
    dated = _YEARED.fullmatch(name)
    if dated and not dated[2]:
        return {0: "this_year", 1: "last_year"}.get(year - int(dated[1]), "other") if year else ""
    if dated:
        found = _plain_amount(dated[2])
        if not found or found == "rate" or not year or int(dated[1]) == year:
            return found
        return "prior_actual" if int(dated[1]) == year - 1 and found == "actual" else "other"
    return _plain_amount(name)


def _plain_amount(name: str) -> str:
    return next((amount for amount, pattern in AMOUNTS if pattern.search(name)), "")


@lru_cache(1 << 15)
def item_of(text: str) -> str:
    """Return the line a name means, as scheme and code, blank for none."""
    name = folded(text)
    return next((item for item, pattern in ITEMS if pattern.fullmatch(name)), "")


@lru_cache(1 << 15)
def single_of(text: str) -> tuple[str, str]:
    """Return the address of the fact a name means by itself and how it is read, blank for none."""
    name = re.sub(r"^(19|20)\d{2}年(度|末)?", "", folded(text))
    return next(((at, kind) for at, kind, pattern in SINGLES if pattern.fullmatch(name)), ("", ""))


@lru_cache(1 << 15)
def key_of(text: str) -> str:
    """Return what a column of names is a column of: code, name, project, line; blank for none."""
    name = folded(text)
    return next((key for key, pattern in KEYS.items() if pattern.fullmatch(name)), "")


@lru_cache(1 << 15)
def column_of(text: str) -> str:
    """Return which fact of an indicator, a project, a goal or a fund a column holds, blank for none."""
    name = folded(text)
    return next((column for column, pattern in COLUMNS.items() if pattern.fullmatch(name)), "")


@lru_cache(1 << 15)
def staff_of(text: str) -> str:
    """Return the group of people a column counts, blank for none."""
    name = re.sub(r"^(19|20)\d{2}年(度|末)?", "", folded(text))
    return next((group for group, pattern in STAFF.items() if pattern.fullmatch(name)), "")


def is_head(text: str) -> bool:
    """Return whether words name a column or a fact, rather than being one."""
    return bool(single_of(text)[0] or key_of(text) or column_of(text) or staff_of(text) or amount_of(text, 0))
