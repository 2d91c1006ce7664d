"""Matters: whatever gets a number, how it is linked to others, and its timeline."""
