"""The quantities every such report states, by the words they are named with (domain/tables.md, glossary.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity by *key*: its Chinese *label* and the *pattern* of its names. *kind*: amount, count or score."""

    key: str
    label: str
    pattern: str
    kind: str = "amount"


QUANTITIES = (
    Quantity(
        "total", "整体支出",
        "整体支出(?:规模|总额|决算|总计|合计)*|支出(?:总额|总计|合计|总规模|总量|总数|共计)|全年总?支出(?:数|决算)?"
        "|总支出|本年支出(?:合计|决算)?|收、?支(?:总[计额]|合计)|(?:年度|部门)总?支出|(?:年初)?部门预算"
        "|全年(?:部门)?预算|部门(?:决算|支出)|支出决算(?:总[额计数])?|财政拨款支出|预算总(?:额|规模|支出)"
        "|年初预算(?:总额|安排|数)?",
    ),
    Quantity(
        "income", "收入合计",
        "总收入|收入(?:总额|总计|合计|共计|决算)|(?:全年|本年|年度|当年)总?收入|各项收入"
        "|部门(?:预算)?收入(?:总额)?",
    ),
    Quantity("fiscal_income", "财政拨款收入", "财政(?:预算)?拨款(?:预算)?收入"),
    Quantity("other_income", "其他收入", "其[他它]收入"),
    Quantity("basic", "基本支出", "基本支出"),
    Quantity("project", "项目支出", "项目(?:经费)?支出|专项(?:[^，。；、]{0,4}经费|资金)?支出"),
    Quantity("personnel", "人员经费", "人员(?:经费|支出|类支出)"),
    Quantity("operating", "公用经费", "(?:日常)?公用(?:经费|支出|类支出)"),
    Quantity("wages", "工资福利支出", "工资(?:和|及)?福利(?:性)?支出"),
    Quantity("goods", "商品和服务支出", "(?:一般)?商品(?:和|与|及)?服务(?:类)?支出"),
    Quantity("family", "对个人和家庭的补助", "对?个人(?:和|及|与)家庭的?补助(?:支出)?"),
    Quantity("capital", "资本性支出", "资本性支出|其他资本性支出"),
    Quantity("three_public", "“三公”经费", r'[“\"]?三公[”\"]?\s*经费'),
    Quantity("reception", "公务接待费", "公?务?接待费|公务接待"),
    Quantity("overseas", "因公出国（境）费", r"(?:因公)?出国\(?境?\)?(?:费用|经费|费)?|因公出国"),
    Quantity(
        "vehicle", "公务用车购置及运行维护费",
        "公务用车购置费?(?:及|和|、|与)?(?:公务用车)?运行(?:及|和)?维?护?(?:费用?|支出)?|公务用车费用?"
        "|公车(?:购置及运行|运行购置)(?:维护)?费",
    ),
    Quantity(
        "vehicle_operation", "公务用车运行维护费",
        "(?:公务用?车|公车|车辆)(?:运行(?:及|和)?)?维?护?(?:费用?)"
        "|公务用车运行(?:及|和)?维?护?(?:费用?)?",
    ),
    Quantity("vehicle_purchase", "公务用车购置费", "(?:公务用?车|公车|车辆)购置(?:费用?)?"),
    Quantity("assets", "资产总额", "(?:国有)?资产(?:总[额值计]|合计|共计|总量)|总资产"),
    Quantity("current_assets", "流动资产", "流动资产"),
    Quantity("fixed_assets", "固定资产", "固定资产(?:原值|净值|总额|账面价值)?"),
    Quantity("depreciation", "累计折旧", "累计折旧"),
    Quantity("intangible_assets", "无形资产", "无形资产(?:净值|原值)?"),
    Quantity("government_fund", "政府性基金预算支出", "政府性基金(?:预算)?(?:财政拨款)?(?:支出)?"),
    Quantity("state_capital", "国有资本经营预算支出", "国有资本经营(?:预算)?(?:财政拨款)?(?:支出)?"),
    Quantity("social_insurance", "社会保险基金预算支出", "社会保险基金(?:预算)?(?:支出)?"),
    Quantity("general_fund", "一般公共预算支出", "一般公共(?:预算|服务)(?:财政拨款)?(?:支出)"),
    Quantity("balance", "结转结余", "(?:年末|年终|累计|当年|期末)?结转(?:和|及)?结余(?:资金)?|年末结[转余]"),
    Quantity("posts", "编制", "编制(?:总?人?数|总数|人员)?|(?:行政|事业|工勤|机关)编(?![外办])", "count"),
    Quantity(
        "staff", "在职人员",
        "在(?:职|编|岗)(?:在?(?:职|编|岗))?(?:人员|职工|干部|人数|总数)*"
        "|实有(?:在职)?(?:人数|人员|干部职工)|现有(?:人员|职工|干部职工|工作人员|在职人员|在编人员|干部)"
        "|(?:用工|职工|人员)总(?:人)?数|年末(?:实有)?人数", "count",
    ),
    Quantity("retired", "离退休人员", "离休(?:人员|干部)?(?!、?退休)|(?:离|离休、?)?退休(?:人员|干部|职工)?", "count"),
    Quantity(
        "contract", "编外人员",
        "编外(?:聘用)?(?:人员)?|(?:长期)?(?:合同工|临聘|聘用)(?:人员)?|临时工|劳务派遣(?:人员)?"
        "|政府购买服务(?:人员)?", "count",
    ),
    Quantity("score", "自评得分", "(?:综合|自评|总|评价|最终|绩效)+(?:得分|评分|分|评定|结果)|绩效自评|自评|得分", "score"),
)  # fmt: skip
BY_KEY = {one.key: one for one in QUANTITIES}
# Every name holds one of these; most words hold none and are spared the long pattern.
_HINT = re.compile(
    "支[出总]|收[入支]|经费|公用|接待|出国|用车|公车|车辆|资产|折旧|基金|国有资本|结[转余]|编[制外]|[行事工机][政业勤关]编|在[职编岗]|实有|现有|人数|[工员]总"
    "|[离退]休|合同|临聘|聘用|派遣|临时工|政府购买|自评|得分|总分|[综评][合价]|福利|服务|补助|预算|决算|一般公共"
)
_NAMES = re.compile("|".join(f"(?P<{one.key}>{one.pattern})" for one in QUANTITIES))

