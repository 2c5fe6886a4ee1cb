"""The JSON Schema (2020-12) of the report as data, made from the classes themselves and published as a file beside this.

    python -m reports.render.schema > reports/render/schema/ziping-report-1.json

The version is in the name. A published file never changes what it asks: a property renamed, retyped, taken away or given
another meaning or unit, and one added (readers may refuse what they do not know), makes a new number beside the old file,
which stays published. What a later number adds is not required: reports filed before it do not have it. Until the first
release that carries it, number 1 is still being written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reports.render.schema.facts import definitions as facts
from reports.render.schema.nodes import definitions as nodes

SCHEMA = "ziping-report/1"
NAME = "ziping-report-1.json"
ADDRESS = f"/schema/{NAME}"  # where a portal serves it, and what a file names it by
FOLDER = Path(__file__).parent

RECEIPT = {
    "number": {"type": "string", "description": "回执号。"},
    "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "报送内容的 SHA-256，64 位十六进制数。"},
    "address": {"type": "string", "description": "公开核验页的地址，没有公开地址时为空字符串。"},
    "submitted_at": {"type": "string", "format": "date-time", "description": "报送时间，ISO 8601，带时区。"},
}


def published(name: str) -> bytes | None:
    """Return a published schema by the name of its file, None where there is none of that name."""
    files = {path.name: path for path in FOLDER.glob("*.json")}
    return files[name].read_bytes() if name in files else None


def schema() -> dict[str, Any]:
    """Return the schema of what json_file writes now."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ziping:report:1",
        "title": "自评报告数据",
        "description": "一份部门整体支出绩效自评报告：填报的数据，以及由数据生成的文稿；编码 UTF-8，文字为 NFC，键按字母排列。",
        "type": "object",
        "properties": {
            "$schema": {"type": "string", "format": "uri-reference", "description": "本结构说明的地址。"},
            "schema": {"const": SCHEMA, "description": "本结构的名称和版本。"},
            "draft": {"type": "boolean", "description": "是否草稿：没有报送的为 true。"},
            "receipt": {
                "anyOf": [{"type": "null"}, {"$ref": "#/$defs/Receipt"}],
                "description": "报送回执，草稿没有，为 null。",
            },
            "facts": {"$ref": "#/$defs/Filing", "description": "填报的数据。"},
            "document": {"$ref": "#/$defs/document", "description": "由数据生成的文稿，所有格式的文件都从它而来。"},
        },
        "required": ["$schema", "schema", "draft", "receipt", "facts", "document"],
        "additionalProperties": False,
        "$defs": {
            "Receipt": {
                "type": "object",
                "description": "报送回执，凭它可以核验文件。",
                "properties": RECEIPT,
                "required": list(RECEIPT),
                "additionalProperties": False,
            },
            **facts(),
            **nodes(),
        },
    }
