"""Addresses of this room: the check of letters, and papers at the desk."""
