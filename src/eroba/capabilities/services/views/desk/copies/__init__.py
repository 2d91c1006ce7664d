"""The catalogue editor at the desk: working copies, their files, what they would look like, and publishing."""
