"""Migrations of the look-ups."""
