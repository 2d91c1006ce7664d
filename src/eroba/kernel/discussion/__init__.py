"""Discussion: comments under a public matter, moderated in the open."""
