"""Pages of the budget: for everybody, and at the desk."""
