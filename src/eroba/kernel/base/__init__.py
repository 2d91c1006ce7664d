"""Floor boards of the house: ids, errors, money, time and the database back end. Knows nothing of towns or people."""
