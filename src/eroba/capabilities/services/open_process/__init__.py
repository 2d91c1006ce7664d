"""How a town's services really go, in numbers that say nothing of single people. No database, no framework."""
