"""Pages about people: saying who one is, My page with one's details, and the way to the desk."""
