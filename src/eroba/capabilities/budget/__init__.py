"""The citizen's budget: figures read exactly, shown to everybody, and taken away as open data."""
