"""What the process that cuts a seal out may take, and how it answers."""

LARGEST = 40 << 20  # bytes of the picture given
EDGE = 1000  # pixels of the seal's picture: 42 mm at 600 dots to the inch
SECONDS = 20
MEMORY = 768 << 20  # bytes of address space
DONE, FAILED = b"+", b"-"