# Words no two of which make up a third: else a long row of them could be read in too many ways.
_BARE = re.compile(
    "(?:其中|截至|我|本|部门|单位|全年|本年|年度|当年|年末|实际|财政|拨款|年初|年中|上年|去年|同期|较|比|与|相比|按|追加|调整|后|预算|决算|执行|完成"
    "|支出|使用|到位|资金|安排|批复|下达|指标|总|数|额|金额|为|是|共|合计|计|达|到|的|了|约|：)+"
)
WIDE = frozenset({"total", "income", "general_fund"})  # any other quantity named is meant rather


@lru_cache(maxsize=4096)
def name_in(words: str, kind: str) -> str:
    """Return the key of the quantity *words* name last, the longest where several end alike; "" for none.

    An amount is never a number of people; 其他… is an item, not the whole that bears the name; and 接待费支出决算 is
    that of the 接待费, not of everything.
    """
    if _HINT.search(words) is None:
        return ""
    best = ""
    for match in _NAMES.finditer(words):
        key = match.lastgroup or ""
        if not fits(key, kind) or words[: match.start()].endswith(("其他", "其它", "一般性")):
            continue
        if key not in WIDE or not best:
            best = key
    return best


@lru_cache(maxsize=4096)
def is_bare(words: str) -> bool:
    """Return whether *words* say only budget or outturn, not of what: 年初预算数为, 全年实际支出."""
    return _BARE.fullmatch(words) is not None


def fits(key: str, kind: str) -> bool:
    """Return whether a mention of *kind* can be the quantity *key*: a share may be of anything but a score."""
    return BY_KEY[key].kind == kind or (kind == "percent" and BY_KEY[key].kind == "amount")
