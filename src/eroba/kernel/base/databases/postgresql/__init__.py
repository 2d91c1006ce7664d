"""PostgreSQL with our wall and the settings that row-level security reads."""
