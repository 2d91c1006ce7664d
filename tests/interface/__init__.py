"""The programming interface from outside: its committed description, and thousands of requests nobody thought of."""
