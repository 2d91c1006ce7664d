"""The ideas all capabilities share; knows no capability."""
