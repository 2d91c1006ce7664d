"""What came in and was accepted: written down at once, opened right afterwards, never lost in between."""
