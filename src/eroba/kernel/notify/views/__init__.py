"""Pages about news: the inbox and wishes on My page, following and stopping in a town."""
