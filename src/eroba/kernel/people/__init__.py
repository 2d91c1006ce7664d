"""People: accounts, persons, units of the town hall, and who holds which post."""
