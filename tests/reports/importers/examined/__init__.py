"""Reports and workbooks of invented units of other trades and habits, each with what a person reads in it."""
