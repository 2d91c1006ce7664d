"""The desk: the list of applications by deadline, and a case on one page."""
