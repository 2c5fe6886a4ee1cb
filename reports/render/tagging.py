"""Writes the tags of a document (reports.render.tags) into its PDF, in place of WeasyPrint's own.

Replaces a private function: ``install`` does nothing under any WeasyPrint but the one requirements pin, and
tests/pdf_profile.py checks what comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pydyf
import weasyprint.pdf

from reports.render import actual_text, fast, heads
from reports.render.tags import Annotation, Piece, Reader, Tag, alternative, number_headings, pruned

PX = 0.75  # points


def install() -> None:
    """Make WeasyPrint write our tags in this process."""
    if fast.KNOWN:
        weasyprint.pdf.add_tags = add_tags


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Sequence[Any]) -> None:
    """Tag the pages of *document* and say in the catalogue that they are; raise AbsentError (actual_text.look)."""
    actual_text.look(document.fonts)
    reader = Reader(mixed_up=actual_text.mixed_up(document.fonts))
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        hide(stream, reader.read(number, page._page_box, stream._tags))
        for link in reader.redundant:
            sheet = pdf.objects[int(pdf.page_references[number].split()[0])]
            sheet["Annots"].remove(link.reference)
        if reader.doubtful:
            actual_text.tell(stream, reader.doubtful, document.fonts)
    tree = pruned(reader.document)
    number_headings(tree)
    Writer(pdf, [page.height for page in document.pages]).write(tree)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def hide(stream: Any, numbers: Iterable[int]) -> None:
    """Make the marked content of these numbers an artifact of the page."""
    hidden = set(numbers)
    for place, item in enumerate(stream.stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in hidden:
            stream.stream[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]


class Writer:
    """Turns tags into the objects of a PDF whose pages are so high (px)."""

    def __init__(self, pdf: Any, heights: Sequence[float]) -> None:
        self.pdf, self.heights = pdf, heights
        self.parents: list[dict[int, bytes]] = [{} for _ in heights]  # of each page's pieces
        self.links: list[tuple[Any, bytes]] = []
        self.named: list[tuple[str, bytes]] = []  # heads of tables
        self.tables = 0

    def write(self, document: Tag) -> None:
        root = self._add({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._write(document, root.reference, {}).reference])
        root["ParentTree"] = self._add({"Nums": self._numbers()}).reference
        root["ParentTreeNextKey"] = len(self.heights) + len(self.links)
        if self.named:
            names = [part for name, at in sorted(self.named) for part in (pydyf.String(name), at)]
            root["IDTree"] = self._add({"Names": pydyf.Array(names)}).reference
        self.pdf.catalog["StructTreeRoot"] = root.reference

    def _add(self, content: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(content)
        self.pdf.add_object(dictionary)
        return dictionary

    def _write(self, tag: Tag, parent: bytes, cells: dict[Tag, heads.Field]) -> Any:
        element = self._add({"Type": "/StructElem", "S": f"/{tag.name}", "P": parent})
        element["Pg"] = self.pdf.page_references[tag.first]
        if tag.name == "Table":
            cells = table_cells(tag)
            self.tables += 1
        self._describe(tag, element, cells)
        element["K"] = pydyf.Array(self._kid(kid, tag, element.reference, cells) for kid in tag.kids)
        return element

    def _kid(self, kid: Tag | Piece | Annotation, tag: Tag, parent: bytes, cells: dict[Tag, heads.Field]) -> Any:
        if isinstance(kid, Tag):
            return self._write(kid, parent, cells).reference
        page = self.pdf.page_references[kid.page]
        if isinstance(kid, Annotation):
            self.links.append((kid.dictionary, parent))
            kid.dictionary["Contents"] = pydyf.String(tag.text or "链接")
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": page})
        self.parents[kid.page][kid.mcid] = parent
        if kid.page == tag.first:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})

    def _describe(self, tag: Tag, element: Any, cells: dict[Tag, heads.Field]) -> None:
        if tag.name == "Figure" and tag.box:
            left, top, right, bottom = tag.box
            height = self.heights[tag.first]
            box = [left * PX, (height - bottom) * PX, right * PX, (height - top) * PX]
            element["Alt"] = pydyf.String(alternative(tag.element))
            element["A"] = pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": pydyf.Array(box)})
        elif tag.name == "Table" and tag.element.get("aria-label"):
            summary = pydyf.String(tag.element.get("aria-label"))
            element["A"] = pydyf.Dictionary({"O": "/Table", "Summary": summary})
        elif tag in cells:
            self._describe_cell(cells[tag], element)

    def _describe_cell(self, cell: heads.Field, element: Any) -> None:
        said: dict[str, Any] = {}
        if cell.head:
            said["Scope"] = f"/{cell.head}"
            element["ID"] = pydyf.String(self._name(cell))
            self.named.append((self._name(cell), element.reference))
        if cell.columns > 1:
            said["ColSpan"] = cell.columns
        if cell.rows > 1:
            said["RowSpan"] = cell.rows
        if cell.heads:
            said["Headers"] = pydyf.Array(pydyf.String(self._name(one)) for one in cell.heads)
        if said:
            element["A"] = pydyf.Dictionary({"O": "/Table", **said})

    def _name(self, cell: heads.Field) -> str:
        return f"table{self.tables}-{cell.row}-{cell.column}"

    def _numbers(self) -> Any:
        """Return whose each piece is, page by page, and whose each link."""
        numbers: list[Any] = []
        for page, parents in enumerate(self.parents):
            found = [parents.get(mcid, b"null") for mcid in range(max(parents, default=-1) + 1)]
            numbers += [page, pydyf.Array(found)]
        for key, (annotation, parent) in enumerate(self.links, len(self.heights)):
            annotation["StructParent"] = key
            numbers += [key, parent]
        return pydyf.Array(numbers)


def table_cells(table: Tag) -> dict[Tag, heads.Field]:
    """Return how far each cell of a table reaches and the heads it is under; none where scopes alone say that."""
    rows = [[one for one in row.kids if isinstance(one, Tag)] for row in table.tags() if row.name == "TR"]
    lines = [[_field(cell, rows[number:]) for cell in row] for number, row in enumerate(rows)]
    heads.relate(lines)
    if heads.is_simple(lines):
        for cell in (one for line in lines for one in line):
            cell.heads = []
    return {tag: cell for row, line in zip(rows, lines, strict=True) for tag, cell in zip(row, line, strict=True)}


def _field(tag: Tag, rows: Sequence[Sequence[Tag]]) -> heads.Field:
    """Return the cell, which stands in the first of *rows*.

    A head in the body is of the rows in which answers follow; a corner left blank beside many heads is no answer.
    """
    said = tag.element.get
    columns, reach = int(said("colspan", 1)), int(said("rowspan", 1))
    if tag.name != "TH":
        return heads.Field(columns, reach)
    if tag.element.tag != "td":
        return heads.Field(columns, reach, heads.ROW if said("scope") == "row" else heads.COLUMN)
    answers = [one for row in rows[:reach] for one in row if one.name == "TD"]
    across = any(one.kids for one in answers) or len(answers) >= sum(one.name == "TH" for one in rows[0])
    return heads.Field(columns, reach, heads.ROW if across else heads.COLUMN)
