"""Tests of the service engine."""
