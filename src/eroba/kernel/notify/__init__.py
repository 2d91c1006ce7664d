"""Notices to people: in the platform and by e-mail, written once, sent until they arrive."""
