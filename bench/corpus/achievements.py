"""What was achieved: the counted work told again, and between it passages that only look wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bench.corpus.draft import ORDINALS, Draft, Piece, say
from bench.corpus.indicators import Goal

TASK = (
    "{verb}{noun}{n}", "全年{verb}{noun}{n}", "累计{verb}{noun}{n}", "年度内{verb}{noun}{n}", "年内共{verb}{noun}{n}",
    "先后{verb}{noun}{n}",
    "至年末{verb}{noun}{n}",
)  # fmt: skip
THEMES = (
    ("突出重点任务", "聚焦年度重点", "紧扣中心工作"), ("提升服务水平", "优化公共服务", "做实便民服务"),
    ("夯实工作基础", "补齐短板弱项", "强化基础建设"), ("规范内部管理", "严格日常管理", "健全工作机制"),
)  # fmt: skip
EFFECTS = (
    "工作覆盖面进一步扩大，{people}反映良好", "相关做法得到上级主管部门肯定", "服务效率有了明显提升",
    "有效缓解了基层工作力量不足的矛盾", "为下一阶段工作打下了基础",
    "受到{people}欢迎",
    "群众办事更加便捷",
)  # fmt: skip
TRAPS = (
    "按照《“{plan}”发展规划（{from_}—{to}年）》确定的任务，相关工作按期推进。",
    "对照2018年普查结果建立的名录进行了动态更新。",
    "推行“3+1”服务模式，整合窗口资源，缩短办理时限。",
    "承办的第41届主题活动周圆满结束，参与单位数量与往届相当。",
    "公布服务热线0000-6223145，安排专人值守，来电均有登记。",
    "单位食堂自2016年起停办，未再发生相关支出。",
    "依据〔{last}〕60号文件精神完善了台账，文件所列事项全部办结。",
    "外聘专家18名，按每人每天300元标准支付劳务报酬，不占单位编制。",
    "另有村（社区）自行组织的小型活动36场次，不计入部门工作量。",
    "对符合条件的对象按每人每年600元标准发放慰问金。",
    "该项工作自{first}年开始试点，试点期三年，评估意见已报上级备案。",
    "与2035年远景目标衔接，提前谋划储备项目，前期工作稳步开展。",
    "{last}年遗留的两个事项已于年初办结，不再列入本年度任务。",
    "单笔5万元以上的支出提交集体研究，会议记录齐全。",
    "通过线上渠道发布信息，累计浏览量约3.5万次，点赞1200余次。",
    "直接参与群众超过2600人次，间接受益的约有二万人。",
    "其中规模较大的活动参与人数在三百人以上，最多的一场有500余人。",
    "较“十二五”末的2015年，服务网点覆盖面扩大了一倍。",
    "第三方调查显示，知晓率比2018年提高1.5个百分点。",
    "培训综合定额标准不高于450元/人·天，实际执行未超出标准。",
    "争取社会捐赠物资折价约35万元，不纳入部门预决算。",
    "上级主管部门另行拨付工作经费2万余元，在下年度列支。",
    "全年办件平均用时2.5个工作日，比承诺时限缩短一半。",
)
AID = (
    "向困难对象{n}发放补助，每{m}{each}，共计{total}。",
    "按每{m}{each}的标准，为{n}困难对象落实补助资金{total}。",
    "落实补助对象{n}，补助标准为每{m}{each}，合计发放{total}。",
    "对{n}困难对象给予一次性补助，每{m}{each}，总额{total}。",
    "救助工作按标准执行：每{m}{each}，涉及{n}，支付{total}。",
)
PRIZES = (
    "组织技能竞赛，评出一等奖{a}、二等奖{b}、三等奖{c}，获奖共{n}。",
    "年度评比共表彰{n}，其中一等奖{a}、二等奖{b}、三等奖{c}。",
    "在业务竞赛中，{n}获奖（一等奖{a}，二等奖{b}，三等奖{c}）。",
    "技能比武一、二、三等奖分别为{a_bare}、{b_bare}、{c}，合计{n}。",
    "以赛促学，共有{n}受到表彰，一等奖{a}、二等奖{b}、三等奖{c}。",
)
DATES = (
    "该项工作{start}启动，{end}全面完成。", "相关工程{start}开工，{end}通过验收。", "其中重点项目{start}签订合同，{end}交付使用。",
    "{start}完成前期准备后转入实施，{end}如期收尾。",
    "从{start}进场到{end}完工，各节点均有记录。",
)  # fmt: skip
BULLETIN = (
    "工作动态每周编发一期，全年编发{n}。", "坚持每月召开一次工作例会，全年召开{m}。", "每周推送一条政策解读，全年推送{n}。",
    "实行每周调度制度，全年调度{n}。",
    "业务学习每月集中一次，全年集中{m}。",
)  # fmt: skip


def date(d: Draft, year: int, month: int, day: int = 0) -> Piece:
    return Piece(f"{year}年{month}月" + (f"{day}日" if day else ""))


def told(d: Draft, goal: Goal) -> list[Piece]:
    """Return what was done in this work as the narrative tells it, without its stop."""
    n = d.count(f"actual.{goal.work.noun}", goal.actual, goal.work.measure)
    return d.sentence(TASK, verb=goal.work.verb, noun=goal.work.noun, n=n)


def achievements(d: Draft) -> None:
    """What was done: the counted work again, help per head, prizes, dates, bulletins, and passages that only look odd."""
    told_works = [told(d, goal) for goal in d.goals if goal.work.verb]
    extras = [_aid(d), _prizes(d), _dates(d), _bulletin(d)]
    late = d.year > 2020
    years = {"plan": "十四五" if late else "十三五", "from_": "2021" if late else "2016", "to": "2025" if late else "2020",
             "last": str(d.year - 1), "first": str(d.year - 3)}  # fmt: skip
    traps = [d.trap(say(one, **years)) for one in d.rng.sample(TRAPS, 4)]
    d.rng.shuffle(extras)
    ways = (_run_in, _paragraphs, _plain)
    d.rng.choice(ways)(d, told_works, extras, traps)


def _themes(d: Draft) -> list[str]:
    return [d.choose(theme) for theme in THEMES]


def _blocks(d: Draft, works: list, extras: list, traps: list) -> list[list[Any]]:
    blocks: list[list[Any]] = []
    effects = d.rng.sample(EFFECTS, 4)
    for n in range(4):
        mine = works[n::4]
        done = [thing for one in mine for thing in (one, "，")]
        effect = d.sentence((effects[n],), people=d.unit.sort.people)
        blocks.append([done, effect, "。", extras[n], traps[n]])
    return blocks


def _run_in(d: Draft, works: list, extras: list, traps: list) -> None:
    blocks = zip(ORDINALS, _themes(d), _blocks(d, works, extras, traps), strict=False)
    labels = []
    pieces: list[Any] = []
    for ordinal, theme, block in blocks:
        labels.append(Piece(ordinal))
        pieces += [labels[-1], theme, "。", block]
    d.notes["ordinals"].append(labels)
    d.text(*pieces)


def _paragraphs(d: Draft, works: list, extras: list, traps: list) -> None:
    d.items(
        ([theme, "。", *block] for theme, block in zip(_themes(d), _blocks(d, works, extras, traps), strict=True)), ""
    )


def _plain(d: Draft, works: list, extras: list, traps: list) -> None:
    for theme, block in zip(_themes(d), _blocks(d, works, extras, traps), strict=True):
        d.text(d.choose((f"{theme}方面，", f"{theme}。", f"围绕“{theme}”，")), *block)


def _aid(d: Draft) -> list[Piece]:
    measure, each = d.rng.choice("户名"), d.rng.choice((300, 500, 800, 1200, 2000))
    n = d.rng.randint(12, 90)
    unit, count = d.number("aid_each", each, "元", 0), d.count("aided", n, measure)
    yuan = d.style.money == "元"
    total = d.number("aid_total", Decimal(each * n) / (1 if yuan else 10000), d.style.money, 2)
    d.link("product", product=total, unit=unit, times=count)
    d.notes["aid"].append((unit, count, total))
    return d.sentence(AID, n=count, m="人" if measure == "名" else measure, each=unit, total=total)


def _prizes(d: Draft) -> list[Piece]:
    values = [d.rng.randint(2, 5), d.rng.randint(4, 9), d.rng.randint(8, 15)]
    wording = d.choose(PRIZES)
    nums = [d.count(f"prize{n}", value, "名") for n, value in enumerate(values)]
    total = d.count("prizes", sum(values), "名")
    d.link("sum", total=total, part=nums)
    bare = "{a_bare}" in wording
    for num in nums:
        num.chinese = num.chinese and not bare
    for num in nums[: 2 * bare]:
        num.unit = Piece("")
    a, b, c = nums
    return d.sentence((wording,), a=a, b=b, c=c, a_bare=a, b_bare=b, n=total)


def _dates(d: Draft) -> list[Piece]:
    start, end = date(d, d.year, d.rng.randint(2, 5)), date(d, d.year, d.rng.randint(8, 11))
    d.notes["dates"].append((start, end))
    return d.sentence(DATES, start=start, end=end)


def _bulletin(d: Draft) -> list[Piece]:
    n, m = d.count("weekly", 52, "期"), d.count("monthly", 12, "次")
    wording = d.choose(BULLETIN)
    n.unit.text = "条" if "推送" in wording else "次" if "调度" in wording else "期"
    words = d.sentence((wording,), n=n, m=m)
    d.notes["often"].append((words, m if "{m}" in wording else n))
    return words
