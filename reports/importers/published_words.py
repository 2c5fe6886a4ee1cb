"""The words of a published report's JSON: what has a field of its own, then the chapters by their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reports.importers.fields import Fields
from reports.importers.loaded import Draft

# A heading without its year, its “（单位）” and what follows “，主要包括” → the chapter it opens, by general words.
_WHOLE = "(部门|单位|本单位|我单位|整体(支出)?)*"
HEADINGS: tuple[tuple[str, str], ...] = tuple(
    (key, f"{_WHOLE}({pattern})[:：]?")
    for key, pattern in (
        ("unit_profile", "基本情况|基本概况|概况|机构、?人员构成"),
        ("duties", "主要(职责|职能).*|职责.*"),
        ("departments", "机构设置.*|内设机构.*"),
        ("staffing", "人员(编制)?(构成)?情况"),
        ("key_tasks", "(年度)?(总体工作|重点工作|主要任务|科协工作的主要任务).*"),
        ("expenditure_scale", "(?<=支出)(规模|情况).*|支出(规模|情况).*|财务情况|预算收支决算情况|收支(决算)?情况"),
        ("basic_expenditure", "基本支出(情况)?"),
        ("project_management", ".*资金管理情况.*"),
        ("project_expenditure", "(项目|专项)支出(情况)?|.*专项.*经费支出"),
        ("three_public", '[“"]?三公[”"]?经费.*'),
        ("project_organisation", "(项目|专项)组织(实施)?情况(分析)?"),
        ("project_supervision", "(项目|专项)管理情况(分析)?"),
        ("asset_management", "(国有)?资产管理(及?使用)?情况"),
        ("government_fund_budget", "政府性基金预算(支出)?情况"),
        ("state_capital_operations_budget", "国有资本经营预算(支出)?情况"),
        ("social_insurance_fund_budget", "社会保险基金预算(支出)?情况"),
        ("goal_setting", "绩效目标设[置定]情况|绩效管理情况"),
        ("goals", "绩效(总|年度)?目标"),
        ("evaluation_process", "绩效(评价|自评)工作(开展|组织)?情况"),
        ("conclusion", "综合评价结果|(自评|评价)(结论|结果)(综述)?"),
        ("achievements", "(主要)?(工作)?(成效|成绩)"),
        ("goal_completion", "绩效目标完成情况|绩效(完成)?(情况|状况)|主要(工作)?绩效|.*完成情况(分析)?"),
        ("cost", "成本指标(控制)?(完成)?(情况)?"),
        ("output", "产出指标(完成)?(情况)?"),
        ("benefit", "效益指标(完成)?(情况)?"),
        ("satisfaction", "(服务对象|社会公众)?满意度指标(完成)?(情况)?"),
        ("problems", "存在的?(主要|突出)?问题.*"),
        ("improvements", "(下一步)?改进(的)?措施.*|.*措施[与和及]?建议|(有关|相关|意见)建议"),
        ("result_disclosure", "绩效自评结果.*|(自评)?结果(拟)?应用.*"),
        ("others", "其他需要说明的(情况|问题|事项).*"),
    )
)
GENERATED = frozenset({
    "unit_profile", "duties", "departments", "staffing", "key_tasks", "expenditure_scale", "basic_expenditure",
    "project_expenditure", "three_public", "government_fund_budget", "state_capital_operations_budget",
    "social_insurance_fund_budget", "goals", "conclusion",
})  # fmt: skip
_IDLE = re.compile(r"[\s。]|[（(](部门|单位|或单位)[）)]|[0-9]{4}年(度)?")
_EXPLAINED = re.compile(r"[，,、](主要)?包括.*")


@dataclass
class Chapter:
    """One chapter as printed; *key* is the narrative its heading or an outer one opens."""

    level: int
    number_label: str
    heading: str
    text: str
    key: str = field(default="")
    opens: bool = field(default=False)


def chapter_key(heading: str) -> str:
    """Return the key of the chapter a heading opens, or blank when its words are no general ones."""
    words = _EXPLAINED.sub("", _IDLE.sub("", heading))
    return next((key for key, pattern in HEADINGS if re.fullmatch(pattern, words)), "") if words else ""


def read_words(report: Fields) -> None:
    """Gather the chapters that have fields of their own, before the rest is read by its headings."""
    draft = report.draft
    draft.write("honours", "\n".join(report.texts("honours")))
    process = report.one("evaluation_process")
    draft.write("evaluation_process", "\n".join(filter(None, [process.text("basis"), *process.texts("steps")])))
    for name, key in (("problems", "problems"), ("suggestions", "improvements")):
        for item in report.many(name):
            item.label(f"narrative.{key}")
            draft.write(key, "\n".join(filter(None, [item.text("heading"), item.text("text")])))
    draft.write("result_disclosure", report.text("disclosure_statement"))
    draft.write("others", report.text("other_matters"))


def read_chapters(report: Fields) -> None:
    """Put every chapter where its heading says: into the words where they are still open, beside them otherwise."""
    draft, written = report.draft, frozenset(report.draft.words)
    for chapter in _placed(list(report.many("chapters"))):
        title = f"{chapter.number_label}{chapter.heading}"
        draft.read(f"narrative.{chapter.key}" if chapter.key else "narrative", where=_lines(title, chapter.text))
        _put(draft, chapter, written)
    for name, at in (("front_matter", "title"), ("residue", "narrative")):
        for line in report.texts(name):
            draft.read(at, where=line)


def _put(draft: Draft, chapter: Chapter, written: frozenset[str]) -> None:
    """Add a chapter's words; the headings below the one that opened it are its words too, without their numbers."""
    words = chapter.text if chapter.opens else _lines(chapter.heading, chapter.text)
    if chapter.key in GENERATED or chapter.key in written:
        draft.keep(chapter.key, words)
    elif chapter.key:
        draft.write(chapter.key, words)


def _placed(rows: list[Fields]) -> list[Chapter]:
    """Return the chapters with their keys: an unknown heading belongs to the one it stands under."""
    placed: list[Chapter] = []
    for row in rows:
        chapter = Chapter(_level(row), row.text("number_label"), row.text("heading"), row.text("text"))
        own = chapter_key(chapter.heading)
        outer = next((above for above in reversed(placed) if above.level < chapter.level), None)
        chapter.key, chapter.opens = own or (outer.key if outer else ""), bool(own)
        placed.append(chapter)
    return placed


def _level(row: Fields) -> int:
    level = row.text("level")
    if not re.fullmatch("[1-9]", level):
        raise row.wrong("level", "应为 1 至 9")
    return int(level)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text.strip())
