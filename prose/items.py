"""The names of budget items (economic classification of expenditure, since 2018), and labels that lack a character of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = """
基本工资 津贴补贴 伙食补助费 绩效工资 机关事业单位基本养老保险缴费 职业年金缴费 职工基本医疗保险缴费 公务员医疗补助缴费
其他社会保障缴费 住房公积金 其他工资福利支出 办公费 印刷费 咨询费 手续费 邮电费 取暖费 物业管理费 差旅费 因公出国费用
维修费 租赁费 会议费 培训费 公务接待费 专用材料费 被装购置费 专用燃料费 劳务费 委托业务费 工会经费 福利费
公务用车运行维护费 公务用车购置费 其他交通费用 税金及附加费用 其他商品和服务支出 离休费 退休费 退职费 抚恤金 生活补助
救济费 医疗费补助 助学金 奖励金 个人农业生产补贴 代缴社会保险费 其他对个人和家庭的补助 房屋建筑物购建 办公设备购置
专用设备购置 基础设施建设 大型修缮 信息网络及软件购置更新 物资储备 其他交通工具购置 文物和陈列品购置 无形资产购置
其他资本性支出 工资福利支出 商品和服务支出 对个人和家庭的补助 资本性支出
"""
NAMES = tuple(_NAMES.split())
# A label without them is a shorter way to put it, not a slip.
_IDLE = frozenset("和及与的用费护类性缴经对")
_USUAL = frozenset({"津补贴", "公用车购置费", "公用车运行维护费", "大修缮"})
_LAST_IDLE = frozenset("费用款")
_LABEL = re.compile(r"(?<![\u4e00-\u9fff)])([\u4e00-\u9fff]{3,20})(?=\d+(?:\.\d+)?(?:万|亿)?元)")
_LEAD = re.compile("其中|包括|分别[为是]|主要[为是]|用于|以及|^(?:和|及|与|含|有|是|为)")
_TAIL = re.compile("(?:(?:实际)?支出|共计|预算|决算|为|共|计|数)$")
SHORTEST = 3


def lacking(plain: str) -> Iterator[tuple[int, int, str]]:
    """Yield the labels of amounts that lack one character of an item's name: where they stand, and that name."""
    for match in _LABEL.finditer(plain):
        start = match.start() + max((lead.end() for lead in _LEAD.finditer(match[1])), default=0)
        label = _TAIL.sub("", plain[start : match.end()])
        if label in _LACKING:
            yield start, start + len(label), _LACKING[label]


def _shortened() -> dict[str, str]:
    """Return the names without one character, where what is left is no name and no usual short form."""
    short: dict[str, str] = {}
    for name in NAMES:
        for lost, character in enumerate(name):
            left = name[:lost] + name[lost + 1 :]
            if len(left) >= SHORTEST and left not in NAMES and not _is_usual(left, lost, character):
                short.setdefault(left, name)
    return short


def _is_usual(left: str, lost: int, character: str) -> bool:
    """Return whether people drop the *character* at *lost* on purpose."""
    if lost == len(left):
        return character in _LAST_IDLE and left[-1] not in "经缴"  # 工会经, 养老保险缴 are no words
    return left in _USUAL or character in _IDLE


_LACKING = _shortened()
