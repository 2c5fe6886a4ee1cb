"""Whose report it is, and what of another place or kind of unit stands in it."""

from __future__ import annotations

import pytest

from prose.proofreading import proofread
from prose.reading import read


def codes(name: str, text: str) -> list[str]:
    report = f"{name}2023年部门整体支出绩效自评报告\n一、概况\n{text}"
    return [one.code for one in proofread(report).findings if one.code.startswith("S4")]


@pytest.mark.parametrize(
    "title, place, level, kind",
    [
        ("甲乙县城市管理局2023年部门整体支出绩效自评报告", "甲乙县", "县", "管理局"),
        ("2023年度甲乙市市场监督管理局整体支出绩效自评报告", "甲乙市", "市", "管理局"),
        ("关于2023年度市水利局部门整体支出绩效自评情况的报告", "", "市", "局"),
        ("甲乙市丙丁区教育局部门整体支出绩效自评报告", "甲乙市丙丁区", "区", "局"),
        ("甲乙县丙丁镇人民政府2023年度绩效自评报告", "甲乙县丙丁镇", "镇", "人民政府"),
        ("甲乙丙自治县民族宗教事务局2023年绩效自评报告", "甲乙丙自治县", "县", "局"),
        ("单位名称（盖章）：甲乙县第二中学", "甲乙县", "县", "中学"),
    ],
)
def test_the_unit_is_read_from_the_title(title, place, level, kind):
    unit = read(f"{title}\n一、概况\n内容。").unit
    assert unit and (unit.place, unit.level, unit.kind) == (place, level, kind)


def test_a_report_that_names_no_unit_has_none():
    assert read("自评报告\n一、概况\n内容。").unit is None


@pytest.mark.parametrize(
    "name, text, code",
    [
        ("甲乙市水利局", "承担县委、市政府交办的任务。", "S401"),
        ("甲乙市水利局", "在县委、县政府的领导下，工作有序推进。", "S402"),
        ("甲乙区水利局", "我县水利工作取得成效。", "S402"),
        ("甲乙市水利局", "全县建成水库三座。", "S402"),
        ("甲乙县科学技术协会", "我局认真组织自评。", "S403"),
        ("甲乙县第一中学", "核定编制20人，其中局本级5人。", "S403"),
        ("甲乙县残疾人联合会", "获国家残联表彰。", "S404"),
        ("甲乙县水利局", "丙丁县水利局的主要职责是管理水利工程。", "S406"),
        ("甲乙县水利局", "自评结果在丙丁县人民政府网站公开。", "S406"),
    ],
)
def test_what_belongs_elsewhere_is_told(name, text, code):
    assert codes(name, text) == [code]


@pytest.mark.parametrize(
    "name, text",
    [
        ("甲乙县水利局", "承担市委、市政府和县委、县政府交办的任务，我县工作得到省委、省政府肯定。"),
        ("甲乙市水利局", "丙丁县全县建成水库三座，丙丁县委、县政府高度重视。"),
        ("甲乙市水利局", "在市委、市政府的领导下，指导各县委、县政府落实责任，我市成效明显。"),
        ("甲乙县丙丁镇人民政府", "在县委、县政府的领导下，我镇各村工作有序，自评结果在甲乙县人民政府网站公开。"),
        ("甲乙县水利局", "我局认真组织自评，局本级编制5人。"),
        ("甲乙县档案馆", "与县档案局合署办公，我局认真履职。"),
        ("甲乙市丙丁区水利局", "丙丁区水利局是区政府工作部门，甲乙市水利局是上级部门。"),
        ("甲乙县第一中学", "我校现有教师80人，多次邀请我院士专家讲学。"),
        ("甲乙县水利局", "参与地方水利规划，参与国家重点工程，全县全省均有参与。"),
    ],
)
def test_what_one_may_well_say_is_left_alone(name, text):
    assert codes(name, text) == []
