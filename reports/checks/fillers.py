"""Words around the name of a fact: those that change nothing, and those that make a figure speak of something else."""

from __future__ import annotations

import re

# Words around a name that change nothing: before it, between it and the figure, and around what was counted.
BEFORE = re.compile(
    r"其中|截至|我[会局办院馆校所处委站社]|我?(?:单位|部门)|全年|全部|本年度?|年度|当年|今年|(?:20)\d\d年度?|12月31日|12月底|年[末终底]|年初|期末"
    r"|财政|预算|核定|实际|实有|现有|共有?|调整后|安排|批复|下达|发生|完成|执行|[的了为是在到有，：、“”\"]"
)
BETWEEN = re.compile(
    r"年初|全年|本年度?|年度|(?:20)\d\d年度?|调整后?|财政|预算|决算|实际|执行|支出|完成|发生|列支|开支|使用|安排|批复|下达|核定|到位|资金|经费|金额"
    r"|总|额|数|规模|情况|共计|合计|总计|累计|现有|实有|分别|[共为是达到了计约均有的：“”\"，]|超过|不少于|不低于|不超过|至少|以?内"
)
COMPARED = re.compile(r"[比较与同]|上年度?|去年|(?:20)\d\d年|相比|增[加长]|减少|下降|上升|[了额率]|幅度")
RATE = re.compile(
    r"(?:年初|全年|调整)?预算(?:执行|完成|支出)率|(?:支出)?执行率|完成(?:年初|全年|调整后?)预算的?|占(?:年初|全年|调整后?)预算的?"
)
COUNTING = re.compile(
    r"全年|本年度?|年度|年内|(?:20)\d\d年度?|我[会局办院馆校所处委站社]|(?:单位|部门)|共计?|累计|总共|先后|组织|开展|举办|召开|完成|实施|举行"
    r"|数量|次数|场次|人次|人数|个数|[已达到了为是的数，：“”\"]|超过"
)
# Words that make a sentence speak of something else: a part, another time, a plan, an example.
ELSEWHERE = re.compile(
    r"本级|机关|下属|所属|二级|直属|基层|中心|财政拨款|自[有筹]|上级|中央|省级|市级|县级|系统|上半年|下半年|季度|(?<!\d)(?:[1-9]|1[01])月|12月(?!31日|底)|预计|拟|下一?年|明年|来年|次年"
    r"|例如|比如|为例|假设|如果|人均|平均|每[年月日周季人个名次]|标准|限额|不含|除.{1,12}外"
)
PLANNED = re.compile("计划|目标|力争|将|预期|指标值|拟|要求|应")
ENTERED = re.compile(r"年初|期初|上年末?|去年|新增|减少|增加|调[入出]")
SCORED = re.compile(r"\d分|分值|权重|指标|满分|扣")
LAST_YEAR = re.compile(r"上年|去年|同比|(?:20)\d\d年")
# What may follow a figure: a figure with an object (用于…, 购买…) is a part of what its clause names.
AFTER = re.compile(r"[，。；：、)\n“”]|$|其中|比|较|与上|同比|占|完成|执行率|增|减|下降|上升|\(")


def idle(words: str, *patterns: re.Pattern[str]) -> bool:
    """Return whether nothing is left of *words* once the words are gone that change nothing."""
    for pattern in patterns:
        words = pattern.sub("", words)
    return not words
