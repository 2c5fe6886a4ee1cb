"""The chapters of a report by the words of their headings, and which of them are sentences made from facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reports.filing import Filing
from reports.importers.loaded import Draft
from reports.importers.wording import is_only, without_figures

# A heading without its year, its “（单位）” and what follows “，主要包括” → the chapter it opens, by general words.
_WHOLE = "(部门|单位|本单位|我单位|整体(支出)?)*"
HEADINGS: tuple[tuple[str, str], ...] = tuple(
    (key, f"{_WHOLE}({pattern})[:：]?")
    for key, pattern in (
        ("unit_profile", "基本情况|基本概况|概况|机构、?人员构成"),
        ("duties", "主要(职责|职能).*|职[责能].*"),
        ("departments", "机构设置.*|内设机构.*|组织(架构|机构).*"),
        ("staffing", "人员(编制)?(构成|情况|构成情况)|(机构|编制)[、和与及]?人员(编制|构成)?(情况)?"),
        (
            "key_tasks",
            "(?!.*(开展|完成|落实|成效))(年度|本年)*(总体工作|重点工作|(主要|重点)任务|[^，。]{0,8}工作的?(主要|重点)任务).*",
        ),
        ("expenditure_scale", "(?<=支出)(规模|情况).*|支出(规模|情况).*|财务情况|预算收支决算情况|收支(决算)?情况"),
        ("basic_expenditure", "基本支出(使用|构成|执行)?(情况)?"),
        ("project_management", ".*资金管理情况.*"),
        ("project_expenditure", "(项目|专项)支出(情况)?|.*专项.*经费支出"),
        ("three_public", '[“"]?三公[”"]?经费.*'),
        ("project_organisation", "(项目|专项)组织(实施)?情况(分析)?"),
        ("project_supervision", "(项目|专项)管理情况(分析)?"),
        ("asset_management", "(国有)?资产(管理|占有|占用|及|和|使用)*情况"),
        ("government_fund_budget", "政府性基金预算(支出)?情况"),
        ("state_capital_operations_budget", "国有资本经营预算(支出)?情况"),
        ("social_insurance_fund_budget", "社会保险基金预算(支出)?情况"),
        ("goal_setting", "绩效目标设[置定]情况|绩效管理情况"),
        ("goals", "(绩效|年度|总|总体|整体|工作)*目标([及和与]?(绩效)?指标)?(设[置定])?(情况)?"),
        ("evaluation_process", "(绩效)?(评价|自评)(工作(开展|组织|实施|过程)*|(开展|组织|实施|过程)+)(情况)?"),
        (
            "conclusion",
            "(绩效|综合)*(自评|评价)(得分)?[及和与]?(结论|结果)(综述|[及和与]?分析)?|(绩效)?自评(得分)?情况",
        ),
        ("achievements", "(取得的|主要|工作|履职)*(成效|成绩)|(年度|重点|主要)*工作(开展|完成|落实)情况"),
        ("goal_completion", "绩效目标完成情况|绩效(完成)?(情况|状况)|主要(工作)?绩效|.*完成情况(分析)?"),
        ("cost", "成本指标(控制)?(完成)?(情况)?"),
        ("output", "产出指标(完成)?(情况)?"),
        ("benefit", "效益指标(完成)?(情况)?"),
        ("satisfaction", "(服务对象|社会公众)?满意度指标(完成)?(情况)?"),
        ("problems", "存在的?(主要|突出)?(问题|不足).*|(主要)?(问题|不足)([和与及、].*)?"),
        (
            "improvements",
            "(下一?步)?改进(的)?措施.*|.*措施[与和及]?建议|(有关|相关|意见)?建议|下一?步(工作)?(打算|计划|安排|思路)",
        ),
        ("result_disclosure", "(绩效)?(自评|评价)?结果的?(拟|应用|运用|公开|公示|[和与及])+(情况)?"),
        ("others", "其[他它](需要|应)?说明的?(情况|问题|事项).*"),
    )
)
GENERATED = frozenset({
    "unit_profile", "duties", "departments", "staffing", "expenditure_scale", "basic_expenditure",
    "project_expenditure", "three_public", "government_fund_budget", "state_capital_operations_budget",
    "social_insurance_fund_budget", "goals", "conclusion",
})  # fmt: skip
_IDLE = re.compile(r"[\s。]|[（(](部门|单位|或单位)[）)]|[0-9]{4}年(度)?")
_EXPLAINED = re.compile(r"[，,、](主要)?包括.*")
# Chapters whose heading the unit may word itself, and the words a form has for it.
OWN_HEADINGS = {"project_expenditure": re.compile("(项目|专项)支出(情况)?"), "key_tasks": re.compile("(?!)")}
FAMILIES = frozenset({"goal_completion", "cost", "output", "benefit", "satisfaction"})


@dataclass
class Chapter:
    """One chapter as printed; *key* is the narrative its heading or an outer one opens, *row* the indicator it is named after."""

    level: int
    number_label: str
    heading: str
    text: str
    key: str = field(default="")
    opens: bool = field(default=False)
    row: str = field(default="")


def chapter_key(heading: str) -> str:
    """Return the key of the chapter a heading opens, or blank when its words are no general ones."""
    words = _EXPLAINED.sub("", _IDLE.sub("", heading))
    return next((key for key, pattern in HEADINGS if re.fullmatch(pattern, words)), "") if words else ""


def is_own_heading(key: str, heading: str) -> bool:
    """Return whether a heading that opens the chapter *key* is worded by the unit where an outline lets it."""
    words = _IDLE.sub("", heading.strip().rstrip("：:。"))
    return key in OWN_HEADINGS and not OWN_HEADINGS[key].fullmatch(words)


def is_generated(chapter: Chapter, words: str, filing: Filing) -> bool:
    """Return whether the sentences of a chapter are made from facts: by its kind, or because it says only goals or scores."""
    goals = [goal.text for goal in filing.goals.values()]
    if chapter.key == "key_tasks" and any(goal.kind == "task" for goal in filing.goals.values()):
        return True
    if chapter.key in ("goal_setting", "key_tasks") and is_only(words, goals):
        return True
    scored = (row.label for row in filing.indicators.values() if row.label and row.score is not None)
    return chapter.key in GENERATED or (not chapter.heading and chapter.text.startswith(tuple(scored)))


def put_assets(draft: Draft, words: str, filing: Filing) -> None:
    """Write how the assets are managed; what they amount to is generated and kept beside."""
    printed = frozenset(one.value for one in draft.readings if one.at.startswith("assets."))
    managed = without_figures(words, printed, filing.assets.kinds)
    draft.write("asset_management", managed)
    if managed != words:
        draft.keep("asset_management", words)


def bare_name(name: str) -> str:
    """Return what makes two printings of an indicator's name the same one."""
    return re.sub(r"\s", "", name).rstrip("。：:")
