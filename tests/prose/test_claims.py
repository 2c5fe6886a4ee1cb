"""Claims, directions, magnitudes, days and names: contradictions in words, and the wordings that are none."""

import pytest

from prose.proofreading import answer
from prose.reading import read
from prose.registry import FOUND
from prose.rules import chronology, claims, directions, naming, plausibility
from tests.prose.phrasings import ALL

MODULES = (claims, directions, plausibility, chronology, naming)
RULES = {rule.code: rule for module in MODULES for rule in module.RULES}


def fired(text, year=2023):
    prose = read(text, year)
    return [code for code, rule in RULES.items() if answer(rule, prose, {}).verdict is FOUND]


def findings(code, text, year=2023):
    return answer(RULES[code], read(text, year), {}).findings


@pytest.mark.parametrize("name", ALL)
def test_report_in_other_words_contradicts_nothing(name):
    assert fired(ALL[name], None) == []


@pytest.mark.parametrize(
    ("named", "denied"),
    [
        ("下辖公路养护中心1个二级机构。", "本单位无二级机构。"),
        ("我局所属事业单位2个，分别是文化馆、图书馆。", "我局没有下属单位，只公开本级数据。"),
        ("下设3个直属单位。", "未设下属机构。"),
    ],
)
def test_units_below_denied_and_named(named, denied):
    assert fired(f"一、概况\n{named}\n二、经费\n{denied}") == ["S301"]


@pytest.mark.parametrize(
    "text",
    [
        "内设3个股室。\n本单位无下属单位。",
        "下辖2个二级机构。\n无其他下属单位。",
        "所属事业单位2个，均无独立核算的下属单位。",
        "除2个所属事业单位外，无下属单位。\n所属事业单位2个。",
        "下属单位0个。\n我局无二级预算单位。",
        "指导全市科技服务机构12家。\n我局无下属单位。",
    ],
)
def test_units_below_however_put(text):
    assert fired(text) == []


BUDGET = "2023年年初部门预算300万元，全年支出{}万元。\n"


@pytest.mark.parametrize(
    ("spent", "claim"),
    [
        (360, "我局严格按照预算执行，总体控制得当。"),
        (302, "全年无超支。"),
        (310, "各项支出控制在年初预算以内。"),
        (310, "全年支出未超预算。"),
    ],
)
def test_kept_within_a_budget_that_was_exceeded(spent, claim):
    assert fired(BUDGET.format(spent) + claim) == ["S302"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (BUDGET.format(298), "我局严格按照预算执行，全年无超支。"),
        (BUDGET.format(310), "我局严格按照预算执行，总体控制得当。"),
        (BUDGET.format(360), "要严格按照预算执行。"),
        (BUDGET.format(360), "三、改进措施\n严格按照预算执行，做到无超支。"),
        (BUDGET.format(360) + "年中追加70万元。", "我局严格按照预算执行。"),
        (BUDGET.format(360) + "“三公”经费预算5万元，决算3万元。", "“三公”经费未超预算。"),
    ],
)
def test_kept_within_budget_however_put(text, claim):
    assert fired(text + claim) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年公务接待费1.2万元。\n本年没有发生公务接待。",
        "因公出国（境）费支出2.5万元。\n全年未安排因公出国（境）。",
        "政府采购支出56万元。\n本年无政府采购支出。",
        "政府性基金预算支出20万元。\n我局无政府性基金预算支出。",
    ],
)
def test_nothing_spent_but_an_amount(text):
    assert fired(text) == ["S303"]


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费预算1.2万元。\n本年没有发生公务接待。",
        "公务接待费0万元，比上年减少1.2万元，本年未发生公务接待费用。",
        "上年公务接待费1.2万元。\n本年未发生公务接待。",
        "公务接待费1.2万元。\n没有公务接待超标准的情况。",
        "公务接待费1.2万元，上年未发生公务接待费。",
        "公务用车购置及运行维护费3万元，其中运行维护费3万元，未发生公务用车购置。",
        "一般公共预算支出300万元。\n无政府性基金预算支出。",
    ],
)
def test_nothing_spent_however_put(text):
    assert fired(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "年初设定的各项指标均已完成。\n讲座场次未达到年度指标值。",
        "全面完成了年度目标任务。\n四、存在的问题\n部分项目未完成。",
        "各项工作任务已全部完成。\n讲座计划10场，实际8场，完成率80%。",
    ],
)
def test_all_done_and_something_missed(text):
    assert "S304" in fired(text)


