"""Facts: what happened, written with the change itself and delivered after it, at least once."""
