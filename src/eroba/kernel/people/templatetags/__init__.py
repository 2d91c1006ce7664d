"""Template tags of the room of people."""
