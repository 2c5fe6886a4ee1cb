"""What a sentence does: name a problem, promise a measure, praise, or report that something was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.reading import Prose

_PROBLEM = re.compile(
    r"不[足够强高准精细紧熟大全实严深多合力佳一]|不(?:到位|完善|健全|规范|明确|及时|均衡|平衡|合理|科学|充分|重视|深入|丰富|全面|具体|匹配|理想|顺畅|灵活|清晰|稳定|确定|齐|便)"
    r"|[偏较相]对?[少低弱慢差晚短长大窄旧]|薄弱|缺乏|欠缺|短缺|缺口|匮乏|缺陷|缺失|滞后|落后|制约|困难|难以|难度|难题|瓶颈|差距|短板|有待|亟待|亟需|未能|未完全|未充分|未形成"
    r"|没有(?:充分|真正|完全|及时|得到|认识|放在|形成|建立)|无法|流于形式|忽视|脱节|紧张|压力|突出矛盾|矛盾突出|单一|老化|陈旧|超支|偏差|重[^，。；]{1,6}轻|受限|局限|影响了|受[^，。；]{1,12}影响"
    r"|存在[^，。；]{0,12}(?:现象|情况|风险|隐患)|问题|矛盾|拖延|延误|延迟|推迟|晚于|低于|流失|兼职|散|乱|弱|慢"
)
_AVOIDED = re.compile(r"(?:避免|防止|杜绝|解决|克服|消除|改变|纠正|减少|针对|围绕|查找|整改|发现|破解|扭转)[^。；]*$")
_PUNISHED = re.compile(r"[^，。；]{0,2}的[^，。；]{1,8}(?:压减|收回|取消|督促|通报|问责|约谈|整改|限期|责令)")
_MEASURE = re.compile(
    r"加强|完善|建立|健全|进一步|强化|优化|提高|提升|规范|落实|推进|推动|加大|严格|确保|加快|细化|科学|合理|注重|争取|增设|引进|严控|压实|建议|组织|开展|修订|制定|培训|督促|改进|做好|做到"
)
_LEAD = re.compile(
    r"[\d一二三四五六七八九十(（)）、.．是①-⑳ ]*(?:今后|下一步)?，?(?:我[\u4e00-\u9fff]{1,3}?(?=[要应将]))?(?:要|应当?|将|继续|着力|切实|不断)?"
    r"(?:加强|完善|建立|健全|进一步|强化|优化|提高|提升|规范|落实|推进|推动|加大|严格|确保|加快|细化|科学|合理|注重|争取|增设|引进|严控|压实|修订|制定|督促|改进|做好|深化|拓宽|创新)"
)
_PRAISE = re.compile(
    r"(?:取得|收到|达到)了?[^，。；]{0,8}(?:成效|成绩|成果|效果|目标|好评)|成[效绩果](?:显著|明显|突出)|实现了|保证了?|确保了|得到[^。；]{0,12}(?:好评|肯定|认可|表彰)"
    r"|(?:规范|运行|执行|管理)(?:、?(?:规范|有序|高效|良好|到位))|圆满|严格(?:按|执行|进行|遵守)|效益(?:显著|明显)|井然有序|合法合规"
)
_TURN = re.compile(r"但|然而|不过|仍|尚|虽|尽管|还存在|以下|如下|不足之处")
_DONE = re.compile(
    r"完成情况[^。；]{0,12}(?:达到|良好|较好)|(?:基本|均|全部|已经?|圆满|超额|顺利|如期)(?:完成|实现|达到|达标)(?![^。；]{0,4}\d)"
    r"|(?:完成|实现|达到|取得)了|达到了?预期"
)
_AHEAD = re.compile(r"确保|力争|争取|将|计划|拟|须|需|预计|不少于|不低于|以上|≥|目标[是为：]|要求|上年|去年")
_STOPS = re.compile(r"[^。；！？\n]+")


def statements(prose: Prose, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between stops, semicolons and line breaks of plain[start:end]."""
    return (match.span() for match in _STOPS.finditer(prose.plain, start, end))


def names_problem(words: str) -> bool:
    """Return whether *words* name a problem, and not how to avoid or solve one."""
    return any(
        not _AVOIDED.search(words, 0, found.start()) and not _PUNISHED.match(words, found.end())
        for found in _PROBLEM.finditer(words)
    )


def promises(words: str) -> bool:
    return _MEASURE.search(words) is not None


def praises(words: str) -> bool:
    """Return whether *words* praise without leading over to what is wrong."""
    return _PRAISE.search(words) is not None and not _TURN.search(words) and not names_problem(words)


def turns(words: str) -> bool:
    """Return whether *words* begin by taking back what was said before."""
    return _TURN.search(words, 0, 12) is not None


def reports_done(words: str) -> bool:
    """Return whether *words* say that something has been done, and not that it shall be."""
    done = _DONE.search(words)
    return done is not None and not _AHEAD.search(words, 0, done.start())


def leads_off(words: str) -> bool:
    """Return whether *words* begin with what shall be done, behind their number."""
    return _LEAD.match(words) is not None
