"""Composition only: settings, addresses, the command. No ideas of its own."""
