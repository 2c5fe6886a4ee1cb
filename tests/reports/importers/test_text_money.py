"""Amounts in sentences: which fact they are, and what makes one doubtful."""

from decimal import Decimal

import pytest

from reports.importers.text import read_text

TITLE = "某县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n本单位负责水利工作。\n"


def loaded(words):
    return read_text(f"{TITLE}二、收支情况\n{words}\n")


def doubts(found):
    return {one.at: one.doubt for one in found.readings if one.doubt}


@pytest.mark.parametrize(
    ("words", "at", "wan"),
    [
        ("2023年整体支出410.41万元，其中基本支出273.77万元，项目支出136.64万元。", "nature.basic.actual", "273.77"),
        ("2023年整体支出4104100元，其中基本支出2737700元，项目支出1366400元。", "nature.project.actual", "136.64"),
        ("年初预算300万元，年中追加预算20.5万元，调整后全年预算320.5万元。", "nature.total.adjustment", "20.5"),
        ("年初预算300万元，年中追加预算20.5万元，调整后全年预算320.5万元。", "nature.total.revised_budget", "320.5"),
        ("全年支出300万元，比上年减少20万元。", "nature.total.change", "-20"),
        ("2022年支出320万元，2023年支出300万元，同比减少20万元。", "nature.total.prior_actual", "320"),
        ("总收入330万元，包括财政拨款收入300万元、其他收入30万元。", "revenue.total.actual", "330"),
        ("“三公”经费支出5.2万元，预算6万元。", "three_public.total.actual", "5.2"),
        ("公务接待费支出2.1万元，未超出3万元的预算。", "three_public.reception.revised_budget", "3"),
        ("我单位无政府性基金预算支出。", "source.government_fund_budget.actual", "0"),
        ("本年度未安排国有资本经营预算支出。", "source.state_capital_operations_budget.actual", "0"),
    ],
)
def test_an_amount_goes_to_its_address(words, at, wan):
    found = loaded(words)

    assert found.filing[f"budget.{at}"] == Decimal(wan) * 10_000
    assert f"budget.{at}" not in doubts(found)


def test_items_go_below_their_class_under_their_codes():
    found = loaded(
        "基本支出50万元，其中：\n1.工资福利支出30万元（基本工资20万元、奖金10万元）；\n2.商品和服务支出20万元（办公费5万元、水电费15万元）。"
    )
    economic = found.filing.budget.economic

    assert list(economic) == ["301", "30101", "30103", "302", "30201", "30205-30206"]
    assert economic["30205-30206"].actual == Decimal(150_000)
    assert not doubts(found)


def test_items_that_do_not_add_up_are_doubtful():
    found = loaded(
        "基本支出50万元，其中：\n1.工资福利支出30万元（基本工资20万元、奖金11万元）；\n2.商品和服务支出20万元。"
    )

    assert {"budget.economic.301.actual", "budget.economic.30103.actual"} <= doubts(found).keys()


def test_a_sum_that_is_wrong_is_told_once():
    found = loaded(
        "基本支出50万元，其中：\n1.工资福利支出30万元（基本工资20万元、奖金11万元）；\n2.商品和服务支出20万元。"
    )

    assert doubts(found)["budget.economic.30103.actual"] == "“工资福利支出”与分项之和不符：30万元 与 31万元"


@pytest.mark.parametrize("printed", ["16.10%", "百分之十六点一零"])
def test_a_rate_that_holds_is_no_restatement_however_it_is_written(printed):
    found = loaded(f"“三公”经费预算10万元，支出1.61万元，执行率为{printed}。")
    rate = next(one for one in found.readings if one.at == "budget.three_public.total.execution_rate")

    assert rate.value == "16.10%"
    assert not found.filing.restatements


def test_two_values_of_one_fact_are_doubtful_and_both_are_kept():
    found = loaded("2023年整体支出410.41万元。\n三、绩效情况\n2023年全年支出410.42万元。")
    reading = next(one for one in found.readings if one.at == "budget.nature.total.actual")

    assert found.filing.budget.nature["total"].actual == Decimal(4_104_100)
    assert reading.doubt and reading.others == ("410.42万元",)
    assert [row.value for row in found.filing.restatements.values()] == [Decimal(4_104_200)]


def test_a_rounded_figure_contradicts_nothing():
    found = loaded("2023年整体支出410.41万元。\n三、绩效情况\n2023年全年支出410.4万元。")

    assert found.filing.budget.nature["total"].actual == Decimal(4_104_100)
    assert not found.filing.restatements


def test_a_total_told_for_another_year_alone_is_doubtful():
    found = loaded("2022年整体支出共计233.58万元，主要用于基本支出和项目支出。")

    assert found.filing.budget.nature["total"].actual == Decimal(2_335_800)
    assert "2022" in doubts(found)["budget.nature.total.actual"]


