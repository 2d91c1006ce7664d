"""The map of the country: outlines of its municipalities as a drawing. Pure reading and arithmetic, no Django."""
