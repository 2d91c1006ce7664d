"""Connector to the civil register of the Public Service Development Agency."""
