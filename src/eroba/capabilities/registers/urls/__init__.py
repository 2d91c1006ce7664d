"""Addresses of the look-ups, one module for each place they stand in."""
