"""Forms of services: the pages a folder describes, and what officials and applicants write in a case."""
