"""Reads a budget from the files town halls have, exact to the tetri. Knows no database and changes nothing."""
