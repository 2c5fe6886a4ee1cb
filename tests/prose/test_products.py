"""M9xx: number times standard, averages, marks by rate."""

from __future__ import annotations

import pytest

from tests.prose.slipped import Slip, findings

PRODUCTS = (
    Slip("M901", "资助困难学生55名，每人500元，合计{}万元。", "2.75", "2.95"),
    Slip("M901", "按每户{}元的标准，为30户困难家庭落实补助资金3.60万元。", "1,200", "1,300"),
    Slip("M901", "补助对象{}名，补助标准为每人800元，合计发放2.40万元。", "三十", "二十"),
    Slip("M901", "印制手册5000册，每册12元，共计{}万元。", "6", "5"),
    Slip("M901", "救助工作按标准执行：每户2000元，涉及25户，支付{}元。", "50,000.00", "500,000.00"),
    Slip("M901", "慰问老人40人，标准为500元/人，共支出{}万元。", "2", "3"),
    Slip("M901", "为12个村各配发器材，每村奖补{}万元，合计36万元。", "3", "2"),
    Slip("M901", "举办讲座12场，每场100人，共计{}人。", "1200", "1300"),
    Slip("M902", "公务接待费支出2.44万元，接待281人次，人均{}元。", "86.83", "96.83"),
    Slip("M902", "公务接待费决算数为2.44万元，预算数为3.00万元。全年公务接待28批次、{}人次，人均支出86.83元。", "281", "218"),
    Slip("M902", "公务接待费2.44万元。全年国内公务接待28批次，累计281人次，平均{}元/人次。", "86.83", "68.83"),
    Slip("M903", "预算执行率指标10分，执行率为95.20%，按比例折算得{}分。", "9.52", "9.25"),
    Slip("M903", "预算执行率：目标值100%，实际97.02%，分值10分，按执行比例计分，得{}分。", "9.7", "7.9"),
)  # fmt: skip
SILENT = (
    "外聘专家18名，按每人每天300元标准支付劳务费，合计2.16万元。",  # four days
    "按每人每月500元的标准发放给30人，全年合计18万元。",
    "慰问老人40余人，标准为每人500元，合计2.10万元。",
    "培训30人，每人500元；慰问20人，每人300元，合计2.10万元。",
    "全年接待28批次281人次，人均消费不超过100元，公务接待费2.44万元。",
    "公务接待费2.44万元，上年为2.60万元。全年接待281人次，人均86.83元。",
    "居民30户，每户3人，发放物资100份，共计5万元。",
    "预算执行率指标10分，执行率为95.20%，按公式得8.80分。",
    "单笔5万元以上的支出提交集体研究，每人一票。",
    "课时费按每人次200元计算，当年实施120人次，另付教材费1万元，共计3.40万元。",
)  # fmt: skip


@pytest.mark.parametrize("slip", PRODUCTS, ids=str)
def test_the_right_number_is_silent(slip):
    assert findings(slip.text.format(slip.right)) == []


@pytest.mark.parametrize("slip", PRODUCTS, ids=str)
def test_the_wrong_number_is_found(slip):
    assert slip.code in findings(slip.text.format(slip.wrong))


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not_certain_is_not_judged(text):
    assert findings(text) == []


def test_ten_thousand_times_too_much_is_a_slip_of_the_unit():
    from prose.proofreading import proofread

    found = proofread("公务接待费支出2.44万元，接待281人次，人均86.83万元。").findings
    assert ("M902", "unit_typo") in [(one.code, one.kind) for one in found]
