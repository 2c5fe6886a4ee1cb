"""What may be typed into the cells of a template, as spreadsheets check it: kinds of numbers, dates, lists."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.importers.sheets import marks
from reports.workbooks.asked import Slot
from reports.workbooks.cells import tell

LEAST = "-999999999999"
# By the unit of a fact: what is asked for, from which value on, and what is said otherwise.
KINDS = {
    "wan": ("decimal", "0", "请填数字，单位万元"),
    "count": ("whole", "0", "请填整数"),
    "score": ("decimal", "0", "请填分数，最多两位小数"),
    "percent": ("decimal", LEAST, "请填百分数"),
    "date": ("date", "1", "请填日期，例如 2023-12-31"),
}
LONGEST = "32767"  # characters a cell holds
PICK = "请从列表中选择"


class Choices:
    """The lists people choose from, each kept once on the hidden sheet with the codes its words stand for."""

    def __init__(self, hidden: Worksheet) -> None:
        self.hidden = hidden
        self._kept: dict[str, str] = {}

    def range(self, slot: Slot) -> str:
        """Return where the words that may be chosen stand."""
        if slot.of not in self._kept:
            first = self.hidden.max_row + 1
            for code, label in slot.choices:
                tell(self.hidden, [marks.CHOICE, slot.of, code, label])
            self._kept[slot.of] = f"'{marks.SHEET}'!$D${first}:$D${self.hidden.max_row}"
        return self._kept[slot.of]


class Rules:
    """The rules of one sheet, one for each kind of cell on it."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self._made: dict[str, DataValidation] = {}

    @property
    def all(self) -> list[DataValidation]:
        return list(self._made.values())

    def rule(self, slot: Slot) -> DataValidation:
        """Return the rule for cells like that of *slot*."""
        key = slot.of if slot.choices else f"{slot.unit}{slot.signed}"
        if key not in self._made:
            self._made[key] = self._rule(slot)
        return self._made[key]

    def _rule(self, slot: Slot) -> DataValidation:
        if slot.choices:
            return _strict(DataValidation("list", formula1=self.choices.range(slot)), PICK)
        if slot.unit == "flag":
            return _strict(DataValidation("list", formula1='"是,否"'), PICK)
        if slot.unit not in KINDS:
            return DataValidation("textLength", operator="lessThanOrEqual", formula1=LONGEST)
        kind, least, words = KINDS[slot.unit]
        bound = LEAST if slot.signed else least
        return _strict(DataValidation(kind, operator="greaterThanOrEqual", formula1=bound), words)


def _strict(rule: DataValidation, words: str) -> DataValidation:
    rule.allow_blank, rule.showErrorMessage, rule.errorTitle, rule.error = True, True, "填写有误", words
    return rule
