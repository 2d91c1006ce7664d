"""Legal deadlines: how days are counted, when a clock stops, and why a date is what it is."""
