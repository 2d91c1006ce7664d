"""Which municipality is being worked for, and the wall that keeps each town's rows to itself."""
