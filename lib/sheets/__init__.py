"""Writing .xlsx files: formulas with their values beside them, and the same bytes for the same content.

openpyxl writes no value beside a formula, so that viewers which do not calculate show empty cells; it writes the time
of day; and a report's forms take it a second.
"""

from lib.sheets.book import Book, Properties
from lib.sheets.sheet import Sheet
from lib.sheets.styles import Style
from lib.sheets.text import name_of

__all__ = ["Book", "Properties", "Sheet", "Style", "name_of"]
