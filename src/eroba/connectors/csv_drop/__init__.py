"""Registers that come as a file, put into a folder or uploaded at the desk; asked in our own copy of it."""
