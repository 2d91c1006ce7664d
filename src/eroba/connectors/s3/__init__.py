"""Connector to an object store that speaks S3."""
