"""Connector to the Social Service Agency's database of families."""
