"""The classification schemes as data: code → label, with parents, in the order forms list them.

Economic classification since the 2018 reform (政府收支分类科目); names repeat between classes, so codes decide.
"""

from __future__ import annotations

from typing import NamedTuple


class Category(NamedTuple):
    code: str
    label: str
    parent: str = ""


NATURE = (
    Category("total", "整体支出"),
    Category("basic", "基本支出", "total"),
    Category("personnel", "人员经费", "basic"),
    Category("operating", "公用经费", "basic"),
    Category("project", "项目支出", "total"),
    Category("special_funds", "专项资金", "total"),
)
SOURCE = (
    Category("general_public_budget", "一般公共预算"),
    Category("government_fund_budget", "政府性基金预算"),
    Category("state_capital_operations_budget", "国有资本经营预算"),
    Category("social_insurance_fund_budget", "社会保险基金预算"),
    Category("fiscal_special_account_funds", "财政专户管理资金"),
    Category("other_funds", "其他资金"),
)
THREE_PUBLIC = (
    Category("total", "“三公”经费"),
    Category("overseas", "因公出国（境）费", "total"),
    Category("vehicle", "公务用车购置及运行维护费", "total"),
    Category("vehicle_purchase", "公务用车购置费", "vehicle"),
    Category("vehicle_operation", "公务用车运行维护费", "vehicle"),
    Category("reception", "公务接待费", "total"),
)
REVENUE = (Category("total", "收入合计"),)
ECONOMIC = (
    Category("301", "工资福利支出"),
    Category("30101", "基本工资", "301"),
    Category("30102", "津贴补贴", "301"),
    Category("30103", "奖金", "301"),
    Category("30106", "伙食补助费", "301"),
    Category("30107", "绩效工资", "301"),
    Category("30108", "机关事业单位基本养老保险缴费", "301"),
    Category("30109", "职业年金缴费", "301"),
    Category("30110", "职工基本医疗保险缴费", "301"),
    Category("30111", "公务员医疗补助缴费", "301"),
    Category("30112", "其他社会保障缴费", "301"),
    Category("30113", "住房公积金", "301"),
    Category("30114", "医疗费", "301"),
    Category("30199", "其他工资福利支出", "301"),
    Category("302", "商品和服务支出"),
    Category("30201", "办公费", "302"),
    Category("30202", "印刷费", "302"),
    Category("30203", "咨询费", "302"),
    Category("30204", "手续费", "302"),
    Category("30205", "水费", "302"),
    Category("30206", "电费", "302"),
    Category("30207", "邮电费", "302"),
    Category("30208", "取暖费", "302"),
    Category("30209", "物业管理费", "302"),
    Category("30211", "差旅费", "302"),
    Category("30212", "因公出国（境）费用", "302"),
    Category("30213", "维修（护）费", "302"),
    Category("30214", "租赁费", "302"),
    Category("30215", "会议费", "302"),
    Category("30216", "培训费", "302"),
    Category("30217", "公务接待费", "302"),
    Category("30218", "专用材料费", "302"),
    Category("30224", "被装购置费", "302"),
    Category("30225", "专用燃料费", "302"),
    Category("30226", "劳务费", "302"),
    Category("30227", "委托业务费", "302"),
    Category("30228", "工会经费", "302"),
    Category("30229", "福利费", "302"),
    Category("30231", "公务用车运行维护费", "302"),
    Category("30239", "其他交通费用", "302"),
    Category("30240", "税金及附加费用", "302"),
    Category("30299", "其他商品和服务支出", "302"),
    Category("303", "对个人和家庭的补助"),
    Category("30301", "离休费", "303"),
    Category("30302", "退休费", "303"),
    Category("30303", "退职（役）费", "303"),
    Category("30304", "抚恤金", "303"),
    Category("30305", "生活补助", "303"),
    Category("30306", "救济费", "303"),
    Category("30307", "医疗费补助", "303"),
    Category("30308", "助学金", "303"),
    Category("30309", "奖励金", "303"),
    Category("30310", "个人农业生产补贴", "303"),
    Category("30311", "代缴社会保险费", "303"),
    Category("30399", "其他对个人和家庭的补助", "303"),
    Category("307", "债务利息及费用支出"),
    Category("30701", "国内债务付息", "307"),
    Category("30702", "国外债务付息", "307"),
    Category("30703", "国内债务发行费用", "307"),
    Category("30704", "国外债务发行费用", "307"),
    Category("309", "资本性支出（基本建设）"),
    Category("30901", "房屋建筑物购建", "309"),
    Category("30902", "办公设备购置", "309"),
    Category("30903", "专用设备购置", "309"),
    Category("30905", "基础设施建设", "309"),
    Category("30906", "大型修缮", "309"),
    Category("30907", "信息网络及软件购置更新", "309"),
    Category("30908", "物资储备", "309"),
    Category("30913", "公务用车购置", "309"),
    Category("30919", "其他交通工具购置", "309"),
    Category("30921", "文物和陈列品购置", "309"),
    Category("30922", "无形资产购置", "309"),
    Category("30999", "其他基本建设支出", "309"),
    Category("310", "资本性支出"),
    Category("31001", "房屋建筑物购建", "310"),
    Category("31002", "办公设备购置", "310"),
    Category("31003", "专用设备购置", "310"),
    Category("31005", "基础设施建设", "310"),
    Category("31006", "大型修缮", "310"),
    Category("31007", "信息网络及软件购置更新", "310"),
    Category("31008", "物资储备", "310"),
    Category("31009", "土地补偿", "310"),
    Category("31010", "安置补助", "310"),
    Category("31011", "地上附着物和青苗补偿", "310"),
    Category("31012", "拆迁补偿", "310"),
    Category("31013", "公务用车购置", "310"),
    Category("31019", "其他交通工具购置", "310"),
    Category("31021", "文物和陈列品购置", "310"),
    Category("31022", "无形资产购置", "310"),
    Category("31099", "其他资本性支出", "310"),
    Category("311", "对企业补助（基本建设）"),
    Category("31101", "资本金注入", "311"),
    Category("31199", "其他对企业补助", "311"),
    Category("312", "对企业补助"),
    Category("31201", "资本金注入", "312"),
    Category("31203", "政府投资基金股权投资", "312"),
    Category("31204", "费用补贴", "312"),
    Category("31205", "利息补贴", "312"),
    Category("31206", "其他资本性补助", "312"),
    Category("31299", "其他对企业补助", "312"),
    Category("313", "对社会保障基金补助"),
    Category("31302", "对社会保险基金补助", "313"),
    Category("31303", "补充全国社会保障基金", "313"),
    Category("31304", "对机关事业单位职业年金的补助", "313"),
    Category("399", "其他支出"),
    Category("39907", "国家赔偿费用支出", "399"),
    Category("39908", "对民间非营利组织和群众性自治组织补贴", "399"),
    Category("39909", "经常性赠与", "399"),
    Category("39910", "资本性赠与", "399"),
    Category("39999", "其他支出", "399"),
)  # fmt: skip

