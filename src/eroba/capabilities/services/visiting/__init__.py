"""Pure ideas about visits: which times a counter offers on a day, and where a visit moves when a day is closed."""
