"""The jobs of the `eroba` command that belong to no capability: one small module each."""
