"""The bare baseline: one table, one page, nothing of Eroba."""
