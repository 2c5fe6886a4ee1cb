"""What the money was spent on: groups of basic expenditure, projects, the three public expenses, assets, funds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bench.corpus.books import Project, Trip, percent
from bench.corpus.draft import Draft, Num, Piece, joined
from bench.corpus.money import bare, way

BASIC = (
    "{Y}基本支出{total}，主要用于保障机构正常运转和人员待遇。具体如下：",
    "基本支出是指为保障{S}正常运转、完成日常工作任务发生的支出，{Y}共支出{total}。其中：",
    "{S}{Y}度基本支出决算数为{total}，构成如下：",
    "全年基本支出合计{total}，具体包括以下几类：",
    "用于人员和日常公用方面的基本支出为{total}，分项情况是：",
)
GROUP = (
    "{name}{total}，包括{items}", "{name}{total}，其中：{items}", "{name}{total}（{items}）",
    "{name}：{items}，小计{total}", "{name}共计{total}，分别是{items}", "{name}金额为{total}，主要有{items}",
)  # fmt: skip
ONE_UNIT = (
    "{name}{total}，其中{names}分别为{amounts}", "{name}{total}，{names}分别支出{amounts}",
    "{name}合计{total}（{names}分别为{amounts}）",
)  # fmt: skip
PROJECTS = (
    "{Y}实施项目{n}，项目支出{total}，各项目执行情况如下：",
    "{Y}度安排项目{n}，全年项目支出{total}，分述如下。",
    "项目支出是指为完成特定任务发生的支出。{Y}共有{n}项目，实际支出{total}：",
    "全年共组织实施{n}项目，累计支出项目资金{total}，明细为：",
)
PROJECT = (
    "{name}：预算{budget}，支出{actual}，执行率{rate}，{use}",
    "{name}，年度预算安排{budget}，实际支出{actual}，完成预算的{rate}，{use}",
    "{name}{actual}，占该项目预算{budget}的{rate}，{use}",
    "{name}预算数为{budget}，决算数为{actual}，预算执行率{rate}。该资金{use}",
    "{name}。下达资金{budget}，使用{actual}，资金使用率为{rate}，{use}",
)
EXCUSES = ("，超出预算部分经批准使用上年结转资金列支", "，超支原因是实施范围扩大，差额由单位自有资金弥补")
PARTIAL = (
    "项目资金中，{one}支出{first}、{two}支出{second}等，均按合同约定和工作进度支付。",
    "在全部项目支出中，数额较大的有{one}（{first}）和{two}（{second}）。",
    "其中：重点项目{one}支出{first}，已完成绩效监控和自评。",
    "支出较多的项目中，{one}用款{first}，{two}用款{second}，均已纳入绩效跟踪范围。",
    "以{one}为例，全年支出{first}；另如{two}，支出{second}。",
)
TRIPS = (
    "{Y}“三公”经费支出{total}，预算为{budget}，其中：",
    "{Y}度“三公”经费预算安排{budget}，实际支出{total}，具体情况：",
    "“三公”经费全年支出{total}，控制在预算{budget}以内，分项如下：",
    "{S}严格执行公务支出标准，{Y}“三公”经费预算数{budget}，决算数{total}。各项情况如下：",
    "全年“三公”经费实际支出{total}，预算总额为{budget}，没有突破，其中：",
    "{Y}“三公”经费的预算总额是{budget}，支出总额是{total}，分项说明：",
)
COMPACT = (
    "{Y}“三公”经费年初预算{budget}（{planned}），全年支出{total}（{spent}）。",
    "“三公”经费方面，预算安排{planned}，小计{budget}；实际支出{spent}，小计{total}。",
    "{Y}安排“三公”经费{budget}，其中{planned}；实际支出{total}，其中{spent}。",
    "{S}“三公”经费全年支出{spent}，合计{total}；年初预算为{planned}，合计{budget}。",
)
TRIP = (
    "{name}支出{actual}，预算{budget}，{compared}",
    "{name}决算数为{actual}，预算数为{budget}，{compared}",
    "{name}{actual}（预算{budget}），{compared}",
    "{name}年初安排{budget}，全年使用{actual}，{compared}",
    "{name}实际支出{actual}，未超出{budget}的预算，{compared}",
)
NO_TRIP = (
    "{name}支出为零，全年未安排相关支出，与上年持平", "{name}{zero}，年初未编列预算，与上年一致",
    "{name}未发生支出，上年同为零", "无{name}支出，与上年度持平",
)  # fmt: skip
COMPARED = (
    "较上年{before}{way}{delta}", "与上年（{before}）相比{way}{delta}，{way2}{rate}",
    "上年为{before}，同比{way2}{rate}", "比上年的{before}{way}{delta}",
)  # fmt: skip
RECEPTION = (
    "全年国内公务接待{groups}、{people}，人均{each}。", "共接待来访{groups}，来宾{people}，人均支出{each}。",
    "全年公务接待{groups}，累计{people}，平均每人次{each}。",
    "接待批次{groups}，接待人次{people}，按接待费支出折算人均{each}。",
    "年内公务接待共{groups}，接待{people}，平均{each}/人次。",
)  # fmt: skip
CARS = ("年末公务用车保有量{cars}。", "截至年底，公务用车保有{cars}。", "现有公务用车{cars}。")
NO_CARS = ("年末公务用车保有量为零。", "已实行公务用车平台统一调度，本单位未保留公务用车。", "无公务用车。")
ASSETS = (
    "截至{Y}12月31日，{S}资产总额{total}，其中：{items}。",
    "{Y}末资产总计{total}，包括{items}。",
    "年末资产总额为{total}（{items}）。",
    "从年末资产构成看，{items}，资产合计{total}。",
    "{S}占有使用的国有资产，年末账面合计{total}，分别为{items}。",
    "{items}，上述资产总计{total}。",
)
ASSETS_BEFORE = (
    "资产总额较年初{before}{way}{delta}。", "年初资产总额{before}，年内{way}{delta}。",
    "比上年末的{before}{way}了{delta}。", "上年末为{before}，一年来{way}{delta}。",
)  # fmt: skip
ASSET_RULES = (
    "资产实行统一登记、归口管理，单价1000元以上的设备由办公室统一采购，年末组织盘点，账实相符。",
    "{S}建立了资产卡片管理制度，对单价5000元以上的办公设备实行领用审批，全年未发生资产流失。",
    "按照《行政事业性国有资产管理条例》规定，处置资产一律履行报批手续，处置收入及时上缴国库。",
    "对2010年以前购置、已达使用年限的设备按程序报废，资产台账与财务账核对一致。",
)
FUNDS = (
    "{S}{Y}无政府性基金预算支出，无国有资本经营预算支出。", "{Y}度未安排政府性基金预算和国有资本经营预算支出。",
    "政府性基金预算支出为零；国有资本经营预算支出为零。", "本年度没有使用政府性基金预算、国有资本经营预算安排的支出。",
    "除一般公共预算外，{S}没有政府性基金、国有资本经营预算等其他预算安排的支出。",
    "政府性基金预算：无。国有资本经营预算：无。",
)  # fmt: skip


def basic(d: Draft) -> None:
    """Basic expenditure: the total and a numbered list of its groups with their items."""
    total = d.wan("basic", d.books.basic)
    d.text(d.sentence(BASIC, total=total))
    wording = d.rng.choice((d.choose(GROUP), None))
    groups = d.books.groups if d.rng.random() < 0.65 else _two_kinds(d.books.groups)
    shown = [_group(d, name, items, wording or d.choose(GROUP)) for name, items in groups.items()]
    d.link("sum", total=total, part=[group for group, _ in shown])
    d.items(words for _, words in shown)


def _two_kinds(groups: dict[str, dict[str, Decimal]]) -> dict[str, dict[str, Decimal]]:
    """Return the same items as personnel and operating expenses instead of economic classes."""
    return {
        "人员经费": {**groups["工资福利支出"], **groups["对个人和家庭的补助"]},
        "公用经费": {**groups["商品和服务支出"], **groups.get("资本性支出", {})},
    }


def _group(d: Draft, name: str, amounts: dict[str, Decimal], wording: str) -> tuple[Num, list[Piece]]:
    group = d.wan(f"group.{name}", sum(amounts.values(), Decimal(0)))
    items = {item: d.wan(f"item.{item}", value) for item, value in amounts.items()}
    if len(items) < 5 and d.rng.random() < 0.3:
        return group, _one_unit(d, name, group, items)
    d.link("sum", total=group, part=list(items.values()))
    listed = joined(([item, num] for item, num in items.items()), d.rng.choice("、，"))
    return group, d.sentence((wording,), name=name, total=group, items=listed)


def _one_unit(d: Draft, name: str, group: Num, items: dict[str, Num]) -> list[Piece]:
    """Return the names of the items, then their amounts with one unit for all."""
    *front, last = items.values()
    d.link("sum", total=group, part=[*items.values()])
    for num in front:
        bare(num, last)
    amounts = joined([*front, last])
    return d.sentence(ONE_UNIT, name=name, total=group, names=joined(items), amounts=amounts)


def projects(d: Draft) -> None:
    """Projects: the total, one entry each with budget, actual and rate, and a list that names only some."""
    b = d.books
    total, count = d.wan("project", b.project), d.count("projects", len(b.projects), "个")
    d.text(d.sentence(PROJECTS, n=count, total=total))
    wording = d.choose(PROJECT)
    shown = [_project(d, one, wording) for one in b.projects]
    d.link("sum", total=total, part=[actual for actual, _ in shown])
    d.items(words for _, words in shown)
    names = [words[0] for _, words in shown]
    d.link("count", number=count, item=names)
    if d.rng.random() < 0.6:
        first, second = sorted(b.projects, key=lambda one: -one.actual)[:2]
        amounts = {
            "first": d.wan(f"spent.{first.name}", first.actual),
            "second": d.wan(f"spent.{second.name}", second.actual),
        }
        d.text(d.trap(d.sentence(PARTIAL, one=first.name, two=second.name, **amounts)))


def _project(d: Draft, one: Project, wording: str) -> tuple[Num, list[Piece]]:
    budget, actual = d.wan(f"budget.{one.name}", one.budget), d.wan(f"spent.{one.name}", one.actual)
    rate, name = d.percent(f"rate.{one.name}", percent(one.actual, one.budget)), Piece(one.name)
    d.link("ratio", percent=rate, part=actual, whole=budget)
    if one.actual <= one.budget:
        d.link("le", less=actual, more=budget)
        d.notes["project"].append((name, budget, actual, rate))
    use = one.use if one.actual <= one.budget else one.use + d.choose(EXCUSES)
    words = d.sentence((wording,), name=name, budget=budget, actual=actual, rate=rate, use=use)
    return actual, words if one.actual <= one.budget else d.trap(words)


def three_public(d: Draft) -> None:
    """The three public expenses: total, a list of each against its budget and the year before, and the counts."""
    trips = d.books.three_public
    if d.rng.random() < 0.25:
        _compact(d)
        return
    total = d.wan("trips", sum((one.actual for one in trips), Decimal(0)))
    budget = d.wan("trips_budget", sum((one.budget for one in trips), Decimal(0)))
    d.text(d.sentence(TRIPS, total=total, budget=budget))
    shown = [_trip(d, one) for one in trips]
    d.link("sum", total=total, part=[num for num, _, _ in shown if num])
    d.link("sum", total=budget, part=[num for _, num, _ in shown if num])
    d.link("le", less=total, more=budget)
    d.items(words for _, _, words in shown)
    d.text(_reception(d), _cars(d))


def _compact(d: Draft) -> None:
    """Say all of it in one paragraph, the zeros printed as amounts."""
    trips = d.books.three_public
    planned = {one.name: d.wan(f"trip_budget.{one.name}", one.budget) for one in trips}
    spent = {one.name: d.wan(f"trip.{one.name}", one.actual) for one in trips}
    totals = {}
    for key, nums in (("trips_budget", planned), ("trips", spent)):
        totals[key] = d.wan(key, sum((num.value for num in nums.values()), Decimal(0)) / _scale(d))
        d.link("sum", total=totals[key], part=list(nums.values()))
    for one in trips:
        d.link("le", less=spent[one.name], more=planned[one.name])
    lists = {
        key: joined([name, num] for name, num in nums.items()) for key, nums in (("planned", planned), ("spent", spent))
    }
    compared = [trips[-1].name, _compared(d, trips[-1], spent[trips[-1].name]), "。"]
    d.text(
        d.sentence(COMPACT, budget=totals["trips_budget"], total=totals["trips"], **lists),
        compared,
        _reception(d),
        _cars(d),
    )


def _scale(d: Draft) -> Decimal:
    """Return how many of the printed unit go into a 万元 of the books."""
    return d.factor if d.style.money == "元" else Decimal(1)


def _trip(d: Draft, one: Trip) -> tuple[Num | None, Num | None, list[Piece]]:
    if not one.actual:
        words = d.sentence(NO_TRIP, name=one.name, zero=d.wan("zero", Decimal(0)))
        if one.budget == one.actual:
            d.notes["zero"].append(words)
        return None, None, words
    actual, budget = d.wan(f"trip.{one.name}", one.actual), d.wan(f"trip_budget.{one.name}", one.budget)
    d.link("le", less=actual, more=budget)
    d.notes["trip"].append((actual, budget))
    return (
        actual,
        budget,
        d.sentence(TRIP, name=one.name, actual=actual, budget=budget, compared=_compared(d, one, actual)),
    )


def _compared(d: Draft, one: Trip, actual: Num) -> list[Piece]:
    before, delta = d.wan(f"before.{one.name}", one.before), d.wan(f"delta.{one.name}", abs(one.actual - one.before))
    words = way(d, one.actual, one.before), Piece("增长" if one.actual > one.before else "下降")
    rate = d.percent(f"change.{one.name}", percent(abs(one.actual - one.before), one.before))
    wording = d.choose(COMPARED)
    used = {"direction": words["{way}" not in wording], "delta": delta, "percent": rate}
    roles = {role: piece for role, piece in used.items() if role == "direction" or f"{{{_FIELD[role]}}}" in wording}
    d.link("change", after=actual, before=before, **roles)
    return d.sentence((wording,), before=before, delta=delta, way=words[0], way2=words[1], rate=rate)


_FIELD = {"delta": "delta", "percent": "rate"}


def _reception(d: Draft) -> list[Piece]:
    b = d.books
    spent = d.printed["trip.公务接待费"][0].value * (1 if d.style.money == "元" else 10000)
    people, groups = d.count("guests", b.reception_people, "人次"), d.count("visits", b.reception_groups, "批次")
    each = d.number("each_guest", spent / b.reception_people, "元", 2)
    d.notes["each"].append(each)
    return d.sentence(RECEPTION, groups=groups, people=people, each=each)


def _cars(d: Draft) -> list[Piece]:
    cars = d.count("cars", d.books.cars, "辆")
    if d.books.cars:
        d.notes["cars"].append((cars, d.printed["trip.公务用车运行维护费"][0]))
    return d.sentence(CARS if d.books.cars else NO_CARS, cars=cars)


def assets(d: Draft) -> None:
    """Assets at the end of the year by kind, the change since its beginning, and how they are kept."""
    b = d.books
    value = sum(b.assets.values(), Decimal(0))
    large = value > 10000 and d.style.money == "万元"
    total = d.number("assets", value / 10000, "亿元", 4) if large else d.wan("assets", value)
    parts = {name: d.wan(f"asset.{name}", part) for name, part in b.assets.items()}
    d.link("sum", total=total, part=list(parts.values()))
    sentences: list[Any] = [d.sentence(ASSETS, total=total, items=joined([name, num] for name, num in parts.items()))]
    if not large:
        before, delta = d.wan("assets_before", b.assets_before), d.wan("assets_change", abs(value - b.assets_before))
        word = way(d, value, b.assets_before)
        d.link("change", after=total, before=before, direction=word, delta=delta)
        sentences.append(d.sentence(ASSETS_BEFORE, before=before, delta=delta, way=word))
    d.text(*sentences, d.trap(d.sentence(ASSET_RULES)))


def funds(d: Draft) -> None:
    d.text(d.sentence(FUNDS))
