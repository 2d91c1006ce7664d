"""Asks the questions of a form: reads what was typed, says what is wrong beside the field, keeps every keystroke."""
