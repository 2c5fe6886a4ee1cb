"""What a chapter is called where the outline of a report does not have it: an earlier report said something there."""

from __future__ import annotations

TITLES = {
    "opening": "报告开头", "unit_profile": "单位基本情况", "duties": "主要职责", "departments": "机构设置",
    "staffing": "人员编制情况", "key_tasks": "年度重点工作任务", "expenditure_scale": "整体支出规模",
    "expenditure_usage": "使用方向和主要内容", "expenditure_scope": "涉及范围", "expenditure_notes": "补充说明",
    "change_reason": "增减变化的原因", "basic_expenditure": "基本支出", "project_expenditure": "项目支出",
    "project_management": "资金使用和管理", "project_organisation": "项目组织情况", "project_supervision": "项目管理情况",
    "three_public": "“三公”经费", "reception_usage": "公务接待情况", "asset_management": "资产管理情况",
    "government_fund_budget": "政府性基金预算支出", "state_capital_operations_budget": "国有资本经营预算支出",
    "social_insurance_fund_budget": "社会保险基金预算支出", "goals": "绩效目标", "goal_setting": "绩效目标设置",
    "evaluation_process": "绩效自评工作情况", "conclusion": "自评结论", "goal_completion": "绩效目标完成情况",
    "cost": "成本指标", "output": "产出指标", "benefit": "效益指标", "satisfaction": "满意度指标",
    "achievements": "主要工作成效", "honours": "获得的表彰", "problems": "存在的主要问题", "improvements": "下一步改进措施",
    "result_disclosure": "自评结果应用和公开", "others": "其他需要说明的情况", "attachments": "附件", "closing": "落款",
}  # fmt: skip


def other_title(key: str) -> str:
    """Return what the chapter *key* is called beside those of the outline."""
    return f"其他（{TITLES.get(key, key)}）"
