"""Reading: looks at a person, papers fetched, and how the town's registers are."""
