"""What is made up of what: the wholes of every such report with their parts, and kinds of a thing that leave no third."""

from __future__ import annotations

import re

# What makes up what: a whole and the sets of parts that exhaust it.
WHOLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("total", ("basic", "project")),
    ("income", ("fiscal_income", "other_income")),
    ("basic", ("personnel", "operating")),
    ("basic", ("wages", "goods", "family", "capital")),
    ("basic", ("wages", "goods", "family")),
    ("three_public", ("reception", "vehicle", "overseas")),
    ("three_public", ("reception", "vehicle_operation", "vehicle_purchase", "overseas")),
    ("vehicle", ("vehicle_operation", "vehicle_purchase")),
)  # fmt: skip
# Kinds of a thing that leave no third: the parts of a list that are just these are all of it.
KINDS_OF = tuple(
    tuple(map(re.compile, patterns))
    for patterns in (
        ("本级|机关(?!事业)", "二级|下属|所属|直属|下级|基层|事业单位"), ("行政", "事业"), ("男", "女"), ("线上", "线下"), ("集中", "分散"),
        ("基本支出", "项目"), ("人员", "公用"), ("财政拨款", "其他"), ("城镇|城市", "农村|乡村"), ("小学", "初中|中学"), ("党员", "非党员|群众"),
        ("一等奖", "二等奖", "三等奖"), ("特等奖", "一等奖", "二等奖", "三等奖"), ("一等奖", "二等奖", "三等奖", "优秀奖|优胜奖"),
        ("流动资产", "固定资产"), ("流动资产", "固定资产", "无形资产"), ("财政拨款", "自[有筹]"), ("中央", "省", "市|县|本级"),
        ("行政", "事业", "工勤"), ("行政", "参公", "事业"), ("购置", "运行"), ("春", "秋"), ("上半年", "下半年"),
    )
)  # fmt: skip
# What can never exceed what, whatever else is said.
WITHIN: tuple[tuple[str, str], ...] = (
    ("basic", "total"), ("project", "total"), ("personnel", "basic"), ("operating", "basic"), ("reception", "three_public"),
    ("vehicle", "three_public"), ("overseas", "three_public"), ("vehicle_operation", "vehicle"),
    ("vehicle_purchase", "vehicle"), ("current_assets", "assets"), ("fixed_assets", "assets"),
)  # fmt: skip
