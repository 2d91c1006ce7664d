"""Django commands that must see all towns."""
