"""The parts of a Word file bound together: what each is, how they refer to each other, and the archive around them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from reports.render.word.markup import HEAD

_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PLAIN = "application/vnd.openxmlformats-officedocument"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
MOMENT = (1980, 1, 1, 0, 0, 0)  # of every entry of the archive: the same report is the same bytes


class Part(NamedTuple):
    """A part by its path: its media type, and as what whoever needs it refers to it."""

    content_type: str
    relation: str


OF_FILE = {
    "word/document.xml": Part(f"{_WORD}.document.main+xml", f"{_OFFICE}/officeDocument"),
    "docProps/core.xml": Part("application/vnd.openxmlformats-package.core-properties+xml", _CORE),
    "docProps/app.xml": Part(f"{_PLAIN}.extended-properties+xml", f"{_OFFICE}/extended-properties"),
    "docProps/custom.xml": Part(f"{_PLAIN}.custom-properties+xml", f"{_OFFICE}/custom-properties"),
}
OF_DOCUMENT = {
    "styles": Part(f"{_WORD}.styles+xml", f"{_OFFICE}/styles"),
    "settings": Part(f"{_WORD}.settings+xml", f"{_OFFICE}/settings"),
    "fontTable": Part(f"{_WORD}.fontTable+xml", f"{_OFFICE}/fontTable"),
    "numbering": Part(f"{_WORD}.numbering+xml", f"{_OFFICE}/numbering"),
    "header1": Part(f"{_WORD}.header+xml", f"{_OFFICE}/header"),
    "footer1": Part(f"{_WORD}.footer+xml", f"{_OFFICE}/footer"),
    "footer2": Part(f"{_WORD}.footer+xml", f"{_OFFICE}/footer"),
}


def packed(of_file: Mapping[str, str], of_document: Mapping[str, str]) -> bytes:
    """Return the archive of parts by path and of the document's own by name; each is referred to by that name."""
    kinds = {f"/{path}": OF_FILE[path] for path in of_file}
    kinds |= {f"/word/{name}.xml": OF_DOCUMENT[name] for name in of_document}
    files = {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _relations({f"r{n}": (path, OF_FILE[path]) for n, path in enumerate(of_file, 1)}),
        **of_file,
        "word/_rels/document.xml.rels": _relations({n: (f"{n}.xml", OF_DOCUMENT[n]) for n in of_document}),
        **{f"word/{name}.xml": content for name, content in of_document.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            archive.writestr(entry, content.encode(), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _types(kinds: Mapping[str, Part]) -> str:
    named = "".join(f'<Override PartName="{path}" ContentType="{part.content_type}"/>' for path, part in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{_CONTENT}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(parts: Mapping[str, tuple[str, Part]]) -> str:
    named = "".join(
        f'<Relationship Id="{key}" Type="{part.relation}" Target="{target}"/>' for key, (target, part) in parts.items()
    )
    return f'{HEAD}<Relationships xmlns="{_RELATED}">{named}</Relationships>'
