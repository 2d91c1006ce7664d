"""Pages of services: the public catalogue, filling in a form, my application, the desk."""
