"""What did not arrive: facts that could not be delivered, shown to those who can do something about it."""
