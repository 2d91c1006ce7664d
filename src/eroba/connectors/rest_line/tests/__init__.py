"""Tests of the REST connector."""
