"""Charts as drawings made on the server: plain functions from numbers to SVG, each with a table that says the same."""
