"""Asks the questions of a form: reads what was typed, says what is wrong, loses nothing."""
