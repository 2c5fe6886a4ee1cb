"""What the scheme says of scores, weights and reasons (domain/scoring.md §5, §8, §9). Without a scheme nothing is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.formulas import plain
from indicators.scheme import Scheme
from indicators.scorecard import Entry
from indicators.scoring import BELOW_WEIGHT, EXECUTION
from indicators.tree import tree_of
from indicators.weights import Gap, families_present, family_of, weights_of
from lib.display import score
from reports.checks.indicators import SCHEME
from reports.checks.registry import ERROR, WARNING, Judgement, Params, Working, agree, held, rule, unjudged
from reports.filing import Filing
from reports.scoring import TreeScores, scores

COLOURS = {"red": "红色预警", "yellow": "黄色预警"}
TOTAL = "budget.nature.total"


def _trees(filing: Filing, params: Params) -> Sequence[TreeScores]:
    """Return the scores worked out already, else by the scheme handed down, else none."""
    if "scores" in params:
        return params["scores"]
    return scores(filing, params["scheme"]) if params.get("scheme") else ()


def _entries(filing: Filing, params: Params) -> Iterator[tuple[TreeScores, Entry, Any]]:
    for tree in _trees(filing, params):
        yield from ((tree, entry, tree.rows[key]) for key, entry in tree.card.entries.items())


@rule(
    "C117", ERROR, "方案要求写的都写了", kind="coverage_gap", source=SCHEME,
    how="超额完成达到规定倍数、执行率低于规定、年中调整预算的，须写原因；定性指标须写完成情况；字数不超过规定。各项以方案为准。",
    mend="在该指标的“偏差原因分析及改进措施”或“完成情况”中写明。",
)  # fmt: skip
def demanded_words_given(filing, params):
    for tree in _trees(filing, params):
        entries = tree.card.entries.values()
        if entries and not any(map(_asked_for, entries)):
            yield held((_of(tree),), (("查过的指标", f"{len(entries)} 个"), ("缺的说明", "0 处")))
    for tree, entry, row in _entries(filing, params):
        for doubt in _asked_for(entry):
            words = "result" if "完成情况" in doubt else "reason"
            yield Judgement(
                at=(row.at(words), row.at("actual_value"), row.at("score")),
                title=f"“{row.label}”{doubt.partition('，')[2] or doubt}",
                message=f"{tree.owner}“{row.label}”：{doubt}。",
            )


def _asked_for(entry: Entry) -> list[str]:
    """Return the words the scheme asks for and nobody wrote; doubts about the points are other rules' affair."""
    return [one for one in entry.doubts if one != BELOW_WEIGHT and not one.startswith("得分 ")]


@rule(
    "I106", WARNING, "得分与方案计算一致", kind="ratio_mismatch", source=SCHEME,
    how="方案能算出得分的指标，填报的得分与算出的不同。", mend="采用算出的得分，或写明为什么另行评分。",
)  # fmt: skip
def score_as_computed(filing, params):
    for tree, entry, row in _entries(filing, params):
        computed, stated = entry.computed, entry.stated
        if entry.mode != "computed" or stated is None:
            continue
        money = [f"{TOTAL}.actual", f"{TOTAL}.revised_budget"] if row.taxonomy == EXECUTION and not tree.project else []
        at = (row.at("score"), row.at("weight"), row.at("actual_value"), row.at("target_value"), *money)
        if computed.points is None:
            yield unjudged(at, f"{tree.owner}“{row.label}”按方案算不出得分：{computed.problem or '由人评定'}")
        elif stated == computed.points:
            yield held(at, _beside("填报得分", stated, "按方案", computed.points))
        else:
            yield Judgement(
                at=at,
                title=f"“{row.label}”得分 {score(stated)}，按方案 {score(computed.points)}",
                message=f"{tree.owner}“{row.label}”按方案 {computed.formula}，填报 {score(stated)} 分。",
                working=_beside("填报得分", stated, "按方案", computed.points),
            )


def _beside(left: str, stated: Decimal, right: str, due: Decimal) -> Working:
    word = "多出" if stated > due else "少了" if stated < due else "相差"
    return ((left, score(stated)), (right, score(due)), (word, score(abs(stated - due))))


@rule(
    "I107", WARNING, "各类指标的分值与方案一致", kind="sum_mismatch", source=SCHEME,
    how="一级、二级指标的分值与方案规定的相比；方案没有规定的不查。", mend="按方案调整分值。",
)  # fmt: skip
def weights_as_prescribed(filing, params):
    for tree in _trees(filing, params):
        told = [gap for gap in tree.card.gaps if gap.kind in ("family", "part")]
        yield from _as_prescribed(tree, params.get("scheme"), {gap.label for gap in told})
        yield from (_weighed(tree, gap) for gap in told if gap.keys)
        absent = [gap for gap in told if not gap.keys]
        if absent:
            names = "、".join(f"“{gap.label}”" for gap in absent)
            yield Judgement(
                at=[_of(tree)],
                title=f"{tree.owner}没有{names}",
                message=f"{tree.owner}{''.join(gap.message for gap in absent)}",
            )


