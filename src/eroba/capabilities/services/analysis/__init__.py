"""What can be worked out before anybody applies: tables, conditions, invented applicants. Knows no database."""
