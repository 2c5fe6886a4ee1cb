"""The unit's description in sentences."""

from reports.importers.text import read_text

HEAD = "某县水利局2023年度部门整体支出绩效自评报告\n"


def filing(words):
    return read_text(HEAD + words).filing


def test_the_head_names_year_title_unit_and_notice():
    found = filing(
        "某县财政局：\n根据《某县财政局关于开展2023年度绩效自评工作的通知》（某财绩〔2024〕5号）要求，现将情况报告如下：\n一、部门概况\n"
    )

    assert found.fiscal_year == 2023
    assert found.title == "某县水利局2023年度部门整体支出绩效自评报告"
    assert found.profile.name == "某县水利局"
    assert found.basis.title == "某县财政局关于开展2023年度绩效自评工作的通知"
    assert found.basis.number == "某财绩〔2024〕5号"
    assert found.basis.addressee == "某县财政局"


def test_a_title_on_two_lines_is_one():
    found = read_text("关于2023年度县水利局部门整体支出绩效\n自评工作情况的报告\n\n一、部门概况\n").filing

    assert found.title == "关于2023年度县水利局部门整体支出绩效自评工作情况的报告"


def test_a_text_without_a_year_says_so():
    loaded = read_text("水利局自评\n一、概况\n本单位无。\n")

    assert loaded.filing.fiscal_year == 0
    assert any(one.at == "fiscal_year" and one.doubt for one in loaded.readings)


def test_duties_are_the_items_behind_their_lead():
    found = filing(
        "一、部门概况\n某县水利局的主要职责是：\n1、负责防汛抗旱；\n2、负责水资源管理。\n内设2个股室，即办公室、建设股。\n"
    )

    assert [duty.text for duty in found.duties.values()] == ["负责防汛抗旱；", "负责水资源管理。"]


def test_offices_and_units_below_are_counted_and_named():
    found = filing("一、部门概况\n内设3个股室，即办公室、建设股、财务股。所属事业单位1个，即某县水库管理所。\n")

    assert found.profile.department_count == 3
    assert [one.name for one in found.departments.values()] == ["办公室", "建设股", "财务股"]
    assert (found.profile.subordinate_count, found.subordinate_units["1"].kind) == (1, "事业单位")


def test_an_open_list_of_offices_is_open():
    profile = filing("一、部门概况\n单位内设办公室、建设股等3个股室。\n").profile

    assert (profile.department_count, profile.departments_open) == (3, True)


def test_posts_and_people_by_kind():
    staffing = filing(
        "一、部门概况\n核定编制20名，其中行政编制8名、事业编制12名。年末实有在职人员18人，其中行政人员7人、事业人员11人。另有退休人员5人。\n"
    ).staffing

    assert {key: row.count for key, row in staffing.authorized_posts.items()} == {"total": 20, "1": 8, "2": 12}
    assert [row.label for row in staffing.serving_staff.values()] == ["合计", "行政人员", "事业人员"]
    assert staffing.retired_staff["total"].count == 5


def test_members_of_a_party_are_no_kind_of_staff():
    staffing = filing("一、部门概况\n年末实有在职人员18人。在职人员中，中共党员9人，女职工4人。\n").staffing

    assert [row.count for row in staffing.serving_staff.values()] == [18]


def test_more_people_than_posts_is_doubtful():
    loaded = read_text(HEAD + "一、部门概况\n核定编制8名。现有在职人员10人。\n")

    assert any(one.at == "staffing.serving_staff.total.count" and one.doubt for one in loaded.readings)


def test_whether_a_city_is_one_of_counties_is_only_likely():
    loaded = read_text("某某市水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n")

    assert loaded.filing.profile.level == "county_level_city"
    assert any(one.at == "profile.level" and one.doubt for one in loaded.readings)


def test_kinds_side_by_side_are_no_total():
    staffing = filing(
        "一、部门概况\n核定政法专项编制247人、行政工勤编制15人。年末在职244人；离休1人，退休88人。\n"
    ).staffing

    assert [row.label for row in staffing.authorized_posts.values()] == ["政法专项编制", "行政工勤编制"]
    assert [(row.label, row.count) for row in staffing.retired_staff.values()] == [("离休", 1), ("退休", 88)]
