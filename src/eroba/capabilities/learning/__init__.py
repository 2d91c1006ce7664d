"""Training of the staff: a training copy of the town, practice cases in it, and lessons beside them."""
