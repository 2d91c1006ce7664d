"""Brings calls of webhooks to addresses outside, and never to a machine inside the operator's own network."""
