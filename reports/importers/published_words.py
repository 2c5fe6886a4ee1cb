"""The words of a published report's JSON: what has a field of its own, then the chapters by their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from indicators.snapshot import Indicator
from reports.filing import Filing
from reports.importers.fields import Fields
from reports.importers.loaded import Draft
from reports.importers.wording import is_only, listed, mark, mended, one_line, without_figures

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
    "unit_profile", "duties", "departments", "staffing", "expenditure_scale", "basic_expenditure",
    "project_expenditure", "three_public", "government_fund_budget", "state_capital_operations_budget",
    "social_insurance_fund_budget", "goals", "conclusion",
})  # fmt: skip
_IDLE = re.compile(r"[\s。]|[（(](部门|单位|或单位)[）)]|[0-9]{4}年(度)?")
_EXPLAINED = re.compile(r"[，,、](主要)?包括.*")
# Chapters whose heading the unit may word itself, and the words a form has for it.
OWN_HEADINGS = {"project_expenditure": re.compile("(项目|专项)支出(情况)?"), "key_tasks": re.compile("(?!)")}
FAMILIES = frozenset({"goal_completion", "cost", "output", "benefit", "satisfaction"})


@dataclass
class Chapter:
    """One chapter as printed; *key* is the narrative its heading or an outer one opens, *row* the indicator it is named after."""

    level: int
    number_label: str
    heading: str
    text: str
    key: str = field(default="")
    opens: bool = field(default=False)
    row: str = field(default="")


def chapter_key(heading: str) -> str:
    """Return the key of the chapter a heading opens, or blank when its words are no general ones."""
    words = _EXPLAINED.sub("", _IDLE.sub("", heading))
    return next((key for key, pattern in HEADINGS if re.fullmatch(pattern, words)), "") if words else ""


def read_words(report: Fields) -> None:
    """Offer the words that have fields of their own: a chapter that says them goes before."""
    draft = report.draft
    draft.offer("honours", "\n".join(report.texts("honours")))
    process = report.one("evaluation_process")
    steps = listed(process.texts("steps"))
    draft.offer("evaluation_process", "\n".join(filter(None, [process.text("basis"), steps])))
    for name, key in (("problems", "problems"), ("suggestions", "improvements")):
        draft.offer(key, _points(list(report.many(name)), key))
    draft.offer("result_disclosure", report.text("disclosure_statement"))
    draft.offer("others", report.text("other_matters"))


def _points(rows: list[Fields], key: str) -> str:
    """Return problems or measures as lines: numbered when there are several, a heading above its text."""
    lines = []
    for number, row in enumerate(rows, 1):
        row.label(f"narrative.{key}")
        label, heading, text = (row.text(name) for name in ("number_label", "heading", "text"))
        row.draft.read(f"narrative.{key}", where=text)
        own = label if label.endswith("是") else mark(3, number) if rows[1:] else ""
        lines += [f"{own}{heading}", text] if heading else [f"{own}{one_line(text)}"]
    return "\n".join(lines)


def read_chapters(report: Fields, filing: Filing) -> dict[str, Indicator]:
    """Put every chapter where its heading says: into the words, or beside them where *filing* generates the sentences.

    Return the indicators, with the words of the chapters that are named after one as its result.
    """
    draft, residue = report.draft, report.texts("residue")
    rows = dict(filing.indicators)
    numbers: dict[int, int] = {}
    opened = ""
    for chapter in _placed(list(report.many("chapters")), filing):
        title = f"{chapter.number_label}{chapter.heading}"
        draft.read(f"narrative.{chapter.key}" if chapter.key else "narrative", where=_lines(title, chapter.text))
        if chapter.key != opened:
            numbers, opened = {}, chapter.key
        words = mended(_without(chapter.text, residue))
        if chapter.row:
            rows[chapter.row] = _told(rows[chapter.row], chapter, words)
        else:
            _put(draft, chapter, words, numbers, filing)
    for name, at in (("front_matter", "title"), ("residue", "narrative")):
        for line in report.texts(name):
            draft.read(at, where=line)
    return rows


def _told(row: Indicator, chapter: Chapter, words: str) -> Indicator:
    own = words if chapter.opens else _lines(chapter.heading, words)
    return replace(row, result=_lines(row.result, own))


def _put(draft: Draft, chapter: Chapter, words: str, numbers: dict[int, int], filing: Filing) -> None:
    """Add a chapter's words; the headings below the one that opened it are its words too, numbered by their level."""
    if chapter.opens and chapter.key in OWN_HEADINGS:
        heading = chapter.heading.strip().rstrip("：:。")
        if not OWN_HEADINGS[chapter.key].fullmatch(_IDLE.sub("", heading)):
            draft.name(chapter.key, heading)
    own = words if chapter.opens else _numbered(chapter, words, numbers)
    if _is_generated(chapter, own, filing):
        draft.keep(chapter.key, own)
    elif chapter.key == "asset_management":
        _put_assets(draft, own, filing)
    elif chapter.key:
        draft.write(chapter.key, own)


