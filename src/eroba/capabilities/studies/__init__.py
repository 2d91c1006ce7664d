"""Studies: say here in one sentence what this does for the town."""
