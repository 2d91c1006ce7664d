"""Reading services: the catalogue, a person's applications, the desk's list, the facts of a case."""
