"""Registers at a plain REST address that speak names of their own: which of theirs is which of ours is a setting."""
