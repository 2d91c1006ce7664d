"""What a page may cost: bounds that hold whatever the number of rows."""
