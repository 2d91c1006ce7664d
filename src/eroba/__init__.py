"""Eroba: the platform a municipality runs. Floors, top to bottom: config, connectors, capabilities, kernel."""
