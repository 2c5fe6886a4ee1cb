"""Goals of the year, how each was answered, and the score."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bench.corpus.books import percent, rounded, spread
from bench.corpus.draft import Draft, Num, Piece
from bench.corpus.sorts import Work

AIMS = (
    "{Y}度总体目标：围绕{C}中心工作，履行部门职责，提高公共服务质量，不断满足{people}需要。",
    "{S}{Y}整体绩效目标为：保障机构高效运转，抓好重点任务落实，提升{people}的获得感。",
    "年初，{S}结合职能申报了整体绩效目标，即依法履职、规范用款、按期完成各项重点工作任务。",
    "总体目标是统筹推进各项重点工作，确保预算资金使用合规、有效。",
    "{S}在申报{Y}部门预算时同步报送了整体绩效目标：在预算额度内完成法定职责和{C}部署的任务，使{people}满意。",
)
TARGETS = (
    "具体绩效指标为：",
    "量化指标如下：",
    "设定的年度指标包括：",
    "细化的绩效指标有：",
    "年度主要指标值确定为：",
    "经财政部门审核的绩效指标如下：",
)
TARGET = {
    "at least": ("{noun}不少于{target}", "{noun}≥{target}", "{noun}{target}以上", "{noun}达到{target}以上", "全年{noun}不低于{target}"),
    "percent": ("{noun}≥{target}", "{noun}达到{target}以上", "{noun}不低于{target}"),
}  # fmt: skip
ANSWER = (
    "{noun}：目标值{target}，实际完成{actual}，{judged}，分值{weight}，得{score}{reason}",
    "{noun}。年初计划{target}，全年完成{actual}，{judged}；该指标{weight}，自评{score}{reason}",
    "{noun}实际完成{actual}，目标为{target}，{judged}，权重{weight}，得分{score}{reason}",
    "{noun}（{weight}）：计划{target}，完成{actual}，{judged}，得{score}{reason}",
    "{noun}指标，实际值{actual}，指标值{target}，{judged}。标准分{weight}，自评得分{score}{reason}",
)
HEAD = "指标名称\t年度指标值\t实际完成值\t分值\t得分\t偏差原因"
ROW = "{noun}\t{target}\t{actual}\t{weight}\t{score}\t{reason}"
DONE = (
    "完成率{rate}",
    "完成年度目标的{rate}",
    "目标完成率为{rate}",
    "达到目标值的{rate}",
    "与目标之比为{rate}",
)
LOST = (
    "，扣分原因是受连续降雨天气影响，部分工作顺延至下年实施",
    "，未完成的主要原因是项目招标流标一次，实施时间推迟",
    "，失分原因为承办单位人手不足，后期进度偏慢",
    "，扣分主要是前期选址变更、手续办理周期较长所致",
)
PLEASED = ("{people}满意度", "服务对象满意度（{people}）", "{people}综合满意度")
EXECUTION = (
    "预算执行率：目标值100%，实际{rate}，分值{weight}，按执行比例计分，得{score}",
    "预算执行方面，全年执行率{rate}，该项{weight}，按公式得{score}，差额系部分资金结转下年使用",
    "预算执行率指标{weight}，执行率为{rate}，按比例折算自评{score}，未执行部分结转下年",
    "资金执行指标满分{weight}，因全年支出进度为{rate}，计{score}，结余资金按规定结转",
)
RESULT = (
    "经综合评价，{S}{Y}部门整体支出绩效自评总得分{total}，评价等级为“{grade}”。",
    "对照评价指标体系逐项打分，{Y}度自评得分为{total}，等次为{grade}。",
    "{S}{Y}度部门整体支出绩效自评得{total}，自评结果为“{grade}”。",
    "根据指标完成情况，本次自评综合得分{total}，自评等级{grade}。",
    "自评总分{total}（满分100分），等级评定为{grade}。",
)
SCORES = (
    "其中：{parts}。", "各部分得分情况：{parts}。", "分项得分为{parts}。", "从构成看，{parts}。",
    "得分由四部分组成：{parts}。",
)  # fmt: skip
LOSS = ("失分项为预算执行率，因部分资金结转下年。", "所失分值均来自预算执行率指标。")
LOSSES = (
    "失分集中在预算执行和个别产出指标上，原因已在各指标完成情况中说明。",
    "扣分指标及原因见绩效目标完成情况部分。",
)
WEIGHTS = {"预算执行": 10, "产出指标": 60, "效益指标": 20, "满意度指标": 10}
BENEFIT = (
    "效益指标方面，{people}的获得感和认可度进一步提高，定性指标全部达到预期，分值{weight}，得{score}。",
    "效益指标（{weight}）：相关工作对{people}的覆盖面有所扩大，可持续影响指标达到预期，自评{score}。",
    "社会效益和可持续影响指标合计{weight}，各项定性指标均达预期，得{score}。",
    "在效益方面，{people}普遍认可，各定性指标评定为“达成预期”，该部分{weight}全部得到，计{score}。",
)
QUALITY = (
    Work("", "项目验收合格率", "%", 95, 100), Work("", "资金支付合规率", "%", 98, 100), Work("", "任务按期完成率", "%", 92, 100),
    Work("", "信息公开及时率", "%", 95, 100),
)  # fmt: skip
GRADES = ((90, "优"), (80, "良"), (60, "中"))


@dataclass(frozen=True)
class Goal:
    """One work with what was planned and done, its weight and score."""

    work: Work
    target: int
    actual: int
    weight: int
    score: Decimal


def _name(d: Draft, goal: Goal) -> str:
    """Return what the goal is called where it is set and answered; the narrative uses verb and noun alone."""
    return f"{goal.work.verb}{goal.work.noun}{d.suffix if goal.work.verb else ''}"


def draw_goals(d: Draft) -> tuple[Goal, ...]:
    """Return the goals of a unit: most met, one or two missed; the weights add up to those of the outputs."""
    works = [*d.rng.sample(d.unit.sort.works, d.rng.randint(4, min(6, len(d.unit.sort.works)))), d.rng.choice(QUALITY)]
    shares = [
        int(share)
        for share in spread(d.rng, Decimal(WEIGHTS["产出指标"] - 4 * len(works)), tuple(w.noun for w in works)).values()
    ]
    weights = [4 + share for share in shares]
    weights[0] += WEIGHTS["产出指标"] - sum(weights)
    missed = set(d.rng.sample(range(len(works) - 1), d.rng.choice((0, 1, 1, 2, 3))))
    return tuple(
        _goal(d, work, weight, n in missed) for n, (work, weight) in enumerate(zip(works, weights, strict=True))
    )


def _goal(d: Draft, work: Work, weight: int, missed: bool) -> Goal:
    actual = d.rng.randint(work.low, work.high)
    if missed:
        target = actual + max(1, actual // d.rng.choice((2, 5, 12)))
    else:
        target = max(1, actual - d.rng.randint(0, actual // 6)) if work.verb else work.low
    score = rounded(Decimal(weight) * actual / target, 1) if missed else Decimal(weight)
    return Goal(work, target, actual, weight, score)


def goals(d: Draft) -> None:
    """The aim of the year and a list of measurable goals."""
    d.text(d.sentence(AIMS, people=d.unit.sort.people, C=_leaders(d)), d.sentence(TARGETS))
    wording = d.choose(TARGET["at least"])
    entries = []
    for goal in d.goals:
        target, noun = (
            d.count(f"target.{goal.work.noun}", goal.target, goal.work.measure),
            Piece(_name(d, goal)),
        )
        entries.append(d.sentence((wording,) if goal.work.verb else TARGET["percent"], noun=noun, target=target))
        d.notes["target"].append((goal, noun, target, entries[-1]))
    pleased = d.percent("pleased_target", Decimal(d.pleased[0]), 0)
    noun = Piece(d.pleased_name)
    entries.append(d.sentence(TARGET["percent"], noun=noun, target=pleased))
    d.items(entries)


def _leaders(d: Draft) -> str:
    level = {"镇": "镇党委、镇政府", "乡": "乡党委、乡政府"}.get(d.unit.level)
    return level or f"{d.unit.level}委、{d.unit.level}政府"


def points(d: Draft, key: str, value: Decimal | int) -> Num:
    value = Decimal(value)
    num = d.number(key, value, "分", 0 if value == value.to_integral() else 2 if value * 10 % 1 else 1)
    return num


def completion(d: Draft) -> None:
    """Every goal answered in order, then satisfaction, execution and benefit."""
    as_table = not d.style.wrap and d.rng.random() < 0.25
    wording = ROW if as_table else d.choose(ANSWER)
    shown = [_answer(d, goal, wording) for goal in d.goals]
    weight, score = points(d, "weight.产出指标", WEIGHTS["产出指标"]), points(d, "score.产出指标", _output(d))
    d.link("score", total=weight, part=[num for num, _, _ in shown])
    d.link("score", total=score, part=[num for _, num, _ in shown])
    d.text(d.sentence(("产出指标共{weight}，自评得{score}，逐项情况如下：", "产出指标权重{weight}，合计得分{score}。",
                       "以下产出指标分值合计{weight}，自评得分合计{score}："), weight=weight, score=score))  # fmt: skip
    if as_table:
        d.add("table", HEAD)
        for _, _, words in shown:
            d.add("table", words)
    else:
        d.items(words for _, _, words in shown)
    d.text(_benefit(d))
    d.text(_pleased(d), "；", _execution(d), "。")


def _new_reason(d: Draft) -> str:
    """Return a reason that no other goal of the report was given."""
    given = {reason.text for _, _, _, _, reason, _ in d.notes["answer"]}
    return d.choose([one for one in LOST if one not in given and one.removeprefix("，") not in given])


def _answer(d: Draft, goal: Goal, wording: str) -> tuple[Num, Num, list[Piece]]:
    noun = goal.work.noun
    target, actual = (
        d.count(f"{key}.{noun}", value, goal.work.measure)
        for key, value in (("target", goal.target), ("actual", goal.actual))
    )
    weight, score = points(d, f"weight.{noun}", goal.weight), points(d, f"score.{noun}", goal.score)
    rate = d.percent(f"done.{noun}", percent(goal.actual, goal.target))
    d.link("ratio", percent=rate, part=actual, whole=target)
    d.link("le", less=score, more=weight)
    met = goal.actual >= goal.target
    if met:
        d.link("le", less=target, more=actual)
    reason = Piece("" if met else _new_reason(d))
    if wording == ROW:
        reason.text = reason.text.removeprefix("，") or "无"
    name = Piece(_name(d, goal))
    words = d.sentence((wording,), noun=name, target=target, actual=actual, weight=weight, score=score, reason=reason,
                       judged=d.sentence(DONE, rate=rate))  # fmt: skip
    d.notes["answer"].append((goal, name, weight, score, reason, words))
    if not met:
        d.trap(words)
    return weight, score, words


def _output(d: Draft) -> Decimal:
    return sum((goal.score for goal in d.goals), Decimal(0))


def _benefit(d: Draft) -> list[Piece]:
    full = WEIGHTS["效益指标"]
    weight, score = points(d, "weight.效益指标", full), points(d, "score.效益指标", full)
    return d.sentence(BENEFIT, people=d.unit.sort.people, weight=weight, score=score)


def _pleased(d: Draft) -> list[Piece]:
    full = WEIGHTS["满意度指标"]
    target, actual = d.percent("pleased_target", Decimal(d.pleased[0]), 0), d.percent("pleased", d.pleased[1], 1)
    d.link("le", less=target, more=actual)
    weight, score = points(d, "weight.满意度指标", full), points(d, "score.满意度指标", full)
    wordings = (
        "{noun}目标{target}以上，问卷调查结果为{actual}，分值{weight}，得{score}",
        "经抽样测评，{noun}为{actual}，高于{target}的目标值，{weight}得{score}",
        "{noun}达{actual}，达到不低于{target}的要求，权重{weight}，得分{score}",
    )
    return d.sentence(wordings, noun=d.pleased_name, target=target, actual=actual, weight=weight, score=score)


def execution_score(d: Draft) -> Decimal:
    return rounded(percent(d.books.actual, d.books.adjusted) / 10)


def _execution(d: Draft) -> list[Piece]:
    rate = d.percent("rate", percent(d.books.actual, d.books.adjusted))
    weight, score = points(d, "weight.预算执行", WEIGHTS["预算执行"]), points(d, "score.预算执行", execution_score(d))
    d.link("le", less=score, more=weight)
    return d.sentence(EXECUTION, rate=rate, weight=weight, score=score)


def total_score(d: Draft) -> Decimal:
    return execution_score(d) + _output(d) + WEIGHTS["效益指标"] + WEIGHTS["满意度指标"]


def result(d: Draft) -> None:
    """The total score with its parts and the grade."""
    parts = {"预算执行": execution_score(d), "产出指标": _output(d), "效益指标": Decimal(20), "满意度指标": Decimal(10)}
    value = sum(parts.values(), Decimal(0))
    total, grade = points(d, "total_score", value), Piece(next(word for floor, word in GRADES if value >= floor))
    nums = {name: points(d, f"score.{name}", part) for name, part in parts.items()}
    weights = {name: points(d, f"weight.{name}", WEIGHTS[name]) for name in parts}
    d.link("score", total=total, part=list(nums.values()))
    d.notes["grade"].append((total, grade))
    form = d.choose(("{name}{score}", "{name}（满分{weight}）得{score}", "{name}得{score}"))
    listed = [
        say_part
        for name in parts
        for say_part in (d.sentence((form,), name=name, score=nums[name], weight=weights[name]), "、")
    ]
    lost = d.sentence(LOSSES if _output(d) < WEIGHTS["产出指标"] else LOSS) if value < 100 else []
    d.text(d.sentence(RESULT, total=total, grade=grade), d.sentence(SCORES, parts=listed[:-1]), lost)
