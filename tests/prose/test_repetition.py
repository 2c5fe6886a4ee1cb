"""Headings and paragraphs printed twice."""

from __future__ import annotations

import pytest

from prose.proofreading import proofread
from prose.registry import Severity

PASSAGE = "预算资金严格按照规定程序申请、审批、拨付和使用，做到专款专用、账实相符，杜绝挤占、截留、挪用现象，定期接受监督检查。"


def found(text: str) -> list[tuple[str, Severity]]:
    return [(one.code, one.severity) for one in proofread(text).findings if one.code.startswith("W3")]


@pytest.mark.parametrize(
    "text, expected",
    [
        (f"一、管理\n{PASSAGE}\n二、绩效\n{PASSAGE}", [("W302", Severity.WARNING)]),
        (f"一、管理\n{PASSAGE}\n二、绩效\n{PASSAGE.replace('监督检查', '督促检查')}", [("W302", Severity.WARNING)]),
        (f"一、绩效目标\n{PASSAGE}\n二、目标完成情况\n{PASSAGE}", [("W302", Severity.NOTICE)]),
        (
            f"一、管理\n{PASSAGE}\n二、绩效\n全年工作扎实有序，各项任务按期完成，群众反映良好，成效明显，得到上级肯定。{PASSAGE}",
            [("W302", Severity.WARNING)],
        ),
        ("一、成效\n培训工作全部完成，群众满意。培训工作全部完成，群众满意。", [("W303", Severity.WARNING)]),
        ("一、任务\n1、推进农村供水工程建设\n说明甲。\n2、推进农村供水工程建设\n说明乙。", [("W301", Severity.ERROR)]),
    ],
)
def test_what_stands_twice_is_told(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、目标\n（一）部门绩效总目标\n内容甲。\n（二）2023年度部门绩效目标\n内容乙。",
        "一、指标\n1.数量指标：培训十次以上\n2.数量指标：检查二十次以上",
        "一、成效\n（1）完成情况\n甲。\n（2）完成情况\n乙。",
        "一、依据\n按照《中共甲乙县委 甲乙县人民政府关于全面加强和改进新时代水利工程建设管理工作的实施意见》办理。\n"
        "二、做法\n落实《中共甲乙县委 甲乙县人民政府关于全面加强和改进新时代水利工程建设管理工作的实施意见》要求。",
        "一、收入\n全年收入决算数为120万元，其中财政拨款收入100万元，事业收入10万元，其他收入10万元，较上年略有增加。\n"
        "二、支出\n全年收入决算数为130万元，其中财政拨款收入105万元，事业收入15万元，其他收入10万元，较上年略有增加。",
    ],
)
def test_what_is_alike_by_right_is_left_alone(text):
    assert found(text) == []
