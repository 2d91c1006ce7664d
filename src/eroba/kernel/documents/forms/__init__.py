"""Shapes of what people send: a code or a letter to check, a paper to replace, marks to blacken."""
