"""What the process that signs may take, and how it answers."""

SECONDS = 40  # for one signature, two requests to a timestamp service included
TIMESTAMP_SECONDS = 12  # for each of these
MEMORY = 1 << 30  # bytes of address space
DONE, FAILED = b"+", b"-"
