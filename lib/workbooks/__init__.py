"""What the cells of an Excel file hold, read in a process of its own: time, memory, rows and columns have an end."""

from lib.workbooks.book import Book, Cell, Page, name_of
from lib.workbooks.opening import open_book

__all__ = ["Book", "Cell", "Page", "name_of", "open_book"]
