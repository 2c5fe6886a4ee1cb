"""python -m bench.footprint < TEXT: how much memory proofreading takes at its peak, in a process that does nothing else.

Prints the peak before and after in KiB. VmHWM belongs to this process alone; ru_maxrss would begin with its parent's.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROUNDS = 5


def main() -> None:
    text = sys.stdin.read()
    before = peak()
    from prose.proofreading import proofread

    for _ in range(ROUNDS):
        assert proofread(text).outcomes
    print(before, peak())


def peak() -> int:
    """Return the highest resident size of this process so far in KiB."""
    found = re.search(r"^VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(), re.M)
    assert found, "no VmHWM on this system"
    return int(found[1])


if __name__ == "__main__":
    main()
