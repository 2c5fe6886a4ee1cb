"""The indicator tree as one table: a line each, the working of its score and the reason asked for opening under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators import models
from indicators.formulas import plain
from indicators.score import Score
from indicators.scorecard import Entry, Scorecard
from indicators.taxonomy import LABELS
from lib import grid_drawing
from lib.forms import FactForm
from lib.grids import NOTHING, Add, Body, Cell, Column, Grid, Row, row_of

if TYPE_CHECKING:
    from indicators.forms import IndicatorFormSet

PROPOSED_UNITS = ("%", "个", "人次", "场", "期", "万元", "天", "项", "篇", "户")
DETAIL = ("reason", "result", "measure", "actual_unit", "parent", "taxonomy")
COLUMNS = (
    Column("operator", "符号", "s"), Column("target_value", "年度指标值", "v"), Column("actual_value", "实际完成值", "v"),
    Column("unit", "单位", "s"), Column("weight", "分值", "n", numeric=True), Column("score", "得分", "n", numeric=True),
)  # fmt: skip
MODES = {"manual": "由填报人评分", "computed": "自动计算，可改", "locked": "自动计算，不能改"}
LEVELS = "indicator-levels"
QUALITATIVE = "定性"


@dataclass(frozen=True)
class Proof:
    """How many files prove a fact, where they are, and the *box* that lists them."""

    count: int
    url: str
    box: SafeString = NOTHING


@dataclass(frozen=True)
class Scoring:
    """What stands beside the inputs: the tree's scores, the scheme's words for levels, and the files of each fact."""

    card: Scorecard | None = None
    levels: Sequence[str] = ()
    proof_of: Callable[[str, str], Proof] | None = None  # by the address and the name of the fact

    def entry(self, key: str) -> Entry | None:
        return self.card.entries.get(key) if self.card else None


def indicator_grid(formset: IndicatorFormSet, scoring: Scoring) -> Grid:
    """Return the tree as one table, scores with their working."""
    prefix = formset.prefix
    rows = [_row(form, depth, formset, scoring) for depth, form in formset.in_order()]
    return Grid(
        prefix, "绩效指标", "指标名称", COLUMNS, [Body(rows, prefix)], [formset], last="佐证、说明",
        blanks=[(prefix, _row(formset.blank_row, 1, formset, Scoring()))], adds=[Add(prefix, "加一项指标")],
        options=[("indicator-units", PROPOSED_UNITS), (LEVELS, scoring.levels)], figures=_figures(formset, scoring),
        draw=grid_drawing.in_line,
    )  # fmt: skip


def _figures(formset: IndicatorFormSet, scoring: Scoring) -> SafeString:
    """Return the sums of the head: weights, points so far, and how many count for nothing yet; scripts keep them."""
    scored = {key: one for key, one in scoring.card.entries.items() if one.mode} if scoring.card else {}
    if not scored:
        return NOTHING
    weights = [formset.known[key].weight for key in scored if key in formset.known]
    counted = [one.counted for one in scored.values() if one.counted is not None]
    words = format_html(
        '分值合计 <b data-sum="{0}.weight" data-places="0">{1}</b> · 已得 <b data-sum="{0}.score">{2}</b> 分', formset.prefix,
        plain(sum((one for one in weights if one is not None), Decimal(0))), f"{sum(counted, Decimal(0)):.2f}",
    )  # fmt: skip
    missing = len(scored) - len(counted)
    return format_html("{} · {} 项未计", words, missing) if missing else words


def _row(form: FactForm, depth: int, formset: IndicatorFormSet, scoring: Scoring) -> Row:
    indicator, holds = form.instance, form.instance.key in formset.busy
    entry = scoring.entry(indicator.key)
    if entry and entry.mode:
        _tell(form, entry, formset.prefix)
    if indicator.operator == QUALITATIVE and scoring.levels:
        form.fields["actual_value"].widget.attrs["list"] = LEVELS
    row = row_of(
        form, Cell(form["label"], css="w"), COLUMNS, css=_css(depth, holds), detail=[form[name] for name in DETAIL],
        about=f"{LABELS.get(indicator.taxonomy, '未归类')}，说明", depth=depth,
    )  # fmt: skip
    if entry:
        row.working, row.urgent = _working(entry), bool(entry.doubts)
        _settle(row, entry, formset.prefix)
    if holds:
        _close(row, entry)
    elif scoring.proof_of and form.at:
        proof = scoring.proof_of(form.at, indicator.label)
        row.proof, row.proofs = _proof(proof, form.at, indicator), proof.box
    if indicator.key and (holds or not depth):
        row.add = Add(formset.prefix, "加下级", indicator.key)
    return row


def _css(depth: int, holds: bool) -> str:
    if not depth:
        return "group" if holds else ""
    return "l2" if depth == 1 else "l3"


def _tell(form: FactForm, entry: Entry, prefix: str) -> None:
    """Say at the inputs what is computed, within which bounds a person scores, and that a reason is asked for."""
    points, score = entry.computed.points, form.fields["score"]
    form.fields["weight"].widget.attrs["data-part"] = f"{prefix}.weight"
    score.widget.attrs["data-part"] = f"{prefix}.score"
    if _is_locked(entry):
        score.disabled = True  # whatever is posted
    elif points is not None and entry.mode == "computed":
        score.widget.attrs |= {"placeholder": f"{points:f}", "data-otherwise": f"{points:f}"}
    if entry.doubts:
        form.fields["reason"].help_text = format_html('<b class="err">必填：{}</b>', "；".join(entry.doubts))


def _is_locked(entry: Entry) -> bool:
    return entry.mode == "locked" and entry.computed.points is not None


def _settle(row: Row, entry: Entry, prefix: str) -> None:
    """Print a score nobody may type; name what is counted where an input stays blank."""
    form, score = row.form, row.cells[-1]
    if _is_locked(entry) and form is not None:
        row.cells[-1] = Cell(
            text=f"{entry.computed.points:f}", css="num", id=form.address("score"), part=f"{prefix}.score"
        )
    elif score.bound is not None and score.bound.field.widget.attrs.get("placeholder"):
        score.bound.field.widget.attrs["aria-label"] += f"，不填按 {entry.computed.points:f} 计"
    elif score.bound is not None and _bounds(entry.computed):
        score.bound.field.widget.attrs["aria-label"] += f"，{_bounds(entry.computed)}"


def _bounds(score: Score) -> str:
    return f"{score.low:f} 至 {score.high:f}" if score.low is not None and score.high is not None else ""


def _working(entry: Entry) -> SafeString:
    """Return how the score comes about, the rule, and what is missing."""
    score = entry.computed
    hints = [score.rule, *score.notes, MODES.get(entry.mode, "")]
    if _bounds(score):
        hints.insert(0, f"得分在 {_bounds(score)} 之间")
    if entry.is_replaced and entry.stated is not None:
        hints.append(f"填报的 {entry.stated:f} 没有采用")
    told = score.formula or (f"— {score.problem}" if score.problem else "")
    words = format_html_join(" · ", "{}", ((one,) for one in hints if one))
    return format_html('<b>得分怎么来的</b> <span>{}</span> <span class="hint">{}</span>', told, words)


def _close(row: Row, entry: Entry | None) -> None:
    """A heading carries weight and score; an empty target of its own would only ask for what nobody sets."""
    row.cells = [cell if cell.bound and cell.bound.value() else Cell() for cell in row.cells]
    if row.cells[-1].bound is None and entry:
        row.cells[-1] = Cell(text="—" if entry.counted is None else f"{entry.counted:.2f}", css="num")


def _proof(proof: Proof, at: str, indicator: models.Indicator) -> SafeString:
    words = f"{proof.count} 份" if proof.count else "上传"
    reader = format_html('<span class="visually-hidden">{}的佐证</span>', indicator.label)
    told = '<a class="proof" href="{}"><span data-proof-count="{}">{}</span>{}</a>'
    return format_html(told, proof.url, at, words, reader)
