"""What can be worked out about a service without running it: tables, conditions, the way of a case. No database."""
