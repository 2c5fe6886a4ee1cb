import pytest

from budgets.matching import class_code, free_code, item_code

WORDINGS = [
    ("基本工资", "301", "30101"),
    ("基本工资、绩效工资、津补贴", "301", "30101-30102-30107"),
    ("津贴补贴", "301", "30102"),
    ("机关事业单位基本养老保险费", "301", "30108"),
    ("基本养老保险缴费", "301", "30108"),
    ("职业年金", "301", "30109"),
    ("基本医疗保险费", "301", "30110"),
    ("其他社会保障缴费", "301", "30112"),
    ("其他工资福利支出", "301", "30199"),
    ("水电费", "302", "30205-30206"),
    ("水费、电费、差旅费", "302", "30205-30206-30211"),
    ("会议费、培训费", "302", "30215-30216"),
    ("因公出国(境)费", "302", "30212"),
    ("维修（护）费", "302", "30213"),
    ("维修费", "302", "30213"),
    ("公接待费", "302", "30217"),
    ("工会经", "302", "30228"),
    ("公务用车运行及维护费", "302", "30231"),
    ("公务用车维护费", "302", "30231"),
    ("其他交通费", "302", "30239"),
    ("其他商品和服务支出", "302", "30299"),
    ("独生子女父母奖励金", "303", "30309"),
    ("其他对个人和家庭的补助支出", "303", "30399"),
    ("办公设备购置", "310", "31002"),
    ("办公设备购置", "309", "30902"),
    ("办公设备购置", "", "31002"),
]


@pytest.mark.parametrize(("name", "parent", "code"), WORDINGS)
def test_wordings_of_reports_have_their_code(name, parent, code):
    assert item_code(name, parent) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("工资福利支出", "301"),
        ("商品和服务支出", "302"),
        ("商品服务支出", "302"),
        ("对个人和家庭的补助", "303"),
        ("对个人和家庭补助支出", "303"),
        ("资本性支出", "310"),
        ("资本性支出（基本建设）", "309"),
        ("人员支出", ""),
        ("公用支出", ""),
    ],
)
def test_classes_are_known_in_every_spelling(name, code):
    assert class_code(name) == code


def test_item_of_another_class_is_not_taken_for_one_of_this():
    assert item_code("办公费", "303") == ""


def test_list_with_one_unknown_part_is_unknown():
    assert item_code("办公费、百岁村建设费", "302") == ""


def test_unknown_and_repeated_names_get_codes_of_their_own():
    assert free_code("老年科协支出", "302", {}) == "302x1"
    assert free_code("老年科协支出", "302", {"302x1": None}) == "302x2"
    assert free_code("办公费", "302", {"30201": None}) == "302x1"
