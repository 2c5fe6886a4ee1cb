"""P1xx: the parts a reader of such a report looks for. One rule for each, so that a place can weigh or drop it.

A part counts as there wherever and however it is said; that there is none of a thing is an answer too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from prose.chapters import is_section
from prose.outline import items, money, people, words
from prose.outline.seen import Seen
from prose.outline.specimen import report
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, Rule, Severity, found, held, rule, unjudged

SOURCE = "部门整体支出绩效自评报告的通用提纲"
FRAGMENT = "文稿不完整，未检查应有内容"
_PROJECT = re.compile(r"项目[^，。]{0,12}(?:绩效|自评|评价)")
_WHOLE = re.compile("整体|部门(?!(?:预算)?项目)")
_ACCOUNTS = re.compile("决算|预算公开|预算说明")
_EVALUATION = re.compile("绩效|自评|评价")


class Part(NamedTuple):
    """A part by *key* (its section of the specimen), its *label*, who *finder* finds it, and what has to be printed."""

    code: str
    key: str
    severity: Severity
    label: str
    must: str
    finder: Callable[[Prose], Seen | None]


PARTS = (
    Part("P101", "title", ERROR, "报告标题", "在正文之前写明单位、年度和报告名称", words.title),
    Part("P102", "duties", WARNING, "单位职责", "列出单位的主要职责；当年的工作任务不能代替", people.duties),
    Part("P103", "staff", ERROR, "编制和在职人数", "写明编制数和年末在职人数", people.staff),
    Part("P104", "budget", WARNING, "预算数", "写明本年的预算数", money.budget),
    Part("P105", "total", WARNING, "全年支出合计", "印出本年实际支出的合计数", money.total),
    Part("P106", "basic", ERROR, "基本支出", "写明基本支出或其各类的数额", money.basic),
    Part("P107", "projects", WARNING, "各项目的支出", "逐个写明项目的数额；没有项目支出的写明没有", items.projects),
    Part("P108", "three_public", WARNING, "“三公”经费", "写明“三公”经费的数额；没有发生的写明没有", items.three_public),
    Part("P109", "assets", WARNING, "资产情况", "写明资产的数额", items.assets),
    Part("P110", "goals", ERROR, "绩效目标或指标", "写明本年的绩效目标和可以衡量的指标", words.goals),
    Part("P111", "result", ERROR, "自评得分或等级", "写明自评得分或等级", words.result),
    Part("P112", "score_parts", WARNING, "得分的构成", "总得分之外写明各部分的得分或扣分，或附评分表", words.score_parts),
    Part("P113", "achievements", WARNING, "绩效完成情况", "写明做了什么、取得了什么成效", words.achievements),
    Part("P114", "problems", ERROR, "存在的问题", "写明存在的问题", words.problems),
    Part("P115", "measures", WARNING, "改进措施", "写明改进措施或建议", words.measures),
    Part("P116", "disclosure", WARNING, "自评结果的应用和公开", "写明自评结果怎样应用、是否公开", words.disclosure),
)  # fmt: skip


def rule_of(part: Part) -> Rule:
    """Return the rule that asks for *part*."""
    decorate = rule(
        part.code, part.severity, f"写有{part.label}", kind="missing_required_part", source=SOURCE,
        how=f"{part.must}。换个说法、放在别处、列在表里都算；不足 500 字、只有一章、不足 4 个章节或项目自评报告不检查。",
        mend=f"补写：{part.must}。", fails=report(part.key), passes=report(), characters=500, chapters=2, sections=4, also=(),
    )  # fmt: skip
    return decorate(lambda prose, params: judge(part, prose, params))


def judge(part: Part, prose: Prose, params) -> Iterator[Judgement]:
    """Yield whether *part* is there; *also* are words a place announces it with."""
    reason = not_judged(prose, params)
    if reason:
        yield unjudged((), reason)
        return
    seen = part.finder(prose)
    if seen is None:
        return
    said = next((word for word in params["also"] if word in prose.plain), None)
    if seen.at or said:
        yield held([seen.at] if seen.at else [])
    else:
        yield _missing(part, seen)


def _missing(part: Part, seen: Seen) -> Judgement:
    lack = f"：{seen.lack}" if seen.lack else ""
    return found(
        seen.near,
        f"没有{part.label}{lack}",
        f"全文没有找到{part.label}{lack}。应当{part.must}。",
        severity=seen.weight,
    )


def not_judged(prose: Prose, params) -> str:
    """Return why no part can be missed in this text, or ""."""
    built = prose.structure
    chapters = sum(1 for one in built.headings if one.parent < 0 and one.mark)
    sections = sum(map(is_section, built.headings))
    if len(prose.plain) < params["characters"] or chapters < params["chapters"] or sections < params["sections"]:
        return FRAGMENT
    head = "".join(prose.plain[start:end] for start, end in built.title_lines()[: words.TITLE_LINES])
    if not _EVALUATION.search(prose.plain) or (_ACCOUNTS.search(head) and not _EVALUATION.search(head)):
        return "不像绩效自评报告，未检查应有内容"
    return "项目自评报告，未检查整体支出应有内容" if _PROJECT.search(head) and not _WHOLE.search(head) else ""


RULES = tuple(map(rule_of, PARTS))
