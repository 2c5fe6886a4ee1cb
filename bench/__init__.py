"""Benchmarks: every figure beside a yardstick measured in the same run, never against a clock of another day."""
