"""The free text: how the evaluation went, what was achieved, problems, measures, disclosure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bench.corpus.books import percent
from bench.corpus.draft import Draft, Piece, say
from bench.corpus.indicators import Goal, points, total_score

OPENING = (
    "根据《{F}关于开展{Y}度部门整体支出绩效自评工作的通知》（{X}财绩〔{next}〕{no}号）要求，{S}认真组织开展自评，现将有关情况报告如下。",
    "按照{F}统一部署，{S}对{Y}度部门整体支出绩效进行了自评，形成本报告。",
    "为加强预算绩效管理，{S}对照年初批复的绩效目标开展了{Y}度整体支出绩效自评。现报告如下：",
    "为落实《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号），{S}组织完成了{Y}部门整体支出绩效自评。",
)
OVERVIEW = (
    "总体上看，{Y}支出{actual}，预算执行率{rate}，自评得分{score}。",
    "概括而言，全年部门整体支出{actual}，{done}，绩效自评{score}。",
    "本报告所涉资金为{Y}部门整体支出{actual}，执行率{rate}；重点任务中，{done}。",
    "经自评，{S}综合得分{score}，全年支出{actual}，各项重点工作按计划推进，其中{done}。",
)
METHOD = (
    "{S}成立了由主要负责人任组长的绩效自评工作小组，{start}印发工作方案，{end}完成自评并形成报告。",
    "自评工作分准备、实施、总结三步：{start}布置任务、收集资料，其后逐项核对数据，{end}提交自评报告。",
    "{start}召开自评工作部署会，财务人员会同各业务人员核查账表和佐证材料，{end}完成打分和报告撰写。",
    "本次自评采取资料核查与问卷调查相结合的方式，于{start}启动，{end}结束。",
)
REVIEW = (
    "自评过程中查阅会计凭证和项目档案，发放调查问卷，并对重点项目进行了实地查看。",
    "评价采用比较法、因素分析法和公众评判法，力求数据真实、结论客观。",
    "自评数据以部门决算报表、项目台账和问卷结果为依据，由财务人员复核。",
)
MANAGEMENT = (
    "在项目管理上，{S}执行项目申报、审批、实施、验收全流程管理，专款专用，未发现截留、挪用资金的情况。",
    "{S}修订了财务管理办法和内部控制制度，支出审批实行分管领导与主要负责人双签，资金支付做到手续完备。",
    "为规范资金使用，{S}对各项目实行台账管理，按进度拨付资金，政府采购项目均按程序办理。",
    "项目实施前进行集体研究，实施中开展绩效运行监控，完工后组织验收，资料按年度归档。",
)
PROGRESS = (
    "绩效运行监控显示，截至9月底支出进度达到60%，其余资金在第四季度按合同约定支付完毕或结转。",
    "上半年支出进度为45%左右，下半年随项目结算逐步加快。", "前三季度资金支付比例约为七成，与项目进度相匹配。",
)  # fmt: skip
TASK = (
    "{verb}{noun}{n}", "全年{verb}{noun}{n}", "累计{verb}{noun}{n}", "年度内{verb}{noun}{n}", "年内共{verb}{noun}{n}",
)  # fmt: skip
ORDINALS = ("一是", "二是", "三是", "四是", "五是", "六是")
THEMES = (
    ("突出重点任务", "聚焦年度重点", "紧扣中心工作"), ("提升服务水平", "优化公共服务", "做实便民服务"),
    ("夯实工作基础", "补齐短板弱项", "强化基础建设"), ("规范内部管理", "严格日常管理", "健全工作机制"),
)  # fmt: skip
EFFECTS = (
    "工作覆盖面进一步扩大，{people}反映良好", "相关做法得到上级主管部门肯定", "服务效率有了明显提升",
    "有效缓解了基层工作力量不足的矛盾", "为下一阶段工作打下了基础",
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
)
PRIZES = (
    "组织技能竞赛，评出一等奖{a}、二等奖{b}、三等奖{c}，获奖共{n}。",
    "年度评比共表彰{n}，其中一等奖{a}、二等奖{b}、三等奖{c}。",
    "在业务竞赛中，{n}获奖（一等奖{a}，二等奖{b}，三等奖{c}）。",
    "技能比武一、二、三等奖分别为{a_bare}、{b_bare}、{c}，合计{n}。",
)
DATES = (
    "该项工作{start}启动，{end}全面完成。", "相关工程{start}开工，{end}通过验收。", "其中重点项目{start}签订合同，{end}交付使用。",
)  # fmt: skip
BULLETIN = (
    "工作动态每周编发一期，全年编发{n}。", "坚持每月召开一次工作例会，全年召开{m}。", "每周推送一条政策解读，全年推送{n}。",
)  # fmt: skip
PROBLEMS = (
    ("预算编制精细化程度不够", "部分项目在编制预算时对实施条件估计不足，年中需要调整，影响了执行进度。"),
    ("绩效指标设置不够科学", "个别指标偏重数量，反映效益的指标较少，不易衡量资金使用效果。"),
    ("业务与财务衔接不紧", "业务人员对绩效管理要求不熟悉，资料报送不及时，存在重投入、轻绩效的现象。"),
    ("支出进度不均衡", "受项目招标和施工季节影响，资金支付集中在下半年，前期进度偏慢。"),
    ("专业人员力量薄弱", "从事绩效管理的人员多为兼职，缺乏系统培训，分析深度不足。"),
    ("结果应用有待加强", "自评结果与下年度预算安排的衔接不够紧密，约束作用没有充分发挥。"),
)
MEASURES = (
    ("细化预算编制", "提前开展项目论证，完善支出标准，提高年初预算到位率，减少年中调整。"),
    ("完善指标体系", "结合行业特点修订绩效指标，增加效益类、质量类指标，使目标可衡量、可考核。"),
    ("加强业财协同", "建立业务与财务定期会商机制，明确资料报送时限，压实责任。"),
    ("加快支出进度", "对重点项目实行月调度，提前办理采购手续，推动资金均衡支付。"),
    ("加强业务培训", "每年组织绩效管理专题培训，鼓励财务人员参加职称考试，充实工作力量。"),
    ("强化结果运用", "将自评结果作为下年度预算安排和内部考核的重要依据，对执行不力的项目压减预算。"),
)
PROBLEMS_INTRO = (
    "从自评情况看，主要存在以下问题：",
    "工作中还有一些不足，主要表现在：",
    "对照目标要求，还存在以下差距：",
)
MEASURES_INTRO = (
    "针对上述问题，下一步采取以下措施：",
    "今后将从以下方面加以改进：",
    "结合实际，提出如下建议和整改措施：",
)
DISCLOSURE = (
    "本自评报告将在{P}人民政府门户网站公开，接受社会监督；自评结果用于改进管理和编制下年度预算。",
    "{S}拟将自评结果随部门决算一并向社会公开，并作为安排{next}年预算、完善制度的参考。",
    "自评结果已在单位内部通报，拟于{next}年在政府网站“预决算公开”专栏公布，发现的问题列入整改清单。",
    "按照政府信息公开规定，自评报告经审核后在门户网站公布，结果应用于项目调整和绩效考核。",
)
OTHER = ("无其他需要说明的情况。", "无。", "没有需要另行说明的事项。")


def opening(d: Draft) -> None:
    place = d.unit.place
    office = {"镇": "县财政局", "乡": "县财政局"}.get(d.unit.level, place + "财政局")
    d.text(d.sentence(OPENING, F=office, X=place[0], next=str(d.year + 1), no=str(d.rng.randint(3, 90))))


def overview(d: Draft) -> None:
    """The year in one sentence in front of the chapters: what later chapters say again."""
    b = d.books
    actual, rate = d.wan("actual", b.actual), d.percent("rate", percent(b.actual, b.adjusted))
    goal = d.rng.choice([goal for goal in d.goals if goal.work.verb])
    d.text(
        d.sentence(
            OVERVIEW, actual=actual, rate=rate, done=told(d, goal), score=points(d, "total_score", total_score(d))
        )
    )


def date(d: Draft, year: int, month: int, day: int = 0) -> Piece:
    return Piece(f"{year}年{month}月" + (f"{day}日" if day else ""))


def method(d: Draft) -> None:
    """When and how the evaluation went; its days lie after the year it judges."""
    start, end = date(d, d.year + 1, 2, d.rng.randint(3, 26)), date(d, d.year + 1, 4, d.rng.randint(2, 28))
    d.notes["dates"].append((start, end))
    d.text(d.sentence(METHOD, start=start, end=end), d.sentence(REVIEW))


def management(d: Draft) -> None:
    d.text(d.sentence(MANAGEMENT), d.trap(d.sentence(PROGRESS)))


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
    n.unit.text = "条" if "推送" in wording else "期"
    words = d.sentence((wording,), n=n, m=m)
    d.notes["often"].append((words, m if "{m}" in wording else n))
    return words


def problems(d: Draft) -> None:
    _paired(d, PROBLEMS, PROBLEMS_INTRO)


def measures(d: Draft) -> None:
    _paired(d, MEASURES, MEASURES_INTRO)


def _paired(d: Draft, entries: tuple, intro: tuple) -> None:
    chosen = [entries[n] for n in d.answered]
    style = d.rng.choice(("items", "run-in", "headed"))
    if style == "run-in":
        labels = [Piece(word) for word in ORDINALS[: len(chosen)]]
        d.notes["ordinals"].append(labels)
        d.text(
            d.sentence(intro), *([label, head, "。", text] for label, (head, text) in zip(labels, chosen, strict=True))
        )
        return
    if style == "items":
        d.text(d.sentence(intro))
    d.items(([head, "。", text] for head, text in chosen), "")


def disclosure(d: Draft) -> None:
    d.text(d.sentence(DISCLOSURE, next=str(d.year + 1)))


def other(d: Draft) -> None:
    d.text(d.sentence(OTHER))
