"""Pages about look-ups: a person's own, the town's public ones, and the desk's."""
