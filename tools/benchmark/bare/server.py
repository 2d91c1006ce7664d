"""The door of the bare baseline for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.benchmark.bare.settings")
application = get_wsgi_application()
