"""Practice cases as files: what they say, and how what a trainee did is compared with it. No database."""
