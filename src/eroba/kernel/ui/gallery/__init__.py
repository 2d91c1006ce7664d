"""The gallery at /ui/: every component in its states, and sample pages, with invented content."""
