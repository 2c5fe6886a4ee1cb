"""The chapters of the manual, by whom they are for; their words are templates/help/<slug>.html."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    slug: str
    title: str
    about: str  # what it answers, in one line


PARTS: tuple[tuple[str, tuple[Chapter, ...]], ...] = (
    (
        "填报人",
        (
            Chapter("findings", "处理疑点", "错误、警示、提示各要怎样处理，情况说明写给谁看。"),
            Chapter("evidence", "佐证材料", "上传哪些文件，一次传多份，传不上去时看哪里。"),
            Chapter("submit", "签批与送审", "送审前检查什么，退回后怎样改，回执和核验。"),
        ),
    ),
    (
        "财政部门",
        (
            Chapter("review", "审核报告", "疑点、比较、退回、通过，全程可用键盘。"),
            Chapter("bureau", "通知、提纲与规则", "换提纲、改报表、调规则，都不用找程序员。"),
        ),
    ),
    ("所有人", (Chapter("keys", "快捷键", "哪一页能用哪些键。"),)),
)
CHAPTERS = {chapter.slug: chapter for _, chapters in PARTS for chapter in chapters}


def neighbours(slug: str) -> tuple[Chapter | None, Chapter | None]:
    """Return the chapters before and after the one called *slug*, None at either end."""
    listed = list(CHAPTERS.values())
    here = listed.index(CHAPTERS[slug])
    return listed[here - 1] if here else None, listed[here + 1] if here + 1 < len(listed) else None
