"""Tests of discussion."""
