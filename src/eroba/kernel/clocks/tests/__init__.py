"""Tests of the clocks room."""
