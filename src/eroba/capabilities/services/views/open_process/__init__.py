"""The public pages and files on how the services really go."""
