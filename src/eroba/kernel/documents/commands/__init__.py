"""Jobs on the command line: checking a decision, and checking every file."""
