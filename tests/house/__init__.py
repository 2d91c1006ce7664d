"""Tests of the code as code: what the house promises its next developer."""
