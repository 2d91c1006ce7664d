"""Measures Eroba against a bare Django on the same machine, server and database, in the same run."""
