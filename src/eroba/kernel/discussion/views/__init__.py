"""The pages of a discussion: reading, taking part, and the moderators' desk."""
