"""Addresses of the room of the programming interface, by where they stand."""
