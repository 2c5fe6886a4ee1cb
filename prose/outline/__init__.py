"""Where a report shows what its reader looks for: money, staff, goals, results. Presence only, not whether it is right.

Words differ from place to place and tables lose their units when they become text, so every finder takes what comes:
a figure of the thing, a row of a table, or the plain statement that there is none.
"""