SCHEMES: dict[str, tuple[Category, ...]] = {
    "nature": NATURE,
    "source": SOURCE,
    "revenue": REVENUE,
    "function": (),
    "economic": ECONOMIC,
    "economic_project": ECONOMIC,
    "three_public": THREE_PUBLIC,
    "project_source": (),  # the sources of each project's money: keys are <project>-<source>, the parent the project
}

# What a project's money is spent on (基础数据表, domain/tables.md a2).
PROJECT_CATEGORIES = (
    ("operational", "业务工作专项"),
    ("maintenance", "运行维护专项"),
    ("special", "本级专项资金"),
)
# The budgets that have a table of their own where there is anything in them (domain/tables.md d).
FUNDS = (
    ("government_fund", "政府性基金预算"),
    ("state_capital", "国有资本经营预算"),
    ("social_insurance", "社会保险基金预算"),
)

# 三公 item → the economic items it is part of (domain/tables.md X06).
THREE_PUBLIC_ITEMS = {
    "overseas": ("30212",),
    "reception": ("30217",),
    "vehicle_operation": ("30231",),
    "vehicle_purchase": ("30913", "31013"),
}


def label_of(scheme: str, code: str) -> str:
    """Return the standard label of *code*, joined for a combined one (``30101-30102``), or blank."""
    labels = {category.code: category.label for category in SCHEMES[scheme]}
    return "、".join(labels[part] for part in code.split("-")) if all(p in labels for p in code.split("-")) else ""
