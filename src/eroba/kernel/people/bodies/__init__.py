"""Bodies of a town: councils, commissions, working groups; who holds which seat, and who held it on any day."""
