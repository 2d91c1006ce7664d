"""Petitions: residents ask the council for an act or a discussion, sign without an account, and anybody can check."""
