"""Numbered lists: which go wrong, and which only look as if they did."""

from __future__ import annotations

import pytest

from prose.numbering import numbering
from prose.runs import DOUBLED, HEADLESS, MISCAST, NESTED, RESTARTED, SKIPPED
from prose.structure import structure
from prose.text import normalise


def flaws(text: str) -> list[tuple[str, str]]:
    """Return the flaws of a text, each with the mark it stands at."""
    plain = normalise(text).plain
    found = numbering(structure(plain)).flaws
    return [(flaw.kind, plain[flaw.entry.mark.start : flaw.entry.mark.end].strip()) for flaw in found]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("报告\n一、概况\n内容。\n二、收支\n内容。\n二、绩效\n内容。\n三、问题\n内容。", [(DOUBLED, "二、")]),
        ("报告\n一、概况\n内容。\n二、收支\n内容。\n二、绩效\n内容。\n四、问题\n内容。", [(DOUBLED, "二、")]),
        ("报告\n一、概况\n内容。\n二、收支\n内容。\n一、绩效\n内容。\n四、问题\n内容。", [(DOUBLED, "一、")]),
        ("报告\n一、概况\n内容。\n二、收支\n内容。\n五、绩效\n内容。\n四、问题\n内容。", [(SKIPPED, "五、")]),
        ("报告\n一、概况\n内容。\n三、收支\n内容。\n四、绩效\n内容。", [(SKIPPED, "三、")]),
        ("报告\n一、概况\n内容。\n2、收支\n内容。\n三、绩效\n内容。", [(MISCAST, "2、")]),
        ("报告\n一、概况\n内容。\n（二）收支\n1、基本支出。\n2、项目支出。\n三、绩效\n内容。", [(MISCAST, "(二)")]),
        (
            "报告\n一、概况\n内容。\n二、收支\n内容。\n3、问题\n1、人员不足\n说明。\n2、经费不足\n说明。",
            [(MISCAST, "3、")],
        ),
        ("报告\n1. 概况\n1. 机构\n内容。\n（二）人员\n内容。", [(NESTED, "1."), (HEADLESS, "(二)")]),
        ("报告\n一、概况\n（二）人员\n单位有职工若干名，均在编在岗。", [(HEADLESS, "(二)")]),
        ("报告\n一、问题\n一、人员不足\n内容。\n二、经费不足\n内容。\n二、建议\n内容。", [(NESTED, "一、")]),
        ("做了三件事。一是建章立制；二是培训人员；四是检查落实。", [(SKIPPED, "四是")]),
        ("做了三件事。一是建章立制；一是培训人员；三是检查落实。", [(DOUBLED, "一是")]),
        ("项目包括：①道路养护；②桥梁维修；②路灯更换。", [(DOUBLED, "②")]),
        ("项目包括：（1）道路养护。（2）桥梁维修。（4）路灯更换。", [(SKIPPED, "(4)")]),
        ("附件：1.基础数据表\n3.自评表\n4.项目表", [(SKIPPED, "3.")]),
        ("报告\n一、概况\n内容。\n二、收支\n内容。\n一、绩效\n内容。\n二、问题\n内容。", [(RESTARTED, "一、")]),
        ("报告\n一、概况\n内容。\n第3、4号文件。\n三、收支\n内容。", [(SKIPPED, "三、")]),
    ],
)
def test_a_number_that_goes_wrong_is_found_once(text, expected):
    assert flaws(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "报告\n一、职责\n1、一项。\n2、二项。\n主要任务如下\n1、甲任务。\n2、乙任务。\n二、收支\n内容。",
        "报告\n一、目标\n数量指标\n1、培训十次以上的各类人员。\n2、检查。\n质量指标\n1、合格率达到规定的标准。\n2、优良率。",
        "报告\n一、概况\n1、职责\n（1）管理。\n（2）服务。\n2、机构\n（1）办公室。\n（2）业务股。\n二、收支\n1、收入。\n2、支出。",
        "报告\n一、概况\n（1）职责\n1、管理。\n2、服务。\n（2）机构\n1、办公室。\n2、业务股。",
        "项目是：1、运行经费，包括：①电费；②水费。2、专项经费，包括：①培训；②宣传。3、设备经费。",
        "目录\n一、概况\n二、收支\n三、绩效\n自评报告\n一、概况\n内容。\n二、收支\n内容。\n三、绩效\n内容。",
        "一、概况……1\n二、收支……3\n一、概况\n内容。\n二、收支\n内容。",
        "附件：1.基础数据表\n2.自评表",
        "第一部分 概况\n一、职责\n二、机构\n第二部分 附表\n一、收入表\n二、支出表\n"
        "第一部分 概况\n一、职责\n内容。\n二、机构\n内容。\n第二部分 附表\n一、收入表\n见附件。\n二、支出表\n见附件。",
        "一、概况 1\n二、收支 3\n三、绩效 5\n一、概况\n内容。\n二、收支\n内容。\n三、绩效\n内容。",
        "报告\n一、概况\n内容。\n二、收支\n内容。\n附件1\n绩效评价指标体系\n一、投入\n内容。\n二、过程\n内容。",
        "第一章 总则\n第一条 目的。\n第二条 职责如下：\n（一）组织；\n（二）监督。\n第三条 要求如下：\n（一）及时；\n（二）准确。",
        "报告\n一、概况\n1.2023年安排资金。\n2.2024年继续安排。\n3.以后年度再安排。",
        "主要做法有一是建章立制，二是培训人员，三是检查落实。",
        "首先，建章立制；二是培训人员；三是检查落实。",
        "问题如下 1.人员不足；2.经费不足；3.设备老化。",
        "报告\n第一部分 概况\n一、职责\n内容。\n二、机构\n内容。\n第二部分 收支\n一、收入\n内容。\n二、支出\n内容。",
        "报告\n一、绩效\n3、4两项指标没有完成。\n二、问题\n内容。",
        "按照第1、2、3号文件和第4、5条的规定办理。",
        "一、只有一章\n（一）只有一节\n1.只有一条",
        "报告\n三、绩效\n1.1 数量\n1.2 质量\n2.1 效益\n2.2 满意度",
    ],
)
def test_a_list_that_is_in_order_is_left_alone(text):
    assert [flaw for flaw in flaws(text) if flaw[1] != "三、"] == []


def test_an_excerpt_that_begins_in_the_middle_is_not_judged():
    from prose.proofreading import proofread

    [answer] = [one for one in proofread("三、绩效情况\n内容。\n四、问题\n内容。").outcomes if one.rule.code == "H103"]
    assert answer.verdict == "unjudged" and answer.reason


def test_lists_of_lists_stay_linear():
    text = "\n".join(f"{number % 3 + 1}、条目" for number in range(3000))
    assert numbering(structure(normalise(text).plain)).runs
