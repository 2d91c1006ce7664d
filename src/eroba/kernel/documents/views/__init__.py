"""The public check of letters, and the desk of papers."""
