"""What the scheme says of scores, weights and reasons (domain/scoring.md §5, §8, §9). Without a scheme nothing is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from indicators.formulas import plain
from indicators.scorecard import Entry
from indicators.scoring import BELOW_WEIGHT, EXECUTION
from indicators.weights import Gap
from lib.display import score
from reports.checks.indicators import SCHEME
from reports.checks.registry import ERROR, WARNING, Judgement, Params, rule
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
    for tree, entry, row in _entries(filing, params):
        for doubt in entry.doubts:
            if doubt != BELOW_WEIGHT and not doubt.startswith("得分 "):
                words = "result" if "完成情况" in doubt else "reason"
                yield Judgement(
                    at=(row.at(words), row.at("actual_value"), row.at("score")),
                    title=f"“{row.label}”{doubt.partition('，')[2] or doubt}",
                    message=f"{tree.owner}“{row.label}”：{doubt}。",
                )


@rule(
    "I106", WARNING, "得分与方案计算一致", kind="ratio_mismatch", source=SCHEME,
    how="方案能算出得分的指标，填报的得分与算出的不同。", mend="采用算出的得分，或写明为什么另行评分。",
)  # fmt: skip
def score_as_computed(filing, params):
    for tree, entry, row in _entries(filing, params):
        computed, stated = entry.computed, entry.stated
        if entry.mode != "computed" or computed.points is None or stated is None or stated == computed.points:
            continue
        more = stated > computed.points
        money = [f"{TOTAL}.actual", f"{TOTAL}.revised_budget"] if row.taxonomy == EXECUTION and not tree.project else []
        yield Judgement(
            at=(row.at("score"), row.at("weight"), row.at("actual_value"), row.at("target_value"), *money),
            title=f"“{row.label}”得分 {score(stated)}，按方案 {score(computed.points)}",
            message=f"{tree.owner}“{row.label}”按方案 {computed.formula}，填报 {score(stated)} 分。",
            working=(
                ("填报得分", score(stated)), ("按方案", score(computed.points)),
                ("多出" if more else "少了", score(abs(stated - computed.points))),
            ),
        )  # fmt: skip


@rule(
    "I107", WARNING, "各类指标的分值与方案一致", kind="sum_mismatch", source=SCHEME,
    how="一级、二级指标的分值与方案规定的相比；方案没有规定的不查。", mend="按方案调整分值。",
)  # fmt: skip
def weights_as_prescribed(filing, params):
    for tree in _trees(filing, params):
        told = [gap for gap in tree.card.gaps if gap.kind in ("family", "part")]
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
        working=(
            ("分值合计", score(gap.found)), ("方案规定", score(gap.needed)),
            ("多出" if gap.found > gap.needed else "少了", score(abs(gap.found - gap.needed))),
        ),
    )  # fmt: skip


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
        if low is not None and high is not None and points is not None and not low <= points <= high:
            yield Judgement(
                at=(row.at("score"), row.at("actual_value"), row.at("weight")),
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


def _flagged(tree: TreeScores, condition: str) -> list[str]:
    """Return what a flag judged: the scores beside the money, or the money alone."""
    money = f"projects.{tree.project}" if tree.project else TOTAL
    if condition != "result_lead":
        return [f"{money}.actual", f"{money}.revised_budget"]
    top = [row for row in tree.rows.values() if row.parent not in tree.rows]
    spending = [row for row in tree.rows.values() if row.taxonomy == EXECUTION]
    return [row.at("score") for row in (*spending, *(one for one in top if one.taxonomy != EXECUTION))]


RULES = (demanded_words_given, score_as_computed, weights_as_prescribed, score_within_band, no_flag_raised)
