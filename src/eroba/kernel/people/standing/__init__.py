"""Acting for another person: parents, guardians, lawyers, companies, and trust given online."""
