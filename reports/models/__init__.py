"""The report: its notice, its words, its review, and what was frozen at each submission."""

from reports.models.copies import Shingle, Written
from reports.models.definitions import Definition, DefinitionEvent
from reports.models.exports import Export, ExportDownload, Exported, ExportItem, Scope
from reports.models.facts import Attachment, Declared, Evidence, Narrative, Restatement, Rolled
from reports.models.imports import Import, Reading
from reports.models.notices import Notice, RuleSetting
from reports.models.report import EDITABLE, Report, Status
from reports.models.review import Event, Explanation, Rendering, Submission
from reports.models.saving import AddressPace, Answered, FactChange, Pace, Section, SetAside
from reports.models.together import Assignment, Note, Presence

__all__ = [
    "EDITABLE",
    "AddressPace",
    "Answered",
    "Assignment",
    "Attachment",
    "Declared",
    "Definition",
    "DefinitionEvent",
    "Event",
    "Evidence",
    "Explanation",
    "Export",
    "ExportDownload",
    "ExportItem",
    "Exported",
    "FactChange",
    "Import",
    "Narrative",
    "Note",
    "Notice",
    "Pace",
    "Presence",
    "Reading",
    "Rendering",
    "Report",
    "Restatement",
    "Rolled",
    "RuleSetting",
    "Scope",
    "Section",
    "SetAside",
    "Shingle",
    "Status",
    "Submission",
    "Written",
]
