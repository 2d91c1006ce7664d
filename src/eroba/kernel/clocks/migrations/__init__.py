"""Migrations of the clocks room."""
