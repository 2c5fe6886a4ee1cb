"""How much of a workbook is read, and with what."""

MOST_ROWS = 20_000
MOST_COLUMNS = 256
MOST_CELLS = 300_000  # that hold something, of all sheets
MOST_PAGES = 200
SECONDS = 30
MEMORY = 768 << 20  # bytes of address space of the process that reads