def test_a_figure_in_yuan_among_others_is_read_as_meant_and_doubtful():
    found = loaded(
        "项目支出45.76万元。\n（三）项目支出\n项目支出45.76万元，其中：\n1.水库维修经费30.18元；\n2.河道清淤经费15.58万元。"
    )

    assert found.filing.projects["1"].actual == Decimal(301_800)
    assert "元" in doubts(found)["projects.1.actual"]


def test_about_is_doubtful():
    assert "budget.nature.total.actual" in doubts(loaded("2023年整体支出约410万元。"))


def test_projects_have_budgets_actuals_and_uses():
    found = loaded(
        "（二）项目支出\n2023年实施项目2个，项目支出50万元：\n1.河道清淤：预算30万元，支出28万元，用于清淤疏浚；\n2.水库维修：预算25万元，支出22万元，用于大坝加固。"
    )
    one, two = found.filing.projects.values()

    assert (one.label, one.revised_budget, one.actual) == ("河道清淤", Decimal(300_000), Decimal(280_000))
    assert (two.label, two.usage) == ("水库维修", "用于大坝加固。")
    assert not doubts(found)


def test_projects_told_twice_are_one_project():
    found = loaded(
        "（二）项目支出\n项目支出预算50万元，项目是：1.河道清淤经费30万元；2.水库维修经费20万元。\n项目支出45万元，其中：1.河道清淤经费27万元；2.水库维修经费18万元。"
    )

    assert [(row.revised_budget, row.actual) for row in found.filing.projects.values()] == [
        (Decimal(300_000), Decimal(270_000)),
        (Decimal(200_000), Decimal(180_000)),
    ]


def test_a_table_says_what_its_titles_say():
    found = loaded(
        "单位：万元\n项目\t2022年决算数\t2023年决算数\n基本支出\t200.10\t210.20\n项目支出\t99.90\t89.80\n合计\t300.00\t300.00"
    )
    nature = found.filing.budget.nature

    assert (nature["basic"].prior_actual, nature["basic"].actual) == (Decimal(2_001_000), Decimal(2_102_000))
    assert nature["total"].actual == Decimal(3_000_000)
    assert not doubts(found)


def test_a_table_without_a_unit_is_doubtful():
    found = loaded("支出情况\t年初预算数\t决算数\n基本支出\t200.10\t210.20\n项目支出\t99.90\t89.80")

    assert "单位" in doubts(found)["budget.nature.basic.actual"]


def test_counts_behind_the_three_public_expenses():
    counts = loaded(
        "（四）“三公”经费\n全年公务接待26批次，来宾270人次。年末公务用车保有量为1辆。"
    ).filing.three_public_counts

    assert (counts.reception_batches, counts.reception_person_times, counts.vehicle_stock) == (26, 270, 1)


def test_assets_have_a_day():
    assets = loaded(
        "四、资产情况\n截至2023年12月31日，资产总额96.40万元，其中：固定资产31.25万元，流动资产65.15万元。"
    ).filing.assets

    assert (assets.total, assets.fixed, assets.date.isoformat()) == (Decimal(964_000), Decimal(312_500), "2023-12-31")


def test_what_cannot_be_read_is_listed_with_its_line():
    (left,) = loaded("为困难对象每户发放补助800元。").unread

    assert (left.where, left.words) == ("第5行", "为困难对象每户发放补助800元。")
    assert left.reason == "800元是标准或平均数，不是总额"


@pytest.mark.parametrize(
    "words",
    [
        "年初预算300万元，比上年增加20万元。",
        "三公经费预算30万元，支出22.5万元，比预算节约7.5万元。",
        "全年完成水利投资2.5亿元。",
        "节约用电支出3万元。",
    ],
)
def test_what_is_of_something_else_becomes_no_fact(words):
    found = loaded(words)

    assert not any(row.change for row in found.filing.budget.nature.values())
    assert not any(row.change for row in found.filing.budget.three_public.values())
    assert found.unread


def test_what_items_cost_is_not_what_the_unit_spent():
    found = loaded(
        "2021年支出情况\n（1）水库除险加固工程，下达资金800万元，完成支出760万元；\n（2）河道整治，预算500万元，实际支出490万元。"
    )

    assert "total" not in found.filing.budget.nature


def test_a_change_behind_a_sum_is_one_of_the_sum():
    lines = loaded(
        "公务用车购置费25万元，公务用车运行维护费80.5万元，公务接待费1.2万元，共计106.7万元，比上年减少10.3万元。"
    ).filing.budget.three_public

    assert lines["total"].change == Decimal(-103_000)
    assert lines["vehicle_purchase"].change is None


def test_a_printed_percentage_that_does_not_reproduce_is_kept_and_doubtful():
    found = loaded("年初预算100万元，支出90万元，完成年初预算的95%。")

    assert [row.value for row in found.filing.restatements.values()] == [Decimal("0.95")]
    assert "restatements.1" in doubts(found)


@pytest.mark.parametrize("words", ["", "\n\n", "某县水利局", "单位：万元\n项目\t决算数\n", "支出100万元"])
def test_little_text_yields_little(words):
    assert read_text(words).filing.projects == {}
