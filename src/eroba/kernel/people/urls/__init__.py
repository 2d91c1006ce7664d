"""Addresses of the room of people, by where they stand: below a town, at the desk, on My page."""
