"""S4xx: names and levels that belong to another place or another kind of unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from prose.levels import Unit, units_said
from prose.reading import Prose
from prose.registry import NOTICE, WARNING, Judgement, Span, found, held, rule, unjudged

OWN = "公文用语：名称、称谓准确，前后一致"
_PAIR = re.compile(r"(?<![省市州县区旗][、])([省市州县区旗])委、?([省市州县区旗])(?:人民)?政府")
_BEFORE = re.compile("[\u4e00-\u9fff](?<![在由受向对按经据为和与报])")  # 丙丁县委: of a named county
# What a unit of one level does not call its own; those above it (市委 for a county) it may well name.
FOREIGN = {"市": "县旗", "州": "旗", "县": "区旗", "区": "县旗", "旗": "区", "镇": "乡", "乡": "镇"}
_COUNTY = re.compile("[\u4e00-\u9fff](?<![全我本该])县(?![级域])")
# What a unit calls itself, and the characters of which its name then holds one.
SELVES = {"局": "局", "校": "校学院园", "院": "院", "委": "委", "镇": "镇", "乡": "乡", "馆": "馆", "公司": "公司集团"}
_SELF = re.compile(r"(局)本级|我(局|校|院(?!士)|委(?!托)|镇|乡|馆|公司)|(?<![\u4e00-\u9fff])本([局校院]|委(?!托))")
_BESIDES = re.compile("加挂|挂牌|合署|一套人马|两块牌子|代管")
_NATIONAL = {
    "国家科协": "中国科协", "国家文联": "中国文联", "国家残联": "中国残联", "国家侨联": "中国侨联", "国家作协": "中国作协", "国家妇联": "全国妇联",
    "国家总工会": "中华全国总工会", "国家工商联": "全国工商联", "国家红十字会": "中国红十字会", "国家供销总社": "中华全国供销合作总社", "国家团委": "共青团中央",
    "国家法学会": "中国法学会", "国家贸促会": "中国贸促会", "国家记协": "中国记协",
}  # fmt: skip
_BODY = re.compile("|".join(_NATIONAL))
_SOMEWHERE = "[\u4e00-\u9fff]{2,7}?[市县区旗镇乡]"
_AUTHORITY = re.compile(
    rf"在(?P<site>{_SOMEWHERE})(?:人民)?政府(?:信息公开)?(?:门户)?网|《(?P<notice>{_SOMEWHERE})财政局关于|经(?P<approval>{_SOMEWHERE})(?:财政局批复|委编办核定|编委核定|编办核定)"
)
_SCOPE = re.compile("国家|地方|全国|全省|全市|全县|全区|全镇|全乡")
_FRAME = 10  # characters behind a level and two before it that make one sentence of two


@rule(
    "S401", WARNING, "党委与政府属于同一级", kind="contradiction_in_words", source=OWN,
    how="“×委、×政府”连用时，两处的层级（省、市、州、县、区、旗）应相同。",
    mend="改为本级的党委和政府。",
    fails="承担县委、市政府交办的有关事项。",
    passes="承担市委、市政府和县委、县政府交办的有关事项。",
)  # fmt: skip
def mixed_pair(prose: Prose, params) -> Iterator[Judgement]:
    for match in _PAIR.finditer(prose.plain):
        if match[1] == match[2]:
            yield held([match.span()])
        else:
            words = prose.quote(*match.span())
            yield found(
                [match.span()], f"“{words}”层级不同", f"“{words}”中，一个是{match[1]}，一个是{match[2]}，不是同一级。"
            )


@rule(
    "S402", WARNING, "自称的层级与单位相符", kind="contradiction_in_words", source=OWN,
    how="从标题中单位名称的地名判断本单位属于省、市、县、区、镇、乡哪一级。市的单位不自称“我县”，县的单位不自称“我区”，镇不自称“我乡”。"
    "上级的称谓（县的单位说“市委”）和提到下级地名的“全县”不算。",
    mend="改为本级的称谓。",
    fails="甲乙市水利局2023年部门整体支出绩效自评报告\n一、概况\n我县水利工作取得新成效。",
    passes="甲乙市水利局2023年部门整体支出绩效自评报告\n一、概况\n我市水利工作取得新成效。",
)  # fmt: skip
def foreign_level(prose: Prose, params) -> Iterator[Judgement]:
    unit = prose.unit
    if unit is None or unit.level not in FOREIGN:
        return
    wrong = [match for level in FOREIGN[unit.level] for match in _own_words(prose.plain, level)]
    for match in wrong:
        words = prose.quote(*match.span())
        yield found(
            [match.span(), (unit.start, unit.end)], f"“{words}”与单位层级不符",
            f"单位是“{unit.name}”，属于{unit.level}一级，文中却说“{words}”。", hint="可能沿用了别处的文稿",
        )  # fmt: skip
    if not wrong:
        yield held([(unit.start, unit.end)])


@rule(
    "S403", NOTICE, "自称与单位性质相符", kind="contradiction_in_words", source=OWN,
    how="协会、学校、镇政府等名称中没有“局”字的单位，不自称“我局”“局本级”；“我校”“我院”“我委”“我镇”“我乡”“我馆”同样对照名称。"
    "文中说明加挂牌子或合署办公的不判断。",
    mend="改为本单位的自称。",
    fails="甲乙县科学技术协会2023年部门整体支出绩效自评报告\n一、概况\n核定编制11人，其中局本级4人。",
    passes="甲乙县科学技术协会2023年部门整体支出绩效自评报告\n一、概况\n核定编制11人，其中科协本级4人。",
)  # fmt: skip
def foreign_self(prose: Prose, params) -> Iterator[Judgement]:
    unit = prose.unit
    if unit is None:
        return
    if _BESIDES.search(prose.plain):
        yield unjudged([(unit.start, unit.end)], "单位有加挂的牌子或合署办公，自称可能不止一种")
        return
    wrong = [match for match in _SELF.finditer(prose.plain) if not _has(unit, SELVES[match[match.lastindex or 0]])]
    for match in wrong:
        yield found(
            [match.span(), (unit.start, unit.end)], f"“{match[0]}”与单位性质不符", f"单位是“{unit.name}”，文中却说“{match[0]}”。",
            hint="可能沿用了其他单位的文稿",
        )  # fmt: skip
    if not wrong:
        yield held([(unit.start, unit.end)])


@rule(
    "S404", NOTICE, "全国性团体名称准确", kind="contradiction_in_words", source=OWN,
    how="科协、文联、残联等全国性团体的简称是“中国科协”“中国文联”“全国妇联”，没有“国家科协”的说法。",
    mend="改为规范的简称。",
    fails="该活动获国家科协表彰。",
    passes="该活动获中国科协表彰。",
)  # fmt: skip
def national_bodies(prose: Prose, params) -> Iterator[Judgement]:
    for match in _BODY.finditer(prose.plain):
        right = _NATIONAL[match[0]]
        at = prose.plain.find(right)
        also = f"，文中另处写作“{right}”" if at >= 0 else ""
        spans = [match.span(), (at, at + len(right))] if at >= 0 else [match.span()]
        yield found(spans, f"没有“{match[0]}”", f"“{match[0]}”的规范名称是“{right}”{also}。", hint=f"改为“{right}”")


@rule(
    "S405", NOTICE, "同一句话范围说法一致", kind="contradiction_in_words", source=OWN,
    how="同一句话在两处出现，前后文字相同，只有“国家”“地方”“全省”“全市”“全县”等范围不同，可能有一处沿用了上级或别处的说法。",
    mend="按本单位的范围统一。",
    fails="一、职责\n参与地方事务的政治协商、科学决策、民主监督。\n二、工作\n参与国家事务的政治协商、科学决策、民主监督。",
    passes="一、职责\n参与地方事务的政治协商、科学决策、民主监督。\n二、工作\n参与地方事务的政治协商、科学决策、民主监督。",
)  # fmt: skip
def two_scopes(prose: Prose, params) -> Iterator[Judgement]:
    row = prose.letters
    frames: dict[str, dict[str, int]] = defaultdict(dict)
    for match in _SCOPE.finditer(row.row):
        start, end = match.span()
        frame = row.row[max(start - 2, 0) : start] + "…" + row.row[end : end + _FRAME]
        frames[frame].setdefault(match[0], start)
    for frame, scopes in frames.items():
        if len(scopes) > 1 and len(frame) > _FRAME:
            spans = [row.span(at, at + len(scope) + _FRAME) for scope, at in scopes.items()]
            yield found(
                spans,
                f"“{'”“'.join(scopes)}”不一",
                f"“{prose.quote(*spans[0])}”与“{prose.quote(*spans[1])}”只有范围不同。",
            )


@rule(
    "S406", WARNING, "单位和地方名称前后一致", kind="contradiction_in_words", source=OWN,
    how="文中介绍职责、机构的“某地某局是……”或单独成行的落款，与标题中的单位同一性质而地名不同；发布网站、下达通知、核定编制和批复预算的机关，"
    "与单位所在地同一级而地名不同。",
    mend="改为本单位、本地的名称。",
    fails="甲乙县水利局2023年部门整体支出绩效自评报告\n一、概况\n丙丁县水利局是主管全县水利工作的部门。",
    passes="甲乙县水利局2023年部门整体支出绩效自评报告\n一、概况\n甲乙县水利局是主管全县水利工作的部门。",
)  # fmt: skip
def other_names(prose: Prose, params) -> Iterator[Judgement]:
    unit = prose.unit
    if unit is None or not unit.place:
        return
    for other in units_said(prose.plain, unit.name.removeprefix(unit.place)):
        if _is_elsewhere(other.place, unit.place, unit.level):
            yield _elsewhere(unit, (other.start, other.end), f"标题中的单位是“{unit.name}”，文中却介绍“{other.name}”。")
        else:
            yield held([(other.start, other.end)])
    for match in _AUTHORITY.finditer(prose.plain):
        place = match["site"] or match["notice"] or match["approval"]
        if _is_elsewhere(place, unit.place, unit.level):
            at = prose.plain.index(place, match.start())
            words = prose.quote(at, match.end())
            yield _elsewhere(unit, (at, match.end()), f"单位是“{unit.name}”，文中却说“{words}”。")


def _is_elsewhere(place: str, own: str, level: str) -> bool:
    """Return whether a place is another one of the same level: neither holds the name of the other."""
    return bool(place) and place.endswith(level) and place not in own and own not in place


def _elsewhere(unit: Unit, span: Span, message: str) -> Judgement:
    return found([span, (unit.start, unit.end)], "出现别处的名称", message, hint="可能沿用了别处的文稿")


def _own_words(plain: str, level: str) -> Iterator[re.Match[str]]:
    """Yield what only a unit of *level* says of itself; 全县 counts where no county is named."""
    for match in re.finditer(f"我{level}(?!局)|{level}委、?{level}政府|全{level}", plain):
        if match[0].startswith("全"):
            own = level == "县" and not _COUNTY.search(plain)
        else:
            own = match[0].startswith("我") or not _BEFORE.match(plain, match.start() - 1)
        if own:
            yield match


def _has(unit: Unit, signs: str) -> bool:
    return any(sign in unit.name for sign in signs)


RULES = (mixed_pair, foreign_level, foreign_self, national_bodies, two_scopes, other_names)
