"""The front door: the country's front page, each town's home, search, and the pages about Eroba itself."""
