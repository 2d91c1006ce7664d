"""Tests of the X-Road connector."""
