"""Bad days: processes killed in the middle, mail and registers down. Nothing is lost, nothing is done twice."""