@pytest.mark.parametrize(
    "text",
    [
        "讲座场次未达到年度指标值，其他各项指标均已完成。",
        "该项目各项指标均已完成。\n讲座场次未达预期。",
        "确保全年目标任务全部完成。\n讲座场次未达预期。",
        "年初设定的各项指标均已完成。\n预算完成率96%。",
        "年初设定的各项指标均已完成。\n任务按期完成率96%，目标为95%。",
        "年初设定的各项指标均已完成。\n对未完成的指标写明原因是工作要求。",
        "指标均达到年度指标值。\n讲座场次未达预期。",
    ],
)
def test_all_done_however_put(text):
    assert "S304" not in fired(text)


def test_all_in_time_and_something_late():
    assert fired("各项任务均已按时完成。\n库房改造工程推迟到下年验收。") == ["S305"]


@pytest.mark.parametrize(
    "text",
    [
        "除库房改造外，各项任务均已按时完成。\n库房改造工程推迟到下年验收。",
        "各项任务均已按时完成。\n支付进度滞后于计划。",
        "各项任务均已按时完成。\n三、改进措施\n避免项目延期。",
    ],
)
def test_all_in_time_however_put(text):
    assert fired(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年基本支出264万元，比年初预算略有增加。\n基本支出与年初预算相比减少。",
        "（一）基本支出\n基本支出264万元，比年初预算略有增加，其中：\n1、工资福利支出200万元；\n2、其余64万元；\n实际支出比年初预算减少。",
        "公务接待费与上年相比增加。\n公务接待费较上年减少。",
    ],
)
def test_one_thing_that_rises_and_falls(text):
    assert "S306" in fired(text)


@pytest.mark.parametrize(
    "text",
    [
        "基本支出较上年增加，较年初预算减少。",
        "基本支出较上年增加，项目支出较上年减少。",
        "2023年基本支出较上年增加。\n2022年基本支出较上年减少。",
        "基本支出预算较上年增加。\n基本支出较上年减少。",
        "（一）基本支出\n基本支出较上年增加。\n会议费较上年减少。",
        "收入较上年增加，支出较上年减少。",
    ],
)
def test_two_things_may_move_two_ways(text):
    assert fired(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "基本支出较上年增加12万元，主要原因是精简会议，压减会议费。",
        "支出比上年减少12万元，下降3.1%，主要是因为新录用人员、补发绩效奖金。",
        "项目支出较上年减少12万元。主要原因是新增了两个项目。",
        "支出较上年增长12万元，减少的原因是部分项目推迟。",
        "支出较上年下降5%，主要原因是社会保险缴费基数上调。",
    ],
)
def test_reason_of_the_other_direction(text):
    assert fired(text) == ["S307"]


@pytest.mark.parametrize(
    "text",
    [
        "基本支出较上年减少12万元，主要原因是精简会议，压减会议费。",
        "支出较上年增加12万元，主要原因是退休人员增加，发放抚恤金。",
        "支出较上年增加12万元，主要原因是上年压减较多，基数较低。",
        "支出较上年减少12万元，主要原因是上年新增一次性项目，本年没有。",
        "支出减少16万元，主要是因为人员经费减少18万元，设备购置增加2万元。",
        "结转结余增加12万元，主要原因是厉行节约。",
        "预算执行率下降3个百分点，主要原因是年中追加项目。",
        "参加人数减少，主要原因是新增了线上渠道。",
        "支出较上年增加12万元，主要原因是新增项目，同时压减了会议费。",
        "支出有增有减，公用经费减少2万元，项目支出增加9万元，主要原因是压减会议费。",
        "受财力所限，经费由主管部门统一安排。",
    ],
)
def test_reason_however_put(text):
    assert "S307" not in fired(text)


@pytest.mark.parametrize(
    "text",
    [
        "公众号每日推送一条档案知识。全年推送90条。",
        "坚持每周编发一期简报，全年编发简报12期。",
        "每月召开2次调度会，全年召开12次。",
        "每季度组织一次演练，全年共组织12次演练。",
        "业务学习每日集中一次，全年集中12次。",
    ],
)
def test_too_few_for_so_often(text):
    assert fired(text) == ["S308"]


