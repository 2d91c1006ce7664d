"""Connector to ClamAV, a scanner for viruses that runs as a service of its own."""
