"""Batch exports of a notice: ordered, made in the background, taken away as one ZIP."""
