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
            Chapter("start", "开始填报", "从上年报告、上年 Word 文件或空白开始，三种办法选一种。"),
            Chapter("import", "导入 Word 和 Excel", "文件里读出了什么，哪些要核对，怎样采纳。"),
            Chapter("grids", "填写表格", "从 Excel 粘贴、向下填充、撤销、调整行序，合计和校核随填随算。"),
            Chapter("chapters", "写正文，引用数据", "数字引用填报数，填报数改了正文跟着改；起草稿怎样用。"),
            Chapter("saving", "保存与多人填报", "什么时候算已保存，断网、掉线、两人同填一步怎么办，怎样恢复。"),
            Chapter("findings", "处理疑点", "错误、警示、提示各要怎样处理，情况说明写给谁看。"),
            Chapter("evidence", "佐证材料", "上传哪些文件，一次传多份，传不上去时看哪里。"),
            Chapter("submit", "签批与送审", "送审前检查什么，退回后怎样改，回执和核验。"),
        ),
    ),
    ("单位负责人", (Chapter("head", "签批报告", "看什么，怎样同意送审或退回填报人。"),)),
    (
        "财政部门",
        (
            Chapter("review", "审核报告", "疑点、比较、退回、通过，全程可用键盘。"),
            Chapter("bureau", "通知、提纲与规则", "换提纲、改报表、调规则、批量导出，都不用找程序员。"),
        ),
    ),
    (
        "所有人",
        (
            Chapter("documents", "报告文件和核验", "PDF、Word、Excel 各有什么用，怎样打印，怎样看出文件有没有改动。"),
            Chapter("keys", "快捷键", "哪一页能用哪些键。"),
        ),
    ),
)
CHAPTERS = {chapter.slug: chapter for _, chapters in PARTS for chapter in chapters}


def neighbours(slug: str) -> tuple[Chapter | None, Chapter | None]:
    """Return the chapters before and after the one called *slug*, None at either end."""
    listed = list(CHAPTERS.values())
    here = listed.index(CHAPTERS[slug])
    return listed[here - 1] if here else None, listed[here + 1] if here + 1 < len(listed) else None
