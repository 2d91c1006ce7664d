"""SQLite with our wall and a fair queue for writers."""
