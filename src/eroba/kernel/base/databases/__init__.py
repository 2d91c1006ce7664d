"""Our two database back ends. They add a wall in front of every statement; tenancy says what the wall lets through."""