def _numbered(chapter: Chapter, words: str, numbers: dict[int, int]) -> str:
    """Return a chapter's heading and words as lines, with the mark its level has; *numbers* are counted on."""
    for deeper in [level for level in numbers if level > chapter.level]:
        del numbers[deeper]
    if not chapter.heading and not chapter.number_label:
        return words
    numbers[chapter.level] = numbers.get(chapter.level, 0) + 1
    own = mark(chapter.level, numbers[chapter.level])
    return _lines(f"{own}{chapter.heading.strip()}", words) if chapter.heading else f"{own}{words}"


def _is_generated(chapter: Chapter, words: str, filing: Filing) -> bool:
    """Return whether the sentences of a chapter are made from facts: by its kind, or because it says only goals or scores."""
    goals = [goal.text for goal in filing.goals.values()]
    if chapter.key == "key_tasks" and any(goal.kind == "task" for goal in filing.goals.values()):
        return True
    if chapter.key in ("goal_setting", "key_tasks") and is_only(words, goals):
        return True
    scored = (row.label for row in filing.indicators.values() if row.label and row.score is not None)
    return chapter.key in GENERATED or (not chapter.heading and chapter.text.startswith(tuple(scored)))


def _put_assets(draft: Draft, words: str, filing: Filing) -> None:
    """Write how the assets are managed; what they amount to is generated and kept beside."""
    printed = frozenset(one.value for one in draft.readings if one.at.startswith("assets."))
    managed = without_figures(words, printed, filing.assets.kinds)
    draft.write("asset_management", managed)
    if managed != words:
        draft.keep("asset_management", words)


def _placed(rows: list[Fields], filing: Filing) -> list[Chapter]:
    """Return the chapters with their keys: an unknown heading belongs to the one it stands under."""
    named = {_plain(row.label): key for key, row in filing.indicators.items() if row.label}
    placed: list[Chapter] = []
    for row in rows:
        chapter = Chapter(_level(row), row.text("number_label"), row.text("heading"), row.text("text"))
        own = chapter_key(chapter.heading)
        outer = next((above for above in reversed(placed) if above.level < chapter.level), None)
        chapter.key, chapter.opens = own or (outer.key if outer else ""), bool(own)
        chapter.row = "" if own or not outer else outer.row
        if not own and chapter.key in FAMILIES and (at := named.get(_plain(chapter.heading))):
            chapter.row, chapter.opens = at, True
        placed.append(chapter)
    return placed


def _plain(name: str) -> str:
    return re.sub(r"\s", "", name).rstrip("。：:")


def _without(text: str, residue: list[str]) -> str:
    for mark_of_conversion in residue:
        text = text.replace(mark_of_conversion, "")
    return text


def _level(row: Fields) -> int:
    level = row.text("level")
    if not re.fullmatch("[1-9]", level):
        raise row.wrong("level", "应为 1 至 9")
    return int(level)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text.strip())