@pytest.mark.parametrize(
    "text",
    [
        "公众号每日推送一条档案知识。全年推送360条。",
        "每月召开2次调度会，全年召开24次。",
        "暑假期间每日开展一次讲座，全年开展30次。",
        "自9月起每周编发一期简报，全年编发16期。",
        "每周开展卫生清扫。全年开展讲座3次。",
        "每日一题栏目上线。\n全年发布文章100篇。",
        "每月召开一次例会，全年接待群众800人次。",
        "每周组织一次巡查，全年组织培训6次。",
    ],
)
def test_often_however_put(text):
    assert fired(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "全县数字图书馆人均借阅量到11月底已有300多万册。",
        "公务接待36批次，接待272人次，平均95.96万元/人次。",
        "接待来宾262人次，人均支出61.07万元。",
        "人均补助3200万元。",
    ],
)
def test_too_much_for_each(text):
    assert fired(text) == ["S309"]


@pytest.mark.parametrize(
    "text",
    [
        "人均可支配收入4.2万元。",
        "人均公园绿地面积15平方米，全市500万平方米。",
        "人均阅读5篇，总阅读量500万篇。",
        "接待来宾262人次，人均支出61.07元。",
        "人均水资源量120000立方米。",
        "户均增收2.3万元。",
    ],
)
def test_each_however_much(text):
    assert fired(text) == []


@pytest.mark.parametrize("text", ["群众满意度达到102%。", "义务教育巩固率120%。", "农药占比达到130%。"])
def test_more_than_all(text):
    assert fired(text) == ["S310"]


@pytest.mark.parametrize(
    "text",
    [
        "满意度目标完成率为102%。",
        "产量比重点年份增长130%。",
        "满意度较上年提高102%。",
        "预算完成率108%，群众满意度98%。",
        "设备利用率超额，达120%。",
    ],
)
def test_more_than_all_however_put(text):
    assert fired(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "该工程2023年9月开工，2023年4月通过验收。",
        "2023年4月10日部署自评工作，2023年2月9日形成报告。",
        "工作组9月12日进场，3月20日完成检查。",
    ],
)
def test_finished_before_begun(text):
    assert fired(text) == ["S311"]


@pytest.mark.parametrize(
    "text",
    [
        "该工程2023年4月开工，2023年9月通过验收。",
        "该工程2023年4月15日开工，当年4月完成。",
        "工程2022年9月开工，4月验收。",
        "2023年9月开工的工程还在建设；2023年4月完成的工程已经移交。",
        "2024年3月启动，3月25日完成。",
    ],
)
def test_days_in_order(text):
    assert fired(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "9月15日前完成自评工作。\n1至10月开展讲座132次。",
        "自评报告已于2023年6月30日形成并提交。\n截至9月底，接待群众8600人次。",
    ],
)
def test_evaluation_before_its_data(text):
    assert fired(text) == ["S312"]


@pytest.mark.parametrize(
    "text",
    [
        "于3月20日前完成自评工作。\n全年开展讲座132次，12月31日账面余额3万元。",
        "于2024年3月20日完成自评工作。\n1至10月开展讲座132次。",
        "9月15日前完成自评工作。\n1至8月开展讲座132次。",
        "工程于6月8日完成验收。\n1至10月开展讲座132次。",
    ],
)
def test_evaluation_after_its_data(text):
    assert fired(text) == []


WHOLE = "档案业务经费92万元，其中日常工作经费40万元，库房维护经费52万元。\n"


def test_one_name_for_the_whole_and_a_part():
    (finding,) = findings("S313", WHOLE + "全年专项支出97万元，其中档案业务费61万元，日常工作经费36万元。")
    assert "档案业务" in finding.title


@pytest.mark.parametrize(
    "more",
    [
        "全年支出402万元，其中档案业务经费92万元，基本支出310万元。",
        "全年支出97万元，其中库房维护经费61万元，日常工作经费36万元。",
        "档案业务经费实际使用90万元，其中日常工作经费39万元，库房维护经费51万元。",
    ],
)
def test_name_used_alike(more):
    assert findings("S313", WHOLE + more) == ()


def test_no_car_but_running_costs():
    assert fired("公务用车运行维护费支出2.3万元。\n年末公务用车保有量为零辆。") == ["S314"]


@pytest.mark.parametrize(
    "text",
    [
        "公务用车运行维护费支出0万元，公务用车保有量为0辆。",
        "公务用车运行维护费支出2.3万元。\n唯一的车辆9月报废，年末公务用车保有量为0辆。",
        "公务用车运行维护费预算2.3万元。\n年末公务用车保有量为0辆。",
        "公务用车运行维护费支出2.3万元。\n年末公务用车保有量10辆。",
    ],
)
def test_cars_and_their_costs_however_put(text):
    assert fired(text) == []
