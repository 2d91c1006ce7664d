"""The catalogue as the national portal and others read it: CPSV-AP 3.2 in JSON-LD, its context inside."""
