"""The programming interface: which outside apps may do what, and the one shape of requests and answers."""
