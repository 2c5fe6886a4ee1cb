"""The smallest report that has every part: what the rules on missing parts show as their examples."""

from __future__ import annotations

from collections.abc import Iterator

from lib.display import chinese

TITLE = "某县档案馆2023年度部门整体支出绩效自评报告"
# The chapters, and what they say by the part it shows.
CHAPTERS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("单位概况", (
        ("duties", "主要职责是：接收、整理和保管全县各单位移交的档案，抢救受损档案，征集散存在社会上的档案资料，开放到期档案，"
                   "为单位和个人提供查阅，编研地方史料，指导乡镇和县直单位的档案工作，培训各单位的档案员，承办上级交办的其他档案事项。"),
        ("staff", "核定编制12名，年末在职人员11名。"),
    )),
    ("收支情况", (
        ("budget", "全年预算320万元。"),
        ("total", "全年支出310万元。"),
        ("basic", "基本支出210万元，用于发放工资和维持日常运转。"),
        ("projects", "档案数字化项目60万元，库房维护项目40万元。"),
        ("three_public", "“三公”经费支出1.2万元，都用于公务接待。"),
        ("assets", "年末资产总额500万元，都在使用中。"),
    )),
    ("绩效目标", (("goals", "全年扫描档案不少于8万页，接待查档不少于2000人次，查档群众满意度不低于95%。"),)),
    ("绩效情况", (
        ("achievements", "完成了8.6万页档案的扫描和著录，接待查档2160人次，查档群众满意度96.5%；两间库房换上恒湿机，"
                         "全年没有档案受潮，往返乡镇查档的群众可以在便民服务中心当场拿到复印件。"),
    )),
    ("自评结论", (
        ("result", "自评得分96分"),
        ("score_parts", "，预算执行10分、产出48分、效益28分、满意度10分，少得的4分是因为有两个乡镇的档案没有按期移交。"),
    )),
    ("存在的问题", (("problems", "懂古籍修复的人手不足，部分乡镇整理的档案不够规范，移交时间晚于计划，影响了扫描进度。"),)),
    ("改进办法", (("measures", "改进措施：请省馆老师来馆带教，每季度到乡镇上门指导一次，把移交时间写进年度任务书。"),)),
    ("结果去向", (("disclosure", "自评结果在县政府网站公开，并作为编制下年预算的依据。"),)),
)  # fmt: skip


def report(without: str = "") -> str:
    """Return the specimen, or what is left of it *without* one part: title or a key of a section."""
    lines = [] if without == "title" else [TITLE]
    kept = (
        (
            name,
            [words for key, words in sections if key != without and not (without == "result" and key == "score_parts")],
        )
        for name, sections in CHAPTERS
    )
    for number, (name, sections) in enumerate(((name, words) for name, words in kept if words), 1):
        lines += [f"{chinese(number)}、{name}", *_lines(sections)]
    return "\n".join(lines)


def _lines(sections: list[str]) -> Iterator[str]:
    text = "".join(sections)
    yield text if text.endswith("。") else f"{text}。"
