"""The journal: who did what, in which role, on which basis. Append-only, chained, erasable without breaking."""