def _weighed(tree: TreeScores, gap: Gap) -> Judgement:
    return Judgement(
        at=[tree.rows[key].at("weight") for key in gap.keys],
        title=f"{tree.owner}{gap.label}分值 {score(gap.found)}，方案规定 {score(gap.needed)}",
        message=f"{tree.owner}{gap.message}",
        working=_beside("分值合计", gap.found, "方案规定", gap.needed),
    )


def _as_prescribed(tree: TreeScores, scheme: Scheme | None, told: set[str]) -> Iterator[Judgement]:
    """Yield of each family the scheme gives points, but for those *told* of, whether its weights make them."""
    if scheme is None:
        return
    nodes = tree_of(tree.rows)
    known = weights_of(tree.rows, nodes)
    needed: Mapping[str, Decimal] = scheme.weights(families_present(tree.rows, nodes, scheme))
    for family in scheme.families:
        keys = [key for key in nodes.roots if family_of(tree.rows[key], scheme) == family.name]
        given = [weight for key in keys if (weight := known[key]) is not None]
        at = [tree.rows[key].at("weight") for key in keys]
        if not keys or not needed[family.name] or f"“{family.label}”" in told:
            continue
        if len(given) < len(keys):
            yield unjudged(at, f"{tree.owner}“{family.label}”的分值没有填")
        else:
            yield held(at, _beside(f"“{family.label}”分值", sum(given, Decimal(0)), "方案规定", needed[family.name]))


def _of(tree: TreeScores) -> str:
    """Return where a tree is: the unit's list, or the project's first indicator."""
    return next(iter(tree.rows.values())).at() if tree.project else "indicators"


@rule(
    "I108", WARNING, "定性得分在所选档次之内", kind="implausible_value", source=SCHEME,
    how="定性指标按完成程度分档，得分须在该档的分值范围内。", mend="改完成程度，或把得分改到该档范围内。",
)  # fmt: skip
def score_within_band(filing, params):
    for tree, entry, row in _entries(filing, params):
        low, high, points = entry.computed.low, entry.computed.high, entry.counted
        if low is None or high is None or points is None:
            continue
        at = (row.at("score"), row.at("actual_value"), row.at("weight"))
        if low <= points <= high:
            yield held(at, (("得分", score(points)), ("该档范围", f"{plain(low)} 至 {plain(high)}")))
        else:
            yield Judgement(
                at=at,
                title=f"“{row.label}”得分 {score(points)}，不在 {plain(low)} 至 {plain(high)} 之内",
                message=f"{tree.owner}“{row.label}”{entry.computed.formula}，填报 {score(points)} 分。",
            )


@rule(
    "I301", WARNING, "没有自评预警", kind="implausible_value", source="绩效自评预警规则",
    how="按方案的顺序查，先符合的为准：指标得分率高于预算执行得分率；全年预算为零；未支出比例过大。界限由方案规定。",
    mend="核对得分和收支；情况属实的，写情况说明。",
)  # fmt: skip
def no_flag_raised(filing, params):
    for tree in _trees(filing, params):
        flag = tree.card.flag
        if flag.colour in COLOURS:
            yield Judgement(
                at=_flagged(tree, flag.condition),
                title=f"{COLOURS[flag.colour]}：{flag.reason.partition('，')[0].rstrip('。')}",
                message=f"{tree.owner}{flag.reason}",
            )
        elif params.get("scheme") and params["scheme"].flags and tree.rows:
            at = [*_flagged(tree, "result_lead"), *_flagged(tree, "")]
            scored = tree.card.total is not None
            yield agree(filing, *at) if scored else unjudged(at, f"{tree.owner}还没有总分，预警无从判断")


def _flagged(tree: TreeScores, condition: str) -> list[str]:
    """Return what a flag judged: the scores beside the money, or the money alone."""
    money = f"projects.{tree.project}" if tree.project else TOTAL
    if condition != "result_lead":
        return [f"{money}.actual", f"{money}.revised_budget"]
    top = [row for row in tree.rows.values() if row.parent not in tree.rows]
    spending = [row for row in tree.rows.values() if row.taxonomy == EXECUTION]
    return [row.at("score") for row in (*spending, *(one for one in top if one.taxonomy != EXECUTION))]


RULES = (demanded_words_given, score_as_computed, weights_as_prescribed, score_within_band, no_flag_raised)
