"""Level-1 and level-2 indicators as data, each with the levels' order in the national form.

财预〔2020〕10号 and 财预〔2021〕101号 (domain/scoring.md §1); a place's own nodes carry no code.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    code: str
    label: str
    parent: str = ""


KINDS = (
    Kind("execution", "预算执行"),
    Kind("cost", "成本指标"),
    Kind("economic_cost", "经济成本指标", "cost"),
    Kind("social_cost", "社会成本指标", "cost"),
    Kind("environmental_cost", "生态环境成本指标", "cost"),
    Kind("output", "产出指标"),
    Kind("quantity", "数量指标", "output"),
    Kind("quality", "质量指标", "output"),
    Kind("timeliness", "时效指标", "output"),
    Kind("benefit", "效益指标"),
    Kind("economic_benefit", "经济效益指标", "benefit"),
    Kind("social_benefit", "社会效益指标", "benefit"),
    Kind("ecological_benefit", "生态效益指标", "benefit"),
    Kind("sustainable_impact", "可持续影响指标", "benefit"),
    Kind("satisfaction", "满意度指标"),
    Kind("beneficiary_satisfaction", "服务对象满意度指标", "satisfaction"),
)
LABELS = {kind.code: kind.label for kind in KINDS}
