"""Made reports of a wished length, distinct by their seed: chapters of prose with quoted figures, and forms behind them.

The words are put together at random from parts of sentences, so that no two lines of a report are alike; the forms have
as many equal cells as official ones: names of subjects, units, noughts.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from lib.display import wan
from reports.document import (
    Annex,
    AttachmentList,
    Block,
    Cell,
    Closing,
    Cover,
    Document,
    Heading,
    Inline,
    Paragraph,
    Row,
    Table,
    Text,
    Value,
)

CHAPTERS = ("单位概况", "资金安排与使用", "项目组织与实施", "绩效目标完成", "存在的不足", "下一步打算", "结果怎样应用")
PARTS = ("基本情况", "主要做法", "数据说明")
SUBJECTS = (
    "科普大篷车下乡",
    "青少年科技辅导",
    "流动展馆布展",
    "农技骨干轮训",
    "科技工作者走访",
    "基层组织建设",
    "志愿队伍培训",
)
ACTIONS = (
    "按月核对进度并公开台账", "由分管同志逐项验收", "同街道和学校分头落实", "委托第三方抽查现场", "先试点再铺开到各乡镇",
    "与年初计划对照后调整了批次", "把剩余经费退回统一安排", "建立一户一档便于回访",
)  # fmt: skip
RESULTS = (
    "参加群众比上年多出不少", "回访中多数人表示满意", "设备完好率保持在较高水平", "有两处场地因雨改期后补办", "资料已经整理归档备查",
    "部分乡镇报名人数少于预计", "所需耗材由库存调剂解决", "经验在季度例会上作了交流",
)  # fmt: skip
NAMES = (
    "人员经费",
    "公用经费",
    "专项业务费",
    "设备购置",
    "印刷费",
    "差旅费",
    "会议费",
    "培训费",
    "维修（护）费",
    "其他支出",
)
UNITS = ("个", "场次", "人次", "%", "万元", "份")


class Writer:
    """The writer of one report: the same seed, the same words and figures."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.quoted = 0

    def amount(self, largest: int = 90_000_000) -> Value:
        """Return a quoted amount; every third is nought, as in most forms."""
        self.quoted += 1
        yuan = Decimal(self.random.randrange(100, largest)) if self.random.random() < 0.66 else Decimal(0)
        return Value(wan(yuan), f"made.amount.{self.quoted}", yuan, "wan")

    def sentence(self) -> tuple[Inline, ...]:
        pick = self.random.choice
        month, count = self.random.randrange(1, 13), self.random.randrange(3, 900)
        return (
            Text(f"{month}月起{pick(SUBJECTS)}{pick(ACTIONS)}，安排"),
            self.amount(),
            Text(f"万元，完成{count}{pick(UNITS[:3])}，{pick(RESULTS)}，{pick(RESULTS)}。"),
        )

    def paragraph(self) -> Paragraph:
        return Paragraph(tuple(part for _ in range(self.random.randrange(2, 5)) for part in self.sentence()))

    def prose(self, paragraphs: int) -> Iterator[Block]:
        """Yield chapters and their parts with so many paragraphs in all."""
        sections = [(chapter, part) for chapter in range(len(CHAPTERS)) for part in range(len(PARTS))]
        for place, (chapter, part) in enumerate(sections):
            if part == 0:
                yield Heading(1, f"{'一二三四五六七'[chapter]}、", CHAPTERS[chapter], f"made{chapter}")
            yield Heading(2, f"（{'一二三'[part]}）", PARTS[part])
            for _ in range(paragraphs * place // len(sections), paragraphs * (place + 1) // len(sections)):
                yield self.paragraph()

    def form(self, label: str, rows: int, columns: int, *, landscape: bool = False) -> Annex:
        """Return a form of *rows* × *columns* cells, its head included."""
        first = 100 - (columns - 1) * (80 // (columns - 1))
        widths = (first, *[80 // (columns - 1)] * (columns - 1))
        heads = ("项目", "年初预算数", "全年预算数", "全年执行数", "执行率", "计量单位", "完成值", "偏差说明")
        head = Row(tuple(Cell((Text(words),), "center", "head") for words in heads[:columns]))
        body = tuple(self.line(columns) for _ in range(rows - 1))
        table = Table(widths=widths, head=(head,), body=body)
        return Annex(
            label, label, (Text("支出与完成情况表"),), note="单位：万元", landscape=landscape, children=(table,)
        )

    def line(self, columns: int) -> Row:
        pick = self.random.choice
        name = Cell((Text(pick(NAMES)),), indent=self.random.randrange(3), kind=pick(("", "", "", "total")))
        amounts = tuple(Cell((self.amount(),), "right") for _ in range(min(columns - 1, 4)))
        words = (Text(pick(UNITS)), Text(str(self.random.randrange(200))), Text(pick((*RESULTS, "无", "无", "无"))))
        return Row((name, *amounts, *(Cell((word,), "center") for word in words[: columns - 5])))


def report(seed: int, paragraphs: int, *forms: tuple[int, int, bool]) -> Document:
    """Return a report of so many paragraphs and *forms* (rows, columns, whether it lies on its side)."""
    writer = Writer(seed)
    title = f"{2000 + seed % 40}年度整体支出绩效自评报告"
    annexes = [
        writer.form(f"附件{place}", rows, columns, landscape=wide)
        for place, (rows, columns, wide) in enumerate(forms, 1)
    ]
    listed = AttachmentList(tuple(Paragraph((Text(f"{one.label[2:]}．支出与完成情况表"),)) for one in annexes))
    signed = Closing((Paragraph((Text("云溪县科学技术协会"),)), Paragraph((Text("3月12日"),))))
    cover = Cover((Text(title),), (Paragraph((Text("云溪县科学技术协会"),)),))
    return Document(title, "云溪县科学技术协会", children=(cover, *writer.prose(paragraphs), listed, signed, *annexes))


UPRIGHT, WIDE = (40, 5, False), ((44, 8, True), (28, 8, True))  # 200 and 576 cells


def long_report(paragraphs: int, seed: int = 21) -> Document:
    """Return a report with the 776 cells of three forms."""
    return report(seed, paragraphs, UPRIGHT, *WIDE)


def short_report(paragraphs: int, seed: int = 15) -> Document:
    """Return a report with two forms of 40 × 5 and 24 × 8 cells."""
    return report(seed, paragraphs, UPRIGHT, (24, 8, True))


def of_pages(pages: int, make: Callable[[int], Document], count: Callable[[Document], int]) -> Document:
    """Return what *make* writes with as many paragraphs as fill so many pages, as *count* counts them."""
    fewest, most = 0, pages * 10
    while fewest < most:
        paragraphs = (fewest + most) // 2
        if count(make(paragraphs)) < pages:
            fewest = paragraphs + 1
        else:
            most = paragraphs
    found = make(fewest)
    assert count(found) == pages, f"{count(found)} pages instead of {pages}"
    return replace(found)
