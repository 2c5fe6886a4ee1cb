"""What a file says, set beside what the report says: proposals a person takes one by one. Pure; nothing is written here.

propose(present, loaded, setting) → Proposals: an Entry for each fact the file states and the report can hold, with
where it would go, its words, and whether it is sure, doubtful, different from what is filled in, or the same.
"""

from reports.proposals.carried import LastYear, last_year
from reports.proposals.identity import Strange, strange
from reports.proposals.model import Choice, Entry, FileRow, Left, Proposals, Setting, Verdict
from reports.proposals.proposing import propose
from reports.proposals.values import Marked, marked, shown

__all__ = [
    "Choice", "Entry", "FileRow", "LastYear", "Left", "Marked", "Proposals", "Setting", "Strange", "Verdict", "last_year", "marked", "propose",
    "shown", "strange",
]  # fmt: skip
