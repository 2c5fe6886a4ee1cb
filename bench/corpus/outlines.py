"""The families of outlines: chapters, their sections, and which part of the report each of them holds."""

from __future__ import annotations

from collections.abc import Callable

from bench.corpus import achievements, indicators, money, narrative, people, spending
from bench.corpus.draft import Draft

PARTS: dict[str, Callable[[Draft], None]] = {
    "duties": people.duties, "bodies": people.bodies, "staff": people.staff, "budget": money.budget,
    "basic": spending.basic, "projects": spending.projects, "management": narrative.management,
    "trips": spending.three_public, "assets": spending.assets, "funds": spending.funds, "goals": indicators.goals,
    "method": narrative.method, "completion": indicators.completion, "achievements": achievements.achievements,
    "result": indicators.result, "problems": narrative.problems, "measures": narrative.measures,
    "disclosure": narrative.disclosure, "other": narrative.other,
}  # fmt: skip
HEADINGS = {
    "duties": ("主要职责", "部门职责", "主要职能", "职能职责"),
    "bodies": ("机构设置", "机构设置情况", "内设机构及所属单位", "组织架构"),
    "staff": ("人员编制情况", "编制与人员", "人员情况", "人员构成"),
    "budget": ("部门整体收支情况", "预算安排及执行情况", "收入支出总体情况", "部门预决算情况", "资金规模及执行"),
    "basic": ("基本支出情况", "基本支出", "基本支出使用情况", "基本支出构成"),
    "projects": ("项目支出情况", "项目支出", "项目资金安排与使用情况", "专项资金使用情况"),
    "management": ("项目组织管理情况", "资金管理情况", "项目管理情况", "制度建设与资金管理"),
    "trips": ("“三公”经费情况", "“三公”经费支出情况", "“三公”经费预决算情况", "“三公”经费使用管理情况"),
    "assets": ("资产管理情况", "国有资产情况", "国有资产占有使用情况", "资产情况"),
    "funds": ("政府性基金和国有资本经营预算支出情况", "其他预算支出情况", "政府性基金预算和国有资本经营预算情况"),
    "goals": ("绩效目标", "年度绩效目标设定情况", "绩效目标及指标设置", "整体绩效目标"),
    "method": ("绩效自评工作开展情况", "自评组织实施情况", "评价工作过程", "自评工作组织情况"),
    "completion": ("绩效目标完成情况", "绩效指标完成情况分析", "目标任务完成情况", "绩效目标实现情况"),
    "achievements": ("主要工作成效", "履职成效", "取得的主要成效", "重点工作开展情况"),
    "result": ("综合评价结论", "自评结论", "评价结果", "自评得分及结论"),
    "problems": ("存在的主要问题", "存在的问题及原因", "存在问题", "问题和不足"),
    "measures": ("改进措施和建议", "下一步改进措施", "有关建议", "下一步工作打算"),
    "disclosure": ("绩效自评结果应用和公开情况", "结果应用及公开", "自评结果的应用与公开", "评价结果公开情况"),
    "other": ("其他需要说明的情况", "其他说明事项"),
}

# A chapter: a part by itself, or (heading, parts as sections).
Chapter = str | tuple[tuple[str, ...], tuple[str, ...]]
FAMILIES: dict[str, tuple[Chapter, ...]] = {
    "classic": (
        (("部门概况", "部门基本情况", "单位概况"), ("duties", "bodies", "staff")),
        (("整体支出规模和结构", "部门收支情况", "预算执行情况"), ("budget", "basic", "projects", "trips", "assets")),
        "funds", (("绩效目标及完成情况", "部门整体支出绩效情况"), ("goals", "completion", "achievements")),
        "result", "problems", "measures", "disclosure", "other",
    ),
    "flat": (
        "duties", "bodies", "staff", "budget", "basic", "projects", "trips", "assets", "funds", "goals", "method",
        "completion", "achievements", "result", "problems", "measures", "disclosure",
    ),
    "short": (
        (("基本情况", "单位基本情况"), ("duties", "bodies", "staff", "goals")),
        (("资金使用情况", "预算执行与管理"), ("budget", "basic", "projects", "management", "trips", "assets")),
        (("绩效自评情况", "自评情况"), ("method", "completion", "achievements", "result")),
        (("存在问题及改进措施", "问题与建议"), ("problems", "measures")), "disclosure",
    ),
    "conclusion first": (
        (("自评结论与组织实施", "评价结论及工作过程"), ("result", "method")), (("单位基本情况", "部门概况"), ("duties", "bodies", "staff")),
        (("绩效目标情况", "目标设定与实现"), ("goals", "completion")), "achievements",
        (("财政资金收支情况", "资金收支情况"), ("budget", "basic", "projects", "trips", "funds")), "assets",
        (("问题及措施", "不足与改进"), ("problems", "measures")), "disclosure", "other",
    ),
    "goals first": (
        (("职责与绩效目标", "部门职责及目标"), ("duties", "goals")), (("机构人员情况", "机构和人员"), ("bodies", "staff")),
        (("投入情况", "资金投入和使用"), ("budget", "basic", "projects")), "trips", "assets", "management",
        (("产出与效果", "履职完成情况"), ("achievements", "completion")), (("评价结论与分析", "自评结论与问题"), ("result", "problems")),
        "measures", "disclosure",
    ),
    "evaluation": (
        (("部门（单位）基本情况", "概况"), ("duties", "bodies", "staff")), (("收支与资产", "收支及资产概况"), ("budget", "assets", "funds")),
        "basic", "projects", "trips", (("绩效评价工作情况", "绩效管理情况"), ("goals", "method")),
        (("绩效评价结果", "绩效分析"), ("result", "completion", "achievements")), "problems", "measures", "disclosure",
    ),
}  # fmt: skip


def write_body(d: Draft, family: str) -> None:
    """Write every chapter of the family with its headings and labels."""
    for n, chapter in enumerate(FAMILIES[family], 1):
        single = isinstance(chapter, str)
        d.part = chapter if isinstance(chapter, str) else chapter[1][0]
        heading = d.choose(HEADINGS[chapter] if isinstance(chapter, str) else chapter[0])
        d.add("chapter", heading, d.style.heading_label("chapter", n))
        for m, part in enumerate((chapter,) if isinstance(chapter, str) else chapter[1], 1):
            d.part = part
            if not single:
                d.add("section", d.choose(HEADINGS[part]) + d.style.heading_stop, d.style.heading_label("section", m))
            PARTS[part](d)
