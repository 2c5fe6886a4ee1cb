"""The styles of the Word file after GB/T 9704-2012: faces, sizes and distances by what a paragraph is.

Measures are those of pdf.css. The pitch is exact, 28.95 pt: in Word's twentieths 28.98 pt would round to 29, of which
225 mm hold 21 lines. Each character gives up 0.25 pt: 28 times 16 pt is wider than 156 mm.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from reports.render.word.markup import fonts, part

FANG, KAI, HEI, SONG, BIAOSONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
# What to take where a face is not installed: Windows itself brings 仿宋 and 楷体.
OTHER_NAMES = {FANG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun", BIAOSONG: "方正小标宋_GBK"}
PITCH = 579  # of lines, in twentieths of a point
EM = 320
WIDTH = 8845  # of the text, 156 mm
TITLE_PITCH = 720
ENTRY_SIZE, ENTRY_PITCH = 280, 420  # of the contents


@dataclass(frozen=True)
class Style:
    """One style: what it is called in Word, what it is like, what it changes of that."""

    key: str
    name: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    after: str = ""  # the style of the paragraph typed behind one of it

    def xml(self, custom: bool) -> str:
        based = f'<w:basedOn w:val="{self.based}"/>' if self.based else ""
        after = f'<w:next w:val="{self.after}"/>' if self.after else ""
        look = f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else ""
        look += f"<w:rPr>{self.run}</w:rPr>" if self.run else ""
        own = ' w:customStyle="1"' if custom else ""
        return (
            f'<w:style w:type="paragraph"{own} w:styleId="{self.key}"><w:name w:val="{self.name}"/>'
            f"{based}{after}<w:qFormat/>{look}</w:style>"
        )


def lines(pitch: int, before: int = 0, after: int = 0) -> str:
    """Return exact line pitch and the distances to the paragraphs around, in twentieths of a point."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{pitch}" w:lineRule="exact"/>'


def size(points: float, tracking: int = 0) -> str:
    return f'<w:spacing w:val="{tracking}"/><w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def jc(where: str) -> str:
    return f'<w:jc w:val="{where}"/>'


KEEP = "<w:keepNext/><w:keepLines/>"
OFF_GRID = '<w:snapToGrid w:val="0"/>'  # the grid is for the text: in tables it would double the lines
INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * EM}"/>'
FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


_FACES = (HEI, KAI, FANG, FANG)  # of the headings by level
LEVELS = len(_FACES)
LIST = 1  # the list the headings are bound to


def _heading(level: int, face: str, *, counted: bool) -> Style:
    bound = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{LIST}"/></w:numPr>' if counted else ""
    look = f'{KEEP}{bound}{INDENT}<w:outlineLvl w:val="{level - 1}"/>'
    return Style(f"Heading{level}", f"heading {level}", look, fonts(face), after="BodyText")


def _cells(key: str, name: str, pitch: int) -> list[Style]:
    """Return the styles of the words in tables: theirs and the heads', and both smaller for tables of many columns."""
    small = pitch - 20 if pitch > 260 else pitch
    return [
        Style(f"{key}Text", f"{name}文字", f"{OFF_GRID}{lines(pitch)}{jc('left')}", size(10.5)),
        Style(f"{key}Head", f"{name}表头", jc("center"), fonts(HEI), f"{key}Text"),
        Style(f"{key}Total", f"{name}合计", run=fonts(HEI), based=f"{key}Text"),
        Style(f"{key}TextDense", f"{name}小字", lines(small), size(10), f"{key}Text"),
        Style(f"{key}HeadDense", f"{name}小字表头", jc("center"), f"{fonts(HEI)}{size(9.5)}", f"{key}TextDense"),
        Style(f"{key}TotalDense", f"{name}小字合计", run=fonts(HEI), based=f"{key}TextDense"),
    ]


def _entry(level: int, face: str) -> Style:
    """Return the style of an entry of the contents: dots lead to the page number at the edge."""
    look = (
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{WIDTH}"/></w:tabs>{OFF_GRID}{lines(ENTRY_PITCH)}'
        f'<w:ind w:left="{2 * ENTRY_SIZE * (level - 1)}"/>{jc("left")}'
    )
    return Style(f"TOC{level}", f"toc {level}", look, fonts(face) + size(ENTRY_SIZE / 20))


