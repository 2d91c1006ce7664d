"""Open311 GeoReport v2: what other programs say and hear about public reports. Opens no database itself."""
