"""Undertakings: who promised what by when, what became of it, and with which evidence."""
