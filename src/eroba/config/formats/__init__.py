"""How numbers and dates are written, where the framework has it wrong for us."""
