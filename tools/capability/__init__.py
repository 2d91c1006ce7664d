"""Writes a new capability: every room of it small, working and tested, so that one changes instead of wiring."""
