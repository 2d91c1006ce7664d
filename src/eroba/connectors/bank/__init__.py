"""The line to a bank that takes payments: what we ask of it, and the notices it sends by itself."""
