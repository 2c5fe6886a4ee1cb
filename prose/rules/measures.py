"""W21x: units lost or mistaken, told by what stands around: sisters in a list, words of money, words of people."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from prose.mentions import AMOUNT, Mention
from prose.reading import Prose
from prose.registry import ERROR, NOTICE, Judgement, found, held, rule
from prose.units import AREAS, COUNTS, PERSONS, TIMES

UNITS = "《预算绩效管理工作考核办法》：数据真实、准确，计量单位统一"
# What a unit spends or holds in a year: never less than a thousand 元.
YEARLY = frozenset(
    {"total", "income", "basic", "project", "personnel", "operating", "wages", "goods", "assets", "fixed_assets"}
)
_RATE_BEFORE = re.compile("人均|平均|每|均|标准|单价|定额|限额|折算|票价|不高于|不超过|不低于|按")
_RATE_AFTER = re.compile("/|每|以上|以下|以内|及以上|的?标准|一[人次个天]|左右")
_WAN = re.compile(r"(?<![\d.])\d+(?:\.\d+)?万(?=[，。；、()和与及为是由系相比较]|用于|已|\n(?!元)|\Z)")
_COUNTED = re.compile(
    "人|次|册|条|份|点击|阅读|播放|浏览|传播|粉丝|资料|传单|参与|受益|惠及|覆盖|亩|树|苗|平方|公里|吨|字"
)
_MONEY = re.compile(
    "经费|支出|资金|费|预算|拨款|补助|收入|奖金|金额|投入|追加|工资|津贴|补贴|公积金|结余|结转|资产|专款"
)
_PEOPLE = re.compile(
    r"(?:人数|人次|户数|家数|场次|批次|件数|次数|册数)(?:累计|合计|共计|总计|已经?|约|近|超过?|突破|达到?|为|是|多|：)*(?P<bad>\d+(?:\.\d+)?余?万?元)(?!/|[\u4e00-\u9fff]{0,2}标准)"
    r"|\d{1,5}批次?[，、](?:共|累计|合计|共计|接待|来宾|共接待)*(?P<bad2>\d{1,6}万元)(?=，(?:按|人均|平均|每))"
)
_KINDS = sorted({*PERSONS, *AREAS, *COUNTS, *TIMES}, key=len, reverse=True)
_KIND = "|".join(map(re.escape, _KINDS))
_BARE_FIRST = (
    "".join(sorted({one[0] for one in _KINDS}))
    + "余多几万亿千百十元分秒周岁度成折号楼层大小等位格伏瓦克升毫厘公英余折版线星代型式"
)
_AMONG = re.compile(
    rf"\d{{1,3}}(?:{_KIND})[\u4e00-\u9fff]{{2,14}}[、和及](?P<bare>\d{{1,2}})(?![\d.{re.escape(_BARE_FIRST)}])(?=[\u4e00-\u9fff]{{3}})"
)
_ALONE = re.compile(r"(?P<bare>\d{1,5})(?=[，；。](?!\d{3}))")
_NOUN = re.compile("[\u4e00-\u9fff]{4}$")
_NO_COUNT = re.compile(
    "(?:提高|增长|下降|上升|减少|增加|降低|占比?|率|指数|名列|位列|排名|排第|得分|评分|自评|编号|文号|电话|邮编|代码|热线|版本|比例|系数|分值)[\u4e00-\u9fff]{0,2}$"
    "|[第前后达到至为是约仅共计超率度分值比数号级位名均余近逾含有于过元年月日]$"
)


@rule(
    "W211", ERROR, "一列万元之中没有误写的“元”", kind="unit_typo", source=UNITS, yields_to=("M101",),
    how="同一列表或同一句话里四个以上的金额，只有一个以“元”为单位，其余都是“万元”，而它不到一千、不是人均或标准；"
    "或整体支出、基本支出、项目支出等全年合计不到一千元，应是漏了“万”。",
    mend="核对后改为“万元”。",
    fails="办公费3.38万元、邮电费0.12万元、差旅费0.26元、会议费0.98万元。",
    passes="办公费3.38万元、邮电费0.12万元、差旅费0.26万元、会议费0.98万元。",
    fewest=4, below=1000,
)  # fmt: skip
def yuan_among_wan(prose: Prose, params) -> Iterator[Judgement]:
    seen: set[int] = set()
    for group in _groups(prose):
        yuan = [one for one in group if _unit(prose, one) == "元"]
        wan = [one for one in group if _unit(prose, one) == "万元"]
        if len(wan) + len(yuan) < max(params["fewest"], len(group)) or len(yuan) > 1:
            continue
        if not yuan:
            yield held([group[0].span])
        elif yuan[0].start not in seen and _is_slipped(prose, yuan[0], params["below"]):
            seen.add(yuan[0].start)
            yield _slipped(prose, yuan[0], wan)
    for mention in _tiny_totals(prose, params["below"]):
        if mention.start not in seen:
            words = prose.quote(*mention.clause_span, most=30)
            yield found(
                [mention.span], f"“{prose.quote(*mention.span)}”疑漏“万”字", f"“{words}”是全年合计，不可能不到一千元。"
            )


def _slipped(prose: Prose, yuan: Mention, wan: Sequence[Mention]) -> Judgement:
    said, digits = prose.quote(*yuan.span), prose.quote(yuan.start, yuan.digits_end)
    return found(
        [yuan.span, *(one.span for one in wan[:6])],
        f"“{said}”疑漏“万”字",
        f"“{prose.quote(max(yuan.start - 12, 0), yuan.start)}{said}”以元为单位，同一列的其他 {len(wan)} 个金额都是万元。",
        hint=f"可能是“{digits}万元”",
    )


@rule(
    "W212", NOTICE, "金额单位写全“万元”", kind="unit_typo", source=UNITS,
    how="说的是经费、支出、预算、拨款，数字之后只有“万”没有“元”，而报告其他金额都写“万元”。",
    mend="补上“元”字。",
    fails="运行经费32.01万元，其中电费19.89万；专项经费2.52万元，设备费8.80万元。",
    passes="运行经费32.01万元，其中电费19.89万元；专项经费2.52万元，设备费8.80万元。",
    fewest=3,
)  # fmt: skip
def wan_without_yuan(prose: Prose, params) -> Iterator[Judgement]:
    plain = prose.plain
    if plain.count("万元") < params["fewest"]:
        return
    for match in _WAN.finditer(plain):
        start, end = match.span()
        before = re.split("[，。；\n]", plain[max(start - 30, 0) : start])[-1]
        after = (
            re.split("[，。；\n]", plain[end : end + 40])[0]
            if plain[end : end + 1] not in ("，", "。", "；", "\n")
            else ""
        )
        sentence = plain[slice(*prose.sentences[prose.sentence_at(start)])]
        sister = "万元" in sentence and not _COUNTED.search(before)
        if _MONEY.search(before) or _MONEY.search(after) or sister:
            shown = prose.quote(max(start - 10, 0), end)
            yield found(
                [match.span()],
                f"“{match[0]}”缺“元”字",
                f"“{shown}”说的是金额，单位只有“万”。",
                hint=f"改为“{match[0]}元”",
            )


@rule(
    "W213", ERROR, "人数、次数不以金额为单位", kind="unit_typo", source=UNITS,
    how="“人数”“人次”“场次”等词之后直接写“元”“万元”；或“批次”之后的人数写成“万元”，后文又按人数平均。",
    mend="改为正确的计量单位。",
    fails="活动辐射学生人数超过6万元。",
    passes="活动辐射学生人数超过6万人。",
)  # fmt: skip
def people_in_money(prose: Prose, params) -> Iterator[Judgement]:
    for match in _PEOPLE.finditer(prose.plain):
        before = prose.plain[match.start() - 1 : match.start()]
        if before in ("每", "/", "余", "多") or before.isdigit():  # 每人次…, and 60人次3万元: a count of its own
            continue
        name = "bad" if match["bad"] else "bad2"
        words = prose.quote(max(match.start() - 6, 0), match.end())
        yield found(
            [match.span(name), match.span()], "人数、次数的单位写成了“元”", f"“{words}”说的是人数或次数，单位却是金额。"
        )


@rule(
    "W214", NOTICE, "数字之后有量词", kind="text_typo", source=UNITS,
    how="并列各项都有量词（3个、5名），只有一项数字之后直接接名词；或一个名词之后只有数字就断句。名次、编号、得分、比率不算。",
    mend="补上量词。",
    fails="培育了3个农技协会、15农村科普基地。",
    passes="培育了3个农技协会、15个农村科普基地。",
)  # fmt: skip
def measure_word_lost(prose: Prose, params) -> Iterator[Judgement]:
    for match in _AMONG.finditer(prose.plain):
        yield _lost(prose, match)
    for match in _ALONE.finditer(prose.plain):
        before = prose.plain[max(match.start() - 8, 0) : match.start()]
        if _NOUN.search(before) and not _NO_COUNT.search(before):
            yield _lost(prose, match)


def _lost(prose: Prose, match: re.Match[str]) -> Judgement:
    start, end = match.span("bare")
    words = prose.quote(max(start - 8, 0), end + 4)
    return found(
        [(max(start - 4, 0), min(end + 4, len(prose.plain)))],
        f"“{match['bare']}”之后缺量词",
        f"“{words}”中的数字没有量词。",
    )


def _unit(prose: Prose, amount: Mention) -> str:
    return prose.plain[amount.digits_end : amount.end]


def _groups(prose: Prose) -> Iterator[Sequence[Mention]]:
    """Yield the amounts that stand side by side: in one sentence, or first in the items of one list."""
    amounts = [one for one in prose.mentions if one.kind == AMOUNT]
    for _, group in groupby(amounts, key=lambda one: one.sentence):
        yield list(group)
    starts = [one.start for one in amounts]
    for run in prose.numbering.runs:
        firsts = [(bisect_left(starts, one.mark.end), prose.structure.lines[one.line][1]) for one in run.entries]
        yield [amounts[at] for at, end in firsts if at < len(amounts) and amounts[at].start < end]


def _tiny_totals(prose: Prose, below: int) -> Iterator[Mention]:
    """Yield yearly totals said in 元 that are less than a thousand."""
    for one in prose.mentions:
        in_yuan = one.kind == AMOUNT and _unit(prose, one) == "元" and not one.bound
        if in_yuan and one.quantity in YEARLY and 0 < one.value < below and not _RATE_BEFORE.search(one.clause):
            yield one


def _is_slipped(prose: Prose, amount: Mention, below: int) -> bool:
    """Return whether a few 元 are no rate, no standard and no round sum handed out."""
    small = 0 < amount.value < below and (amount.places > 0 or amount.value < 50)
    return small and not _RATE_BEFORE.search(amount.clause) and not _RATE_AFTER.match(prose.plain, amount.end)


RULES = (yuan_among_wan, wan_without_yuan, people_in_money, measure_word_lost)