_TITLE = fonts(BIAOSONG) + size(22)
BUILT_IN = (
    Style("BodyText", "Body Text", INDENT),
    Style("Title", "Title", f"{KEEP}{lines(TITLE_PITCH, after=PITCH)}{jc('center')}", _TITLE, after="BodyText"),
    Style("Header", "header", f"{OFF_GRID}{lines(280)}{jc('right')}", f"{fonts(SONG)}{size(10.5)}"),
    Style("Footer", "footer", f"{OFF_GRID}{lines(360)}", f"{fonts(SONG)}{size(14)}"),
    Style("Salutation", "Salutation", FLUSH, after="BodyText"),
    Style("Signature", "Signature", f"{KEEP}{jc('center')}"),
    *map(_entry, (1, 2), (HEI, FANG)),
    Style("TOCHeading", "TOC Heading", f"{KEEP}{lines(TITLE_PITCH, after=PITCH)}{jc('center')}", _TITLE),
)
OWN = (
    Style("CoverTitle", "封面标题", f"{lines(TITLE_PITCH, before=2551, after=5386)}", "", "Title"),
    Style("CoverLine", "封面文字", f"{lines(TITLE_PITCH)}{jc('center')}"),
    Style("Attachments", "附件说明", f'{KEEP}<w:ind w:left="{5 * EM}"/>{jc("left")}'),
    Style("AnnexLabel", "附件序号", f"{KEEP}{jc('left')}", fonts(HEI)),
    Style("AnnexTitle", "附件标题", f'{lines(TITLE_PITCH, after=290)}<w:outlineLvl w:val="0"/>', "", "Title"),
    Style("AnnexNote", "附件表注", f"<w:keepNext/>{OFF_GRID}{lines(360)}{jc('left')}", size(10.5)),
    Style("Caption", "表名", f"{KEEP}{OFF_GRID}{lines(440, before=112)}{jc('center')}", f"{fonts(HEI)}{size(14)}"),
    Style("Unit", "表格单位", f"{KEEP}{OFF_GRID}{lines(280)}{jc('right')}", size(10.5)),
    *_cells("Table", "表格", 300),
    *_cells("Form", "附表", 260),
    Style("Signs", "签字栏", f"{OFF_GRID}{lines(400, before=160)}{jc('left')}", size(10.5)),
    Style("TableEnd", "表后间隔", f"{OFF_GRID}{lines(240)}{jc('left')}", size(1)),
    Style("Seam", "接缝", f"{OFF_GRID}{lines(20)}{jc('left')}", size(1)),
)
# Line-start and line-end prohibitions hold; nothing hangs out of the type area; no gap between Chinese and digits.
_NORMAL = (
    '<w:widowControl/><w:kinsoku/><w:overflowPunct w:val="0"/><w:topLinePunct w:val="0"/>'
    f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{lines(PITCH)}{jc("both")}'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def styles(counted: Container[int]) -> str:
    """Return the part word/styles.xml; headings of the *counted* levels are numbered by the list bound to them."""
    look = (
        f'{fonts(FANG)}<w:color w:val="000000"/>{size(16, -5)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    )
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{look}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    headings = (_heading(level, face, counted=level in counted) for level, face in enumerate(_FACES, 1))
    given = "".join([style.xml(custom=False) for style in (*headings, *BUILT_IN)])
    given += "".join([style.xml(custom=True) for style in OWN])
    return part("styles", f"{defaults}{_DEFAULT}{given}")


def font_table() -> str:
    """Return the part word/fontTable.xml: what stands in for a face that is not installed."""
    return part("fonts", "".join(map(_font, OTHER_NAMES)))


def _font(name: str) -> str:
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{OTHER_NAMES[name]}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
    )


_DEFAULT = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    f"<w:pPr>{_NORMAL}</w:pPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="报告表格"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style>'
)
