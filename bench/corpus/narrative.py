"""The free text: how the evaluation went, problems, measures, disclosure."""

from __future__ import annotations

from bench.corpus.achievements import date, told
from bench.corpus.books import percent
from bench.corpus.draft import ORDINALS, Draft, Piece
from bench.corpus.indicators import points, total_score

OPENING = (
    "根据《{F}关于开展{Y}度部门整体支出绩效自评工作的通知》（{X}财绩〔{next}〕{no}号）要求，{S}认真组织开展自评，现将有关情况报告如下。",
    "按照{F}统一部署，{S}对{Y}度部门整体支出绩效进行了自评，形成本报告。",
    "为加强预算绩效管理，{S}对照年初批复的绩效目标开展了{Y}度整体支出绩效自评。现报告如下：",
    "为落实《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号），{S}组织完成了{Y}部门整体支出绩效自评。",
    "{S}{Y}度部门整体支出绩效自评工作已经结束，现将结果报告如下。",
    "依照《预算法》和{F}的工作安排，{S}完成了{Y}度整体支出绩效自评，报告如下。",
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
    "{S}把自评列入年度工作要点，{start}部署，{end}形成正式报告并经集体审议。",
)
REVIEW = (
    "自评过程中查阅会计凭证和项目档案，发放调查问卷，并对重点项目进行了实地查看。",
    "评价采用比较法、因素分析法和公众评判法，力求数据真实、结论客观。",
    "自评数据以部门决算报表、项目台账和问卷结果为依据，由财务人员复核。",
    "参与自评的人员逐项比对目标申报表与完成情况，对存疑数据退回核实。",
    "自评所用材料包括预算批复、记账凭证、验收单、活动签到表等。",
)
MANAGEMENT = (
    "在项目管理上，{S}执行项目申报、审批、实施、验收全流程管理，专款专用，未发现截留、挪用资金的情况。",
    "{S}修订了财务管理办法和内部控制制度，支出审批实行分管领导与主要负责人双签，资金支付做到手续完备。",
    "为规范资金使用，{S}对各项目实行台账管理，按进度拨付资金，政府采购项目均按程序办理。",
    "项目实施前进行集体研究，实施中开展绩效运行监控，完工后组织验收，资料按年度归档。",
    "大额支出由集体讨论决定，合同、票据、验收资料齐备后方可付款，年内未出现违规用款。",
)
PROGRESS = (
    "绩效运行监控显示，截至9月底支出进度达到60%，其余资金在第四季度按合同约定支付完毕或结转。",
    "上半年支出进度为45%左右，下半年随项目结算逐步加快。", "前三季度资金支付比例约为七成，与项目进度相匹配。",
    "支出进度按季度通报，第一季度为两成，第二季度末接近五成。",
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
    "回顾一年来的预算绩效管理，需要正视的问题有：",
    "自评也暴露出一些薄弱环节：",
)
MEASURES_INTRO = (
    "针对上述问题，下一步采取以下措施：",
    "今后将从以下方面加以改进：",
    "结合实际，提出如下建议和整改措施：",
    "下一步，将从以下几点着手整改：",
    "为此，拟采取如下办法：",
)
DISCLOSURE = (
    "本自评报告将在{P}人民政府门户网站公开，接受社会监督；自评结果用于改进管理和编制下年度预算。",
    "{S}拟将自评结果随部门决算一并向社会公开，并作为安排{next}年预算、完善制度的参考。",
    "自评结果已在单位内部通报，拟于{next}年在政府网站“预决算公开”专栏公布，发现的问题列入整改清单。",
    "按照政府信息公开规定，自评报告经审核后在门户网站公布，结果应用于项目调整和绩效考核。",
    "自评情况向全体干部职工通报后，随{next}年部门决算公开材料一并在{P}人民政府网站发布；评价结论供下一年度分配资金时参考。",
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


def method(d: Draft) -> None:
    """When and how the evaluation went; its days lie after the year it judges."""
    start, end = date(d, d.year + 1, 2, d.rng.randint(3, 26)), date(d, d.year + 1, 4, d.rng.randint(2, 28))
    d.notes["dates"].append((start, end))
    d.text(d.sentence(METHOD, start=start, end=end), d.sentence(REVIEW))


def management(d: Draft) -> None:
    d.text(d.sentence(MANAGEMENT), d.trap(d.sentence(PROGRESS)))


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
