"""W1xx: what a template, a word processor or a printer left in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from prose.reading import Prose
from prose.registry import NOTICE, WARNING, Judgement, Span, found, rule

OUTLINE = "自评报告提纲：提交的应是填写完毕的正式报告"
_FIELDS = re.compile(
    r"\[bookmark[^\]\n]{0,40}\]|_GoBack|PAGEREF *_?Toc\d+|_Toc\d{3,}|HYPERLINK|MERGEFORMAT|EMBED [A-Z]\w{1,20}|FORMTEXT|INCLUDEPICTURE"
    r"|错误！ ?(?:未找到引用源|未定义书签|超链接引用无效)|&(?:nbsp|amp|lt|gt|quot)[；;]|</?(?:p|br|span|div|td|tr|table)(?: [^>\n]{0,80})?/?>"
    r"|\[if !supportLists\]|\ufffd+|锟斤拷"
)
_DATE = re.compile(r"年[_×X*]{0,4}\d{0,2}月[_×X*]{0,4}日(?!均|常|报|前|后)")
_YEAR = re.compile(r"(?:(?:19|20)?\d{0,2}|二〇[〇一二三四五六七八九]{2})[_×X*]{0,8}$")
_BLANK = re.compile(r"年[^\d月]+月|月[^\d日]{2,}日|年[_×X*]+月|[_×X*]+日")
_UNITS = "省|市|县|区|镇|乡|局|委|办|股|科|处|室|单位|部门|项目|公司|学校|中心|协会|同志|万元|元|%|年|月|日|人|次|个|项"
_PLACEHOLDER = re.compile(
    rf"(?:[×X]{{2,8}}|\*{{3,8}})(?={_UNITS})|(?:某某|〇{{2,4}})(?=省|市|县|区|镇|乡|局|委|单位|部门)|_{{2,30}}(?=年|月|{_UNITS})"
    r"|\{\{[^{}\n]{0,40}\}\}|\$\{[^{}\n]{0,40}\}|\{[\u4e00-\u9fff]{1,20}\}"
    r"|【(?:请|此处|待|填|插入)[^】\n]{0,30}】|\[(?:请|此处|待|填写|插入)[^\]\n]{0,30}\]|\((?:待补充|待填写?|待核实|待完善|此处空)\)"
)
_MORE, _LESS = "增长|增加|上升|提高|高于|多于", "下降|减少|降低|低于|少于"
_EITHER = re.compile(
    rf"(?:(?:{_MORE})(?:\((?:{_LESS})\)|/(?:{_LESS}))|(?:{_LESS})(?:\((?:{_MORE})\)|/(?:{_MORE})))(?=\n?(?:(?:了|为|至|到|约)?[\d_×X，。；]|万元|%))"
)
_ASKS = (
    "请填写|请说明|请注明|请删除|请列出|请补充|据实填写|如实填写|根据实际情况(?:填写|修改|删减|编写)|每个项目一张|一个?项目一[张表]|字以内|限\\d{2,4}字"
    "|不超过\\d{2,4}字|\\d{2,4}字左右|系统(?:中|内|里)?(?:直接|自动)?导出|没有的?(?:可)?不填|不涉及的?(?:可)?(?:不填|删除)|可自行(?:增|添|删)"
)
_INSTRUCTION = re.compile(
    r"\((?:如有|若有|如没有[^)\n]{0,12}|可另附页?|可加页|参考(?:格式|模板|提纲|样式)|(?:报告)?(?:模板|范本|提纲)|仅供参考|选填|必填)\)"
    rf"|\([^()\n]{{0,30}}(?:{_ASKS})[^()\n]{{0,30}}\)"
    r"|(?:点击|单击|双击)(?:此处|这里)[^\n，。；]{0,12}|此处(?:填写|插入|输入)[^\n，。；]{0,12}|请在此(?:处)?(?:填写|输入|插入)[^\n，。；]{0,12}"
    r"|(?:填报|填写|填表|编写|撰写)(?:说明|要求|提示)："
)
_LABEL = "单位名称|部门名称|填报单位|预算单位|评价单位|报送单位|填报人|填表人|填报日期|填报时间|报送日期|联系人|联系电话|单位负责人|财务负责人|经办人"
_EMPTY = re.compile(rf"^((?:{_LABEL})(?:\([^)\n]{{1,8}}\))?)：[_ ]*(?=$|(?:{_LABEL})[(：])", re.M)


@rule(
    "W101", NOTICE, "没有软件转换留下的代码", kind="template_residue", source=OUTLINE,
    how="书签、目录域、超链接等域代码，网页标记，无法显示的字符，都不是正文。",
    mend="删去这些代码；目录在原文件中更新后重新导出。",
    fails="[bookmark: _GoBack]本年度预算执行情况良好。",
    passes="本年度预算执行情况良好。",
)  # fmt: skip
def fields(prose: Prose, params) -> Iterator[Judgement]:
    yield from _together(prose, _spans(_FIELDS, prose.plain), "软件转换留下的代码", "不是正文的内容，应删去")


@rule(
    "W102", WARNING, "日期填写完整", kind="template_residue", source=OUTLINE,
    how="“年 月 日”之间留着空格、横线或“×”，说明日期没有填写。“出生年月日”等连写的词不算。",
    mend="填写成文日期；不需要日期的删去这一行。",
    fails="自评报告\n    年   月   日\n一、概况",
    passes="自评报告\n2024年3月15日\n一、概况",
)  # fmt: skip
def blank_dates(prose: Prose, params) -> Iterator[Judgement]:
    for match in _DATE.finditer(prose.plain):
        year = _YEAR.search(prose.plain, max(match.start() - 12, 0), match.start())
        span = (year.start() if year else match.start(), match.end())
        start, end = prose.text.original(*span)
        if _BLANK.search(prose.text.given[start:end]):
            words = _short(prose.text.given[start:end])
            yield found([span], "日期没有填写", f"“{words}”中的年、月、日没有填写完整。")


@rule(
    "W103", WARNING, "没有未替换的占位符", kind="template_residue", source=OUTLINE,
    how="“××局”“XX万元”“某某县”、横线、花括号、“【此处填写】”等，是模板中等待替换的位置。",
    mend="换成实际的名称、数字，或删去这句话。",
    fails="××局2023年预算执行率为98.5%。",
    passes="县水利局2023年预算执行率为98.5%。",
)  # fmt: skip
def placeholders(prose: Prose, params) -> Iterator[Judgement]:
    for start, end in _spans(_PLACEHOLDER, prose.plain):
        words = prose.quote(start, end + 2)
        yield found([(start, end)], "占位符没有替换", f"“{words}”是模板中的占位符，没有换成实际内容。")


@rule(
    "W104", WARNING, "“增长（下降）”只留一个", kind="template_residue", source=OUTLINE,
    how="两个方向相反的词以括号或斜线并列，后面接着数字或标点，说明模板的两个选项没有二选一。",
    mend="按实际方向保留一个词。",
    fails="支出比上年增长（下降）5.2%。",
    passes="支出比上年增长5.2%。",
)  # fmt: skip
def either(prose: Prose, params) -> Iterator[Judgement]:
    for span in _spans(_EITHER, prose.plain):
        yield found([span], "两个方向的词都留着", f"“{prose.quote(*span)}”没有二选一，看不出是增是减。")


@rule(
    "W105", WARNING, "没有模板的填写说明", kind="template_residue", source=OUTLINE,
    how="“（可从系统导出）”“（如有）”“点击此处输入”“不超过500字”等，是写给填报人看的话，不属于报告。",
    mend="按说明办理后删去；不涉及的附件从清单中删去。",
    fails="附件：1.项目支出绩效自评表（如有）",
    passes="附件：1.项目支出绩效自评表",
)  # fmt: skip
def instructions(prose: Prose, params) -> Iterator[Judgement]:
    yield from _together(prose, _spans(_INSTRUCTION, prose.plain), "模板的填写说明", "是写给填报人看的话，应删去")


@rule(
    "W106", WARNING, "封面各栏已填写", kind="template_residue", source=OUTLINE,
    how="“填报人：”“联系电话：”等栏目的冒号之后没有内容，下一行也不是它的内容。",
    mend="补填，或删去这一栏。",
    fails="填报人：\n联系电话：\n一、概况",
    passes="填报人：王某\n联系电话：0730-1234567\n一、概况",
)  # fmt: skip
def empty_fields(prose: Prose, params) -> Iterator[Judgement]:
    for match in _EMPTY.finditer(prose.plain):
        if _is_followed_by_nothing(prose, match.end()):
            yield found([match.span()], f"“{match[1]}”没有填写", f"“{match[1]}：”之后是空的。")


@rule(
    "W107", NOTICE, "正文中没有页码", kind="template_residue", source=OUTLINE,
    how="独占一行的“- 6 -”“第 3 页 共 9 页”等是转换文件时带进来的页码。",
    mend="删去页码行。",
    fails="本年度预算执行情况良好。\n- 6 -\n二、存在问题",
    passes="本年度预算执行情况良好。\n二、存在问题",
)  # fmt: skip
def page_marks(prose: Prose, params) -> Iterator[Judgement]:
    pages = [span for span in prose.text.pages if prose.text.given[slice(*span)].strip()]
    if pages:
        first = prose.text.given[slice(*pages[0])].strip()
        yield found(pages, f"正文中留有页码 {len(pages)} 处", f"“{first}”等独占一行，是页码，不是正文。", given=True)


@rule(
    "W108", NOTICE, "正文中没有页眉", kind="template_residue", source=OUTLINE,
    how="标题原样在正文中另起一行重复两次以上，是转换文件时带进来的页眉。",
    mend="删去重复的标题行。",
    fails="县水利局自评报告\n一、概况\n县水利局自评报告\n内容。\n县水利局自评报告\n二、问题",
    passes="县水利局自评报告\n一、概况\n内容。\n二、问题",
    times=3,
)  # fmt: skip
def running_heads(prose: Prose, params) -> Iterator[Judgement]:
    plain, lines = prose.plain, prose.structure.lines
    counted = Counter(plain[start:end] for start, end in lines if 6 <= end - start <= 50)
    for start, end in prose.structure.title_lines():
        title = plain[start:end]
        if counted.pop(title, 0) >= params["times"] and "报告" in title:
            again = [line for line in lines if line[0] > start and plain[slice(*line)] == title]
            yield found(again, "标题在正文中重复", f"“{title}”在正文中又出现 {len(again)} 次，是页眉。")


def _spans(pattern: re.Pattern[str], plain: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(plain)]


def _together(prose: Prose, spans: Sequence[Span], what: str, why: str) -> Iterator[Judgement]:
    """Yield one finding for all places of one kind."""
    if spans:
        shown = "”“".join(dict.fromkeys(prose.quote(*span) for span in spans[:5]))
        yield found(spans, f"留有{what} {len(spans)} 处", f"“{shown}”{'等' if len(spans) > 5 else ''}{why}。")


def _short(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _is_followed_by_nothing(prose: Prose, at: int) -> bool:
    """Return whether the field that ends at *at* has no value: on its line, or alone on the next."""
    plain = prose.plain
    if at < len(plain) and plain[at] != "\n":
        return True  # the next field begins right here
    end = plain.find("\n", at + 1)
    below = plain[at + 1 : end if end >= 0 else len(plain)]
    return (
        not below or "：" in below or bool(prose.structure.heading_at(at + 1) >= 0 and _begins_heading(prose, at + 1))
    )


def _begins_heading(prose: Prose, at: int) -> bool:
    return prose.structure.headings[prose.structure.heading_at(at)].start == at


RULES = (fields, blank_dates, placeholders, either, instructions, empty_fields, page_marks, running_heads)
